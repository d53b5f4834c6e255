import type { CodeTables } from './code-tables';
import type { FieldValues } from './fields';
import type { CitizenCard, ForeignerCard2017, ForeignerCard2023, IdCard, ResidencePermitCard } from './id-card';
import { birthDateOf, idCheckCharacter, isWellFormed18, oldForeignerNumber, sexOf } from './id-number';
import { hasChip } from './identity-documents';
import { hasUntypedCharacter } from './untyped-character';

/** What the card of any kind is made from. */
type Holder = Pick<CitizenCard, 'name' | 'sexCode' | 'birthDate' | 'idNumber' | 'validFrom' | 'validUntil'>;

/** An English name and a country that the foreigner's cards tell beside what every card tells. */
export interface ForeignHolder extends Holder {
  englishName: string;
  /** Three letters, GB/T 2659. */
  nationality: string;
}

const PLACE = { address: '测试省测试市测试路1号', authority: '测试市公安局' } as const;

export function residencePermit(holder: Holder, place: Pick<CitizenCard, 'address' | 'authority'> = PLACE): ResidencePermitCard {
  const { name, sexCode, birthDate, idNumber, validFrom, validUntil } = holder;
  return { kind: 'J', name, sexCode, birthDate, idNumber, validFrom, validUntil, address: place.address, authority: place.authority, travelPermitNo: 'H00000000', timesIssued: '01' };
}

export function foreignerCard2017({ name, sexCode, birthDate, idNumber, validFrom, validUntil, englishName, nationality }: ForeignHolder): ForeignerCard2017 {
  return { kind: 'I', name, sexCode, birthDate, idNumber, validFrom, validUntil, englishName, nationality, cardVersion: '01', acceptingAuthority: '9900' };
}

/** `oldNumberAssociation` ties the card to its holder's number of before; empty when there was none. */
export function foreignerCard2023({ name, sexCode, birthDate, idNumber, validFrom, validUntil, englishName, nationality }: ForeignHolder, oldNumberAssociation = ''): ForeignerCard2023 {
  return { kind: 'Y', name, sexCode, birthDate, idNumber, validFrom, validUntil, englishName, nationality, timesRenewed: '00', oldNumberAssociation };
}

/** A name in Latin letters stands on a foreigner's card in the place of the English one. */
function foreignHolder(holder: Holder & Partial<ForeignHolder>, nationality: string): ForeignHolder {
  if (holder.englishName !== undefined) return { ...holder, englishName: holder.englishName, nationality };
  const isLatin = /^[\p{Script=Latin}\s\p{P}]+$/u.test(holder.name);
  return { ...holder, name: isLatin ? '' : holder.name, englishName: isLatin ? holder.name.toUpperCase() : 'TEST, SAMPLE', nationality };
}

const NO_COUNTRY = 'XXX';
/** Place and sequence that a new number has in an old one of 15 characters. */
const TIE = '001';

/** The card of 2017 of whoever has another card: its number is one of 15 characters. */
function oldCardOf(card: IdCard): ForeignerCard2017 {
  const holder = foreignHolder(card, 'nationality' in card ? card.nationality : NO_COUNTRY);
  const idNumber = oldForeignerNumber({ idNumber: card.idNumber, nationality: holder.nationality, oldNumberAssociation: TIE });
  return foreignerCard2017({ ...holder, idNumber: idNumber ?? card.idNumber });
}

/** The card of 2023 of whoever has another card. After a card of 2017 it has a new number, which is tied to the old one. */
function newCardOf(card: IdCard): ForeignerCard2023 {
  const { idNumber, birthDate, sexCode } = card;
  if (card.kind !== 'I') return foreignerCard2023(foreignHolder(card, 'nationality' in card ? card.nationality : NO_COUNTRY));
  const holder = foreignHolder(card, idNumber.slice(0, 3));
  const first17 = `9${idNumber.slice(3, 5)}000${(birthDate ?? '').replaceAll('-', '')}${sexCode === '1' ? '001' : '002'}`;
  return foreignerCard2023({ ...holder, idNumber: `${first17}${idCheckCharacter(first17)}` }, `${idNumber.slice(5, 7)}${idNumber.slice(13, 14)}`);
}

function countryOf(fields: FieldValues, tables: CodeTables): string {
  return tables.nationalities.find(({ code, name }) => name === fields.nationality || code === fields.nationality)?.code ?? NO_COUNTRY;
}

function birthAndSex(fields: FieldValues): Pick<Holder, 'birthDate' | 'sexCode'> {
  const idNumber = fields.idNumber ?? '';
  const isTelling = isWellFormed18(idNumber);
  const sex = isTelling ? sexOf(idNumber) : fields.sex;
  return { birthDate: isTelling ? birthDateOf(idNumber) : (fields.birthDate ?? null), sexCode: sex === '男' ? '1' : '2' };
}

/**
 * The card that a candidate of a training store would lay on the reader: of the registered kind, made from the registration.
 * A character that could not be typed becomes a real one, as on a real card. Null when that document has no chip, or when the number
 * of a resident is not one of 18 characters.
 */
export function cardOfRegistration(fields: FieldValues, tables: CodeTables): IdCard | null {
  const { idNumber = '', idType = '', name = '' } = fields;
  const born = birthAndSex(fields);
  if (!hasChip(idType) || born.birthDate === null) return null;
  const holder: Holder = { ...born, idNumber, name: hasUntypedCharacter(name) ? name.replace(/[?？*]|\[.\]/u, '㛃') : name, validFrom: '2020-01-01', validUntil: '2040-01-01' };
  if (idType === '外国人永久居留身份证') {
    const abroad = foreignHolder(holder, countryOf(fields, tables));
    return isWellFormed18(idNumber) ? foreignerCard2023(abroad) : foreignerCard2017(abroad);
  }
  if (!isWellFormed18(idNumber)) return null;
  if (idType === '港澳台居民居住证') return residencePermit(holder);
  const nation = tables.nations.find((each) => each.name === fields.nation || each.code === fields.nation);
  return { kind: 'citizen', ...holder, nationCode: nation?.code ?? '01', ...PLACE };
}

/** What a person may practise with beside the candidate's own card. */
export type TrainingCardKind = 'own' | 'forEver' | 'expired' | 'notYetValid' | 'otherName' | 'residencePermit' | 'foreignResidentOld' | 'foreignResidentNew' | 'stranger';

/** An invented number that no sample gives to anybody: of the district 99, of 1901. */
const STRANGER: CitizenCard = {
  kind: 'citizen', idNumber: '990000190101010013', sexCode: '1', birthDate: '1901-01-01', name: '测试路人', nationCode: '01', validFrom: '2020-01-01', validUntil: '2040-01-01', ...PLACE,
};

function withOtherName(card: IdCard): IdCard {
  return 'englishName' in card ? { ...card, name: `${card.name}甲`, englishName: `${card.englishName} OTHER` } : { ...card, name: `${card.name}甲` };
}

/** The candidate's card, or one that differs from it in what its name says. */
export function cardOfKind(card: IdCard, kind: TrainingCardKind): IdCard {
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
      return withOtherName(card);
    case 'residencePermit':
      return residencePermit(card);
    case 'foreignResidentOld':
      return oldCardOf(card);
    case 'foreignResidentNew':
      return newCardOf(card);
    case 'stranger':
      return STRANGER;
  }
}
