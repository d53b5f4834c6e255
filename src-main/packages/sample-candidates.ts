import type { CodeTables } from '../domain/code-tables';
import type { FieldValues } from '../domain/fields';
import { LONG_TERM, type CitizenCard } from '../domain/id-card';
import type { PaperKind, SampleCandidate, SamplePaper } from './sample-candidate';
import { charactersOf, type CharacterPlan } from './sample-characters';
import { CATEGORY_CUSTOMS, usualEducation } from './sample-education';
import { running, sampleIdNumber, SeededNumbers } from './sample-numbers';
import type { PortraitLook } from './sample-papers/portrait';
import { ordinaryPerson } from './sample-people';
import { SAMPLE_UNITS } from './sample-units';

/** Code and number of the image on which a paper stands. */
const PLACES: Readonly<Record<PaperKind, readonly [code: string, n: number]>> = {
  idFront: ['ID', 1], idBack: ['ID', 2], notice: ['NOTICE', 1], diploma: ['DIPLOMA', 1], education: ['EDU', 1], degree: ['DEGREE', 1], trial: ['TRIAL', 1],
  licence: ['LICENCE', 1], assistantCertificate: ['ASSISTANT_CERT', 1], practiceCertificate: ['PRACTICE_CERT', 1], practiceChanges: ['PRACTICE_CERT', 2],
  graduateCommitment: ['COMMITMENT', 1], pendingCommitment: ['COMMITMENT', 1], formerName: ['FORMER_NAME', 1], unitRenamed: ['UNIT_PROOF', 1],
  unitMoved: ['UNIT_PROOF', 1], apprenticeCertificate: ['DIPLOMA', 1], apprenticeRecord: ['EDU', 1], certificationReceipt: ['EDU', 1], militaryConsent: ['OTHER', 1],
};
const USUAL_PAPERS: readonly PaperKind[] = ['idFront', 'idBack', 'notice', 'diploma', 'education', 'trial', 'licence'];
const POINTS = ['测试市卫生健康委员会报名点', '示例县卫生健康局报名点'] as const;

export interface SampleYear {
  examYear: number;
  seed: number;
  nations: CodeTables['nations'];
}

/** Candidate number `index`, counted from 0: the same for the same year and seed. */
export function sampleCandidate(index: number, year: SampleYear): SampleCandidate {
  const plan = charactersOf(year.examYear)[index] ?? ordinaryPerson(index, year.examYear, year.seed);
  const registered = registeredFields(plan, index, year);
  const truth = { ...registered, name: plan.name, ...plan.shown };
  return {
    registrationNo: registrationNoOf(index, year.examYear),
    situation: plan.situation,
    registered,
    card: cardOf(plan, year.examYear),
    look: lookOf(plan, plan.looksLike ?? index, year.seed),
    papers: [...USUAL_PAPERS, ...(plan.besides ?? [])].map((kind) => paperOf(plan, kind, registered, truth)),
  };
}

/** `20269901000001`: year, site, running number. */
export function registrationNoOf(index: number, examYear: number): string {
  return `${examYear}9901${running(index, 6)}`;
}

function registeredFields(plan: CharacterPlan, index: number, year: SampleYear): FieldValues {
  const unit = SAMPLE_UNITS[plan.unit ?? CATEGORY_CUSTOMS[plan.category].unit];
  const idNumber = sampleIdNumber(plan.birth, plan.sequence);
  return {
    registrationNo: registrationNoOf(index, year.examYear),
    revision: '1',
    category: plan.category,
    name: plan.name,
    idType: '居民身份证',
    idNumber,
    sex: plan.sex,
    birthDate: plan.birth,
    nation: year.nations.find((nation) => nation.code === plan.nationCode)?.name ?? '汉族',
    nationality: '中国',
    ...usualEducation(plan.category, year.examYear, index, plan.yearsAgo ?? CATEGORY_CUSTOMS[plan.category].yearsAgo),
    workUnit: unit.name,
    workUnitCode: unit.code,
    unitNature: unit.nature,
    unitAffiliation: unit.affiliation,
    trialUnit: unit.name,
    ...(plan.besides?.includes('assistantCertificate') ? certificateNumbers(idNumber, index, year.examYear) : {}),
    military: '否',
    mobile: `1300000${running(index, 4).slice(-4)}`,
    email: `candidate${running(index, 6)}@example.org`,
    address: `测试省测试市测试路${(index % 200) + 1}号`,
    point: POINTS[index % 2] ?? POINTS[0],
    appointmentAt: `${year.examYear}-03-${running(Math.floor(index / 300) % 10, 2)} ${running(7 + (Math.floor(index / 30) % 9), 2)}:${index % 2 === 0 ? '00' : '30'}`,
    onlineStatus: '填报',
    ...plan.registered,
  };
}

function certificateNumbers(idNumber: string, index: number, examYear: number): FieldValues {
  return {
    assistantCertificateNo: `${examYear - 3}99210${idNumber}`,
    practiceCertificateNo: `21099000${running(index, 7)}`,
    firstRegisteredOn: `${examYear - 2}-02-18`,
  };
}

function paperOf(plan: CharacterPlan, usual: PaperKind, registered: FieldValues, truth: FieldValues): SamplePaper {
  const kind = plan.instead?.[usual] ?? usual;
  const [code, n] = PLACES[kind];
  const returned = plan.returned?.kind === usual;
  return {
    code,
    n,
    kind,
    shows: { ...(kind === 'notice' ? registered : truth), ...plan.onPaper?.[usual] },
    scan: plan.scans?.[usual] ?? 'plain',
    online: returned ? { state: 'returned', opinion: plan.returned?.opinion ?? '' } : { state: code === 'ID' ? 'locked' : 'uploaded', opinion: '' },
  };
}

function cardOf(plan: CharacterPlan, examYear: number): CitizenCard {
  const validFrom = `${examYear - 4}-05-12`;
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
    validUntil: validUntil(plan.birth, validFrom),
    ...plan.card,
  };
}

/** A card is valid for 10 years for holders up to 25, 20 years up to 45, and without end after that (居民身份证法, art. 5). */
function validUntil(birth: string, validFrom: string): CitizenCard['validUntil'] {
  const age = Number(validFrom.slice(0, 4)) - Number(birth.slice(0, 4)) - (validFrom.slice(5) < birth.slice(5) ? 1 : 0);
  if (age >= 46) return LONG_TERM;
  return `${Number(validFrom.slice(0, 4)) + (age <= 25 ? 10 : 20)}${validFrom.slice(4)}`;
}

function lookOf(plan: CharacterPlan, index: number, seed: number): PortraitLook {
  const numbers = new SeededNumbers(Math.imul(index + 1, 0x9e3779b1) ^ seed);
  const born = Number(plan.birth.slice(0, 4));
  return {
    sex: plan.sex,
    skin: numbers.below(5),
    hair: born < 1980 ? 4 : numbers.below(4),
    style: numbers.below(3),
    clothes: numbers.below(6) + index,
    glasses: numbers.below(3) === 0,
  };
}
