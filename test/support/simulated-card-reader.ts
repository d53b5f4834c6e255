import type { CitizenCard, ForeignerCard2017, ForeignerCard2023, IdCard, ResidencePermitCard } from '../../src-main/domain/id-card';

/** Cards of invented people: the published test vectors, and whatever a test changes about them. */
export function citizenCard(changes: Partial<CitizenCard> = {}): CitizenCard {
  return {
    kind: 'citizen', name: '测试甲', sexCode: '1', nationCode: '01', birthDate: '2000-01-01', address: '测试省测试市测试路1号',
    idNumber: '990000200001010012', authority: '测试市公安局', validFrom: '2020-01-01', validUntil: '长期', ...changes,
  };
}

export function residencePermitCard(changes: Partial<ResidencePermitCard> = {}): ResidencePermitCard {
  return {
    kind: 'J', name: '测试乙', sexCode: '2', birthDate: '1900-01-01', address: '测试省测试市测试路1号', idNumber: '81000019000101000X',
    authority: '测试市公安局', validFrom: '2020-01-01', validUntil: '2025-01-01', travelPermitNo: 'H00000000', timesIssued: '01', ...changes,
  };
}

export function foreignerCard2017(changes: Partial<ForeignerCard2017> = {}): ForeignerCard2017 {
  return {
    kind: 'I', englishName: 'TEST, PERSON', sexCode: '1', idNumber: 'XYZ310000010115', nationality: 'XYZ', name: '测试丙',
    validFrom: '2020-01-01', validUntil: '2030-01-01', birthDate: '1900-01-01', cardVersion: '01', acceptingAuthority: '3100', ...changes,
  };
}

export function foreignerCard2023(changes: Partial<ForeignerCard2023> = {}): ForeignerCard2023 {
  return {
    kind: 'Y', name: '测试丁', sexCode: '2', timesRenewed: '00', birthDate: '1900-01-01', englishName: 'TEST, PERSON',
    idNumber: '931999190001010009', validFrom: '2024-01-01', validUntil: '2034-01-01', nationality: 'XYZ', oldNumberAssociation: '001', ...changes,
  };
}

export function everyKindOfCard(): readonly IdCard[] {
  return [citizenCard(), residencePermitCard(), foreignerCard2017(), foreignerCard2023()];
}
