import type { CaseAction } from './case-action';
import type { CaseState } from './case-record';
import { areCorrectionsOpen, describeSpans, isDeskOpen } from './schedule';
import { findCheckIn, findIdentityOfToday, findStandingPass, openReviewItems } from './open-items';
import { refusal, type Refusal } from './refusal';
import { holderOf, isHeldBy, isHeldElsewhere } from './claim';
import { isOfOtherPoint, isSupplementLapsed, isWorkOpen, type Scene } from './scene';
import type { Role } from './vocabulary';

type Check = (scene: Scene) => Refusal | null;

function refuse(code: Refusal['code'], params?: Refusal['params']): Refusal {
  return refusal(code, params).error;
}

const notSigned: Check = ({ record }) => (record.state === 'signed' || record.seal !== null ? refuse('case-signed') : null);
const notWithdrawn: Check = ({ record }) => (record.registration.withdrawn ? refuse('withdrawn-registration') : null);

const siteOpen: Check = ({ site }) => (site.closed ? refuse('site-closed') : null);
const ourPoint: Check = (scene) =>
  isOfOtherPoint(scene) ? refuse('other-point', { point: scene.record.registration.fields.point ?? '', points: scene.site.points.join(', ') }) : null;

function inState(...states: readonly CaseState[]): Check {
  return ({ record }) => (states.includes(record.state) ? null : refuse('wrong-state', { state: record.state }));
}

const claimed: Check = ({ record, actor, time }) => {
  if (isHeldElsewhere(record.claim, actor, time)) return refuse('claimed-elsewhere', holderOf(record.claim));
  return isHeldBy(record.claim, actor, time) ? null : refuse('claim-missing');
};

const notClaimedElsewhere: Check = ({ record, actor, time }) =>
  isHeldElsewhere(record.claim, actor, time) ? refuse('claimed-elsewhere', holderOf(record.claim)) : null;

const deskOpen: Check = ({ policy, now }) => (isDeskOpen(policy, now) ? null : refuse('outside-schedule', { days: describeSpans(policy.schedule).join('; ') }));
const workOpen: Check = (scene) => (isWorkOpen(scene) ? null : refuse('outside-schedule', { days: describeSpans(scene.policy.schedule).join('; ') }));
/** Whoever was checked in inside the hours and comes back to the counter that day may show the card again. */
const checkInOpen: Check = (scene) => (scene.record.state === 'waiting' ? deskOpen(scene) : workOpen(scene));
const correctionsOpen: Check = ({ policy, now }) =>
  areCorrectionsOpen(policy, now) ? null : refuse('outside-schedule', { days: describeSpans(policy.corrections).join('; ') });

const identified: Check = ({ record, today }) => {
  if (findIdentityOfToday(record, today) !== null) return null;
  const wasAtAnotherVisit = findCheckIn(record, today) === null && record.identityChecks.some((check) => check.passed);
  return refuse(wasAtAnotherVisit ? 'identity-not-today' : 'identity-missing');
};

const settled: Check = ({ record, policy, papers }) => {
  const open = openReviewItems(record, policy, papers);
  return open.length === 0 ? null : refuse('open-items', { count: open.length });
};

const firstPassed: Check = ({ record }) => (findStandingPass(record, 1) === null ? refuse('open-items', { count: 1 }) : null);
const twoChecks: Check = ({ policy }) => (policy.checks.count === 2 ? null : refuse('nothing-to-confirm'));
const notYetPassed: Check = ({ record }) => (findStandingPass(record, 1) === null ? null : refuse('nothing-to-confirm'));
const passesComplete: Check = ({ record, policy }) => {
  const first = findStandingPass(record, 1);
  const second = policy.checks.count === 1 ? first : findStandingPass(record, 2);
  return first !== null && second !== null ? null : refuse('second-reviewer-missing');
};

/** Who may, and what must hold, for each action. The order decides which reason is told first. */
interface ActionRule {
  role: Role;
  /** The role may come from another person who consents here with an own PIN. */
  roleByConsent: boolean;
  checks: readonly Check[];
}

const live: readonly Check[] = [notSigned, notWithdrawn, siteOpen, ourPoint];

export const ACTION_RULES: Readonly<Record<CaseAction, ActionRule>> = {
  claim: { role: 'reviewer', roleByConsent: false, checks: [...live, notClaimedElsewhere] },
  confirmIdentity: {
    role: 'reviewer', roleByConsent: false,
    checks: [...live, inState('waiting', 'checkedIn', 'inReview', 'readyToSign'), notClaimedElsewhere, checkInOpen],
  },
  consentIdentity: {
    role: 'approver', roleByConsent: true,
    checks: [...live, inState('waiting', 'checkedIn', 'inReview', 'readyToSign'), notClaimedElsewhere, checkInOpen],
  },
  reviewMaterials: { role: 'reviewer', roleByConsent: false, checks: [...live, inState('inReview'), claimed, workOpen] },
  requestCorrection: { role: 'reviewer', roleByConsent: false, checks: [...live, inState('inReview', 'readyToSign'), claimed, correctionsOpen] },
  passFirstCheck: { role: 'reviewer', roleByConsent: false, checks: [...live, inState('inReview'), claimed, workOpen, notYetPassed, identified, settled] },
  passSecondCheck: { role: 'reviewer', roleByConsent: true, checks: [...live, inState('inReview'), claimed, workOpen, twoChecks, firstPassed, settled] },
  sendBack: { role: 'reviewer', roleByConsent: true, checks: [...live, inState('inReview', 'readyToSign'), claimed, firstPassed] },
  presentSheet: { role: 'reviewer', roleByConsent: false, checks: [...live, inState('readyToSign'), claimed, workOpen, identified, settled, passesComplete] },
  oweSupplement: { role: 'reviewer', roleByConsent: false, checks: [...live, inState('inReview', 'readyToSign'), claimed] },
  refuse: { role: 'approver', roleByConsent: true, checks: [...live, inState('waiting', 'checkedIn', 'inReview', 'readyToSign'), notClaimedElsewhere] },
  reopen: { role: 'reviewer', roleByConsent: true, checks: [...live, inState('supplementOwed', 'refused'), notClaimedElsewhere, deskOpen] },
  release: { role: 'reviewer', roleByConsent: false, checks: [...live, claimed] },
  takeOver: { role: 'approver', roleByConsent: true, checks: [...live, ({ record, actor, time }) => (isHeldElsewhere(record.claim, actor, time) ? null : refuse('nothing-to-confirm'))] },
  printDocuments: { role: 'reviewer', roleByConsent: false, checks: [inState('signed')] },
};

/** What was refused, and what was owed past its last day, is taken up again by an approver alone. */
function roleFor(action: CaseAction, scene: Scene): Role {
  const byApprover = action === 'reopen' && (scene.record.state === 'refused' || isSupplementLapsed(scene));
  return byApprover ? 'approver' : ACTION_RULES[action].role;
}

/** The first reason against an action, null when it may be done. `consenting` are the roles of a person who consents here. */
export function reasonAgainst(action: CaseAction, scene: Scene, consenting: readonly Role[] = []): Refusal | null {
  const rule = ACTION_RULES[action];
  for (const check of rule.checks) {
    const reason = check(scene);
    if (reason !== null) return reason;
  }
  const role = roleFor(action, scene);
  const held = scene.actor.roles.includes(role) || (rule.roleByConsent && consenting.includes(role));
  if (held) return null;
  const lapsed = action === 'reopen' && isSupplementLapsed(scene);
  return lapsed ? refuse('supplement-lapsed', { day: scene.record.supplement?.lastDay ?? '' }) : refuse('role-missing', { role });
}
