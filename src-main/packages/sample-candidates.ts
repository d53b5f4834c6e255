import type { CodeTables } from '../domain/code-tables';
import type { FieldValues } from '../domain/fields';
import type { PaperKind, SampleCandidate, SamplePaper } from './sample-candidate';
import { charactersOf, type CharacterPlan } from './sample-characters';
import { CATEGORY_CUSTOMS, usualEducation } from './sample-education';
import { identityOf } from './sample-identity';
import { running, sampleIdNumber, SeededNumbers } from './sample-numbers';
import type { PortraitLook } from './sample-papers/portrait';
import { ordinaryPerson } from './sample-people';
import { SAMPLE_UNITS } from './sample-units';

/** Code and number of the image on which a paper stands. */
const PLACES: Readonly<Record<PaperKind, readonly [code: string, n: number]>> = {
  idFront: ['ID', 1], foreignerFront: ['ID', 1], passportPage: ['ID', 1], idBack: ['ID', 2], permitBack: ['ID', 2], foreignerBack: ['ID', 2], passportStay: ['ID', 2], notice: ['NOTICE', 1], diploma: ['DIPLOMA', 1], education: ['EDU', 1], degree: ['DEGREE', 1], trial: ['TRIAL', 1],
  licence: ['LICENCE', 1], assistantCertificate: ['ASSISTANT_CERT', 1], practiceCertificate: ['PRACTICE_CERT', 1], practiceChanges: ['PRACTICE_CERT', 2],
  graduateCommitment: ['COMMITMENT', 1], pendingCommitment: ['COMMITMENT', 1], formerName: ['FORMER_NAME', 1], unitRenamed: ['UNIT_PROOF', 1],
  unitMoved: ['UNIT_PROOF', 1], apprenticeCertificate: ['DIPLOMA', 1], apprenticeRecord: ['EDU', 1], certificationReceipt: ['EDU', 1], militaryConsent: ['OTHER', 1],
};
/** Both pages of an identity document other than the resident's card. */
const IDENTITY_PAPERS: Readonly<Record<NonNullable<CharacterPlan['holds']>['document'], Partial<Record<PaperKind, PaperKind>>>> = {
  residencePermit: { idBack: 'permitBack' },
  foreignResidentOld: { idFront: 'foreignerFront', idBack: 'foreignerBack' },
  foreignResidentNew: { idFront: 'foreignerFront', idBack: 'foreignerBack' },
  passport: { idFront: 'passportPage', idBack: 'passportStay' },
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
  const identity = identityOf(plan, year.examYear, year.nations);
  const registered = registeredFields(plan, index, year, identity.registered);
  const truth = { ...registered, name: plan.name, ...plan.shown };
  return {
    registrationNo: registrationNoOf(index, year.examYear),
    situation: plan.situation,
    registered,
    card: identity.card,
    passport: identity.passport,
    look: lookOf(plan, plan.looksLike ?? index, year.seed),
    papers: [...USUAL_PAPERS, ...(plan.besides ?? [])].map((kind) => paperOf(plan, kind, registered, truth)),
  };
}

/** `20269901000001`: year, site, running number. */
export function registrationNoOf(index: number, examYear: number): string {
  return `${examYear}9901${running(index, 6)}`;
}

function registeredFields(plan: CharacterPlan, index: number, year: SampleYear, identity: FieldValues): FieldValues {
  const unit = SAMPLE_UNITS[plan.unit ?? CATEGORY_CUSTOMS[plan.category].unit];
  return {
    registrationNo: registrationNoOf(index, year.examYear),
    revision: '1',
    category: plan.category,
    name: plan.name,
    sex: plan.sex,
    birthDate: plan.birth,
    ...identity,
    ...usualEducation(plan.category, year.examYear, index, plan.yearsAgo ?? CATEGORY_CUSTOMS[plan.category].yearsAgo),
    workUnit: unit.name,
    workUnitCode: unit.code,
    unitNature: unit.nature,
    unitAffiliation: unit.affiliation,
    trialUnit: unit.name,
    ...(plan.besides?.includes('assistantCertificate') ? certificateNumbers(sampleIdNumber(plan.birth, plan.sequence), index, year.examYear) : {}),
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
  const kind = plan.instead?.[usual] ?? identityPaper(plan, usual) ?? usual;
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

function identityPaper({ holds }: CharacterPlan, usual: PaperKind): PaperKind | undefined {
  return holds === undefined ? undefined : IDENTITY_PAPERS[holds.document][usual];
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
