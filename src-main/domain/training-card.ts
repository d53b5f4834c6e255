import type { CodeTables } from './code-tables';
import type { FieldValues } from './fields';
import type { CitizenCard, IdCard } from './id-card';
import { birthDateOf, isWellFormed18, sexOf } from './id-number';
import { hasUntypedCharacter } from './untyped-character';

/**
 * The card that a candidate of a training store would lay on the reader: a citizen's card made from the registration.
 * A character that could not be typed becomes a real one, as on a real card. Null when the number is not one of 18 characters.
 */
export function cardOfRegistration(fields: FieldValues, tables: CodeTables): CitizenCard | null {
  const idNumber = fields.idNumber ?? '';
  const birthDate = isWellFormed18(idNumber) ? birthDateOf(idNumber) : null;
  if (birthDate === null) return null;
  const name = fields.name ?? '';
  const nation = tables.nations.find((each) => each.name === fields.nation || each.code === fields.nation);
  return {
    kind: 'citizen', name: hasUntypedCharacter(name) ? name.replace(/[?？*]|\[.\]/u, '㛃') : name, sexCode: sexOf(idNumber) === '男' ? '1' : '2', birthDate, idNumber,
    validFrom: '2020-01-01', validUntil: '2040-01-01', nationCode: nation?.code ?? '01', address: '测试省测试市测试路1号', authority: '测试市公安局',
  };
}

/** What a person may practise with beside the candidate's own card. */
export type TrainingCardKind = 'own' | 'forEver' | 'expired' | 'notYetValid' | 'otherName' | 'residencePermit' | 'stranger';

/** An invented number that no sample gives to anybody: of the district 99, of 1901. */
const STRANGER = { idNumber: '990000190101010013', sexCode: '1', birthDate: '1901-01-01', name: '测试路人' };

function residencePermitOf({ name, sexCode, birthDate, idNumber, validFrom, validUntil, address, authority }: CitizenCard): IdCard {
  return { kind: 'J', name, sexCode, birthDate, idNumber, validFrom, validUntil, address, authority, travelPermitNo: 'H00000000', timesIssued: '01' };
}

/** The candidate's card, or one that differs from it in what its name says. */
export function cardOfKind(card: CitizenCard, kind: TrainingCardKind): IdCard {
  switch (kind) {
    case 'own':
      return card;
    case 'forEver':
      return { ...card, validUntil: '长期' };
    case 'expired':
      return { ...card, validFrom: '2000-01-01', validUntil: '2020-01-01' };
    case 'notYetValid':
      return { ...card, validFrom: '2090-01-01', validUntil: '2100-01-01' };
    case 'otherName':
      return { ...card, name: `${card.name}甲` };
    case 'residencePermit':
      return residencePermitOf(card);
    case 'stranger':
      return { ...card, ...STRANGER };
  }
}
