import type { CodeTables } from '../domain/code-tables';
import type { CitizenCard, IdCard } from '../domain/id-card';
import type { RegistrationNo } from '../domain/vocabulary';
import { SAMPLE_SITUATIONS, type SampleCandidate, type SamplePassport, type SampleSituation } from './sample-candidate';
import { sampleCandidate } from './sample-candidates';

/** People of the sample who are told one by one; whoever comes after them is ordinary. */
export const SAMPLE_CHARACTERS = 24;

/** Who is who in the sample: what the demonstration, the tests and the simulated card need to know. */
export interface SampleStory {
  /** Everything is in order but the work unit, which goes by a new name since. */
  hero: {
    registrationNo: RegistrationNo;
    card: CitizenCard;
    correction: { field: 'workUnit'; old: string; new: string; evidence: 'UNIT_PROOF' };
  };
  /** Registration numbers by what is special about their owners; `ordinary` among them. */
  bySituation: Readonly<Record<SampleSituation, readonly RegistrationNo[]>>;
  /** The card in the pocket of everybody whose identity document has a chip. */
  cards: Readonly<Record<RegistrationNo, IdCard>>;
  /** The passport of who has no such card. */
  passports: Readonly<Record<RegistrationNo, SamplePassport>>;
  /** Whose document is which; the resident's card left out. */
  holders: Readonly<Record<'residencePermit' | 'foreignResidentOld' | 'foreignResidentNew' | 'passport', RegistrationNo>>;
}

/** The story of every package of that exam year: a seed changes the looks of its 24 people, and nothing else of them. */
export function sampleStory(examYear: number, tables: Pick<CodeTables, 'nations'>): SampleStory {
  const people = Array.from({ length: SAMPLE_CHARACTERS }, (_, index) => sampleCandidate(index, { examYear, seed: 0, nations: tables.nations }));
  const holderOf = (kind: IdCard['kind'] | undefined): RegistrationNo => {
    const holder = people.find(({ card }) => card?.kind === kind);
    if (holder === undefined) throw new Error(`the sample has nobody with ${kind ?? 'a passport'}`);
    return holder.registrationNo;
  };
  return {
    hero: heroOf(people[0]),
    bySituation: numbersBySituation(people),
    cards: Object.fromEntries(people.flatMap(({ registrationNo, card }) => (card === null ? [] : [[registrationNo, card]]))),
    passports: Object.fromEntries(people.flatMap(({ registrationNo, passport }) => (passport === null ? [] : [[registrationNo, passport]]))),
    holders: { residencePermit: holderOf('J'), foreignResidentOld: holderOf('I'), foreignResidentNew: holderOf('Y'), passport: holderOf(undefined) },
  };
}

/** The card of candidate `index` (from 0) of a package of any size, written with that seed; null for who has a passport. */
export function sampleCard(index: number, order: { examYear: number; seed: number }, tables: Pick<CodeTables, 'nations'>): IdCard | null {
  return sampleCandidate(index, { ...order, nations: tables.nations }).card;
}

function heroOf(hero: SampleCandidate | undefined): SampleStory['hero'] {
  const proof = hero?.papers.find((paper) => paper.code === 'UNIT_PROOF');
  if (hero?.card?.kind !== 'citizen' || proof === undefined) throw new Error('the sample has no hero');
  const correction = { field: 'workUnit', old: hero.registered.workUnit ?? '', new: proof.shows.workUnit ?? '', evidence: 'UNIT_PROOF' } as const;
  return { registrationNo: hero.registrationNo, card: hero.card, correction };
}

function numbersBySituation(people: readonly SampleCandidate[]): SampleStory['bySituation'] {
  const numbersOf = (situation: SampleSituation): RegistrationNo[] => people.filter((person) => person.situation === situation).map((person) => person.registrationNo);
  // The entries are made from the list that the key type is made from.
  return Object.fromEntries(SAMPLE_SITUATIONS.map((situation) => [situation, numbersOf(situation)])) as unknown as SampleStory['bySituation'];
}
