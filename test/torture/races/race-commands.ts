import type { CaseRecord } from '../../../src-main/domain/case-record';
import type { Actor } from '../../../src-main/domain/vocabulary';
import { claimFor, isHeldElsewhere } from '../../../src-main/domain/claim';
import { formatTime, localDay } from '../../../src-main/domain/local-time';
import { findIdentityOfToday } from '../../../src-main/domain/open-items';
import type { SignatureForm } from '../../../src-main/domain/signature-form';
import { openCase, releaseCase, takeOverCase } from '../../../src-main/workflows/claim-case';
import { consentIdentity } from '../../../src-main/workflows/check-identity';
import { decideCorrection, requestCorrection, withdrawCorrection } from '../../../src-main/workflows/correct-case';
import { passReview, sendBack } from '../../../src-main/workflows/pass-review';
import type { DeskPorts, Outcome } from '../../../src-main/workflows/ports';
import { presentSheet } from '../../../src-main/workflows/present-sheet';
import { oweSupplement, refuseCase, reopenCase } from '../../../src-main/workflows/set-aside';
import { signCase } from '../../../src-main/workflows/sign-case';
import { pick } from './random';

const ZONE = 'Asia/Shanghai';
const APPROVER = { staffId: 'approver-1', roles: ['approver', 'reviewer'] as const };

/** One command on one case, ready to be sent, and sent again, under its id. */
export interface RaceCommand {
  name: string;
  send(ports: DeskPorts): Promise<Outcome<unknown>>;
}

interface Moment {
  record: CaseRecord;
  actor: Actor;
  commandId: string;
  now: Date;
  random(): number;
}

function strokesFor(sheetDigest: string, now: Date): SignatureForm {
  return {
    format: 'countersign.signature', version: 1, sheetDigest, unit: 'px/100', area: { w: 60_000, h: 20_000, scale100: 100 }, device: { kind: 'pen', name: 'race' },
    startedAt: formatTime(now, ZONE), durationMs: 30_000, attempts: 1, sections: [],
    strokes: [[[1_000, 2_000, null, null, null, 0], [9_000, 7_000, null, null, null, 900_000]], [[3_000, 2_000, null, null, null, 1_000_000], [8_000, 2_500, null, null, null, 1_900_000]]], samples: 4,
  };
}

type Making = (moment: Moment) => RaceCommand;

const base = ({ record, commandId }: Moment): { registrationNo: string; commandId: string } => ({ registrationNo: record.registration.registrationNo, commandId });
const openCorrectionOf = ({ record }: Moment): string => record.corrections.find(({ state }) => state === 'requested')?.id ?? 'none';

/** Every command that desks race with; some of them nearly always come too late. */
const COMMANDS = {
  'cases.open': (m) => ({ name: 'cases.open', send: (ports) => openCase(ports, m.actor, m.record.registration.registrationNo) }),
  'cases.release': (m) => ({ name: 'cases.release', send: (ports) => releaseCase(ports, { ...base(m), reason: '先离开' }, m.actor) }),
  'cases.takeOver': (m) => ({ name: 'cases.takeOver', send: (ports) => takeOverCase(ports, base(m), m.actor, { staffId: APPROVER.staffId, roles: APPROVER.roles }) }),
  'identity.consent': (m) => ({ name: 'identity.consent', send: (ports) => consentIdentity(ports, { ...base(m), reason: '读卡器故障' }, m.actor, APPROVER) }),
  'review.pass': (m) => ({ name: 'review.pass', send: (ports) => passReview(ports, base(m), m.actor, null) }),
  'review.sendBack': (m) => ({ name: 'review.sendBack', send: (ports) => sendBack(ports, { ...base(m), reason: '再看一次' }, m.actor, null) }),
  'corrections.request': (m) => {
    const value = `测试第${Math.floor(m.random() * 1_000_000)}医院`;
    return { name: 'corrections.request', send: (ports) => requestCorrection(ports, { ...base(m), field: 'workUnit', value, reason: '调动', evidence: [], documentName: null }, m.actor) };
  },
  'corrections.decide': (m) => {
    const decision = m.random() < 0.7 ? 'approved' as const : 'refused' as const;
    const correctionId = openCorrectionOf(m);
    return { name: 'corrections.decide', send: (ports) => decideCorrection(ports, { ...base(m), correctionId, decision, reason: '核对', typedCode: null }, m.actor, APPROVER) };
  },
  'corrections.withdraw': (m) => {
    const correctionId = openCorrectionOf(m);
    return { name: 'corrections.withdraw', send: (ports) => withdrawCorrection(ports, { ...base(m), correctionId }, m.actor) };
  },
  'cases.oweSupplement': (m) => ({ name: 'cases.oweSupplement', send: (ports) => oweSupplement(ports, { ...base(m), reason: '缺材料', missing: ['TRIAL'], lastDay: localDay(m.now, ZONE) }, m.actor) }),
  'cases.refuse': (m) => ({ name: 'cases.refuse', send: (ports) => refuseCase(ports, { ...base(m), reason: '不符', impostor: false, returned: [] }, m.actor, APPROVER) }),
  'cases.reopen': (m) => ({ name: 'cases.reopen', send: (ports) => reopenCase(ports, base(m), m.actor, APPROVER) }),
  'signing.present': (m) => ({ name: 'signing.present', send: (ports) => presentSheet(ports, { ...base(m), lang: 'zh-CN' }, m.actor) }),
  'candidate.sign': (m) => {
    const { sheet } = m.record;
    const digest = sheet?.digest ?? '0'.repeat(64);
    const form = strokesFor(digest, m.now);
    return { name: 'candidate.sign', send: (ports) => signCase(ports, { ...base(m), revision: sheet?.revision ?? 1, shownDigest: digest, form }, m.actor) };
  },
} satisfies Record<string, Making>;

export type RaceCommandName = keyof typeof COMMANDS;
const NAMES = Object.keys(COMMANDS) as [RaceCommandName, ...RaceCommandName[]];

/** What brings the case on, as a clerk would do it. */
function nextStep({ record, actor, now, random }: Moment): RaceCommandName {
  if (isHeldElsewhere(record.claim, actor, formatTime(now, ZONE)) && random() < 0.2) return 'cases.takeOver';
  if (record.state === 'signed') return pick(random, ['candidate.sign', 'corrections.request', 'cases.takeOver', 'signing.present']);
  if (record.state === 'supplementOwed' || record.state === 'refused') return 'cases.reopen';
  if (findIdentityOfToday(record, localDay(now, ZONE)) === null) return 'identity.consent';
  if (record.claim === null || claimFor(actor, record.claim, now, ZONE).since !== record.claim.since) return 'cases.open';
  if (record.corrections.some(({ state }) => state === 'requested')) return 'corrections.decide';
  if (record.state !== 'readyToSign') return 'review.pass';
  return record.sheet === null || record.sheet.voidedAt !== null ? 'signing.present' : 'candidate.sign';
}

/** Mostly the next step, now and then anything at all. */
export function chooseCommand(moment: Moment): RaceCommand {
  const name = moment.random() < 0.7 ? nextStep(moment) : pick(moment.random, NAMES);
  return COMMANDS[name](moment);
}
