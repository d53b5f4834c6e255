import type { CodeTables } from '../domain/code-tables';
import type { FieldValues } from '../domain/fields';
import { LONG_TERM, type CitizenCard, type IdCard } from '../domain/id-card';
import { oldForeignerNumber } from '../domain/id-number';
import { foreignerCard2017, foreignerCard2023, residencePermit, type ForeignHolder } from '../domain/training-card';
import type { SamplePassport } from './sample-candidate';
import type { CharacterPlan } from './sample-characters';
import { sampleIdNumber } from './sample-numbers';
import { passportLines } from './sample-passport';

/** Who somebody of the sample is: what was registered of it, and what lies on the reader or under the clerk's eyes. */
export interface SampleIdentity {
  registered: FieldValues;
  /** Null for a passport: no chip is read. */
  card: IdCard | null;
  passport: SamplePassport | null;
}

/** Three characters in the place of what an old number has and a new one lacks. */
const OLD_TIE = '001';
const CARD_AGE = 4;

/** The identity documents of one person, as the plan has them: a resident's card unless it says otherwise. */
export function identityOf(plan: CharacterPlan, examYear: number, nations: CodeTables['nations']): SampleIdentity {
  const { holds } = plan;
  const card = residentCard(plan, examYear);
  if (holds === undefined) {
    const nation = nations.find(({ code }) => code === plan.nationCode)?.name ?? '汉族';
    return { registered: { idType: '居民身份证', idNumber: card.idNumber, nation, nationality: '中国' }, card, passport: null };
  }
  if (holds.document === 'residencePermit') {
    return { registered: { idType: '港澳台居民居住证', idNumber: card.idNumber, nationality: '中国' }, card: residencePermit(card, card), passport: null };
  }
  if (holds.document === 'passport') {
    const passport = passportOf(plan, holds, card);
    return { registered: { idType: '护照', idNumber: passport.number, nationality: holds.country.name }, card: null, passport };
  }
  const foreign = foreignerCard(holds, card);
  return { registered: { idType: '外国人永久居留身份证', idNumber: foreign.idNumber, nationality: holds.country.name }, card: foreign, passport: null };
}

type Abroad = Exclude<CharacterPlan['holds'], undefined | { document: 'residencePermit' }>;

function foreignerCard({ document, country, latinName }: Abroad, card: CitizenCard): IdCard {
  const holder: ForeignHolder = { ...card, englishName: latinName.join(', '), nationality: country.code };
  if (document === 'foreignResidentNew') return foreignerCard2023(holder);
  const idNumber = oldForeignerNumber({ idNumber: card.idNumber, nationality: country.code, oldNumberAssociation: OLD_TIE });
  if (idNumber === null) throw new Error('the sample has no old number for this person');
  return foreignerCard2017({ ...holder, idNumber });
}

function passportOf({ sequence }: CharacterPlan, { country, latinName }: Abroad, card: CitizenCard): SamplePassport {
  const [surname, givenNames] = latinName;
  const { birthDate, sexCode, validFrom } = card;
  if (birthDate === null || validFrom === null) throw new Error('a passport tells its days');
  const validUntil = `${Number(validFrom.slice(0, 4)) + 10}${validFrom.slice(4)}`;
  const facts = { number: `X99${String(sequence).padStart(6, '0')}`, country: country.code, surname, givenNames, birthDate, sex: sexCode === '1' ? 'M' : 'F', validFrom, validUntil } as const;
  return { ...facts, lines: passportLines(facts) };
}

function residentCard(plan: CharacterPlan, examYear: number): CitizenCard {
  const validFrom = `${examYear - CARD_AGE}-05-12`;
  return {
    kind: 'citizen',
    name: plan.name,
    sexCode: plan.sex === '男' ? '1' : '2',
    nationCode: plan.nationCode,
    birthDate: plan.birth,
    address: `测试省测试市测试区示例路${(plan.sequence % 90) + 1}号`,
    idNumber: sampleIdNumber(plan.birth, plan.sequence),
    authority: '测试市公安局',
    validFrom,
    validUntil: lastDay(plan.birth, validFrom),
    ...plan.card,
  };
}

/** A card is valid for 10 years for holders up to 25, 20 years up to 45, and without end after that (居民身份证法, art. 5). */
function lastDay(birth: string, validFrom: string): CitizenCard['validUntil'] {
  const age = Number(validFrom.slice(0, 4)) - Number(birth.slice(0, 4)) - (validFrom.slice(5) < birth.slice(5) ? 1 : 0);
  if (age >= 46) return LONG_TERM;
  return `${Number(validFrom.slice(0, 4)) + (age <= 25 ? 10 : 20)}${validFrom.slice(4)}`;
}
