import type { CaseListItem, CaseView, FieldKey, FieldResult, MaterialView } from '../../src-preload/contract/cases';
import type { DeskReply } from '../../src-preload/contract/common';
import { buildMockCorrection, maskedNumber, MOCK_TIME, mockDigest } from './mock-desk-case';
import type { MockCandidate } from './mock-desk-people';
import { changeMockCase, findActor, findMockCase, keepMockCase, no, ok, type Handlers, type MockState } from './mock-desk-state';

const STATES = ['waiting', 'checkedIn', 'inReview', 'readyToSign', 'signed', 'supplementOwed', 'refused'] as const;

function itemOf(state: MockState, candidate: MockCandidate): CaseListItem {
  const view = state.cases.get(candidate.registrationNo);
  return {
    registrationNo: candidate.registrationNo, name: candidate.name, maskedIdNumber: maskedNumber(candidate.idNumber), category: candidate.category,
    categoryName: candidate.categoryName, workUnit: candidate.workUnit, point: candidate.point, state: view?.state ?? candidate.state, lapsed: view?.supplement?.lapsed ?? false, claim: view?.claim ?? null,
    photoUrl: state.draw(mockDigest(candidate.registrationNo), `照片 ${candidate.name}`),
  };
}

function isFound(candidate: MockCandidate, text: string): boolean {
  return text === '' || candidate.name.startsWith(text) || candidate.registrationNo.startsWith(text) || candidate.idNumber.endsWith(text.toUpperCase()) || (candidate.initials !== '' && candidate.initials.startsWith(text.toLowerCase()));
}

/** Where looking ends in the desk's own list. */
const MOCK_FOUND_AT_MOST = 200;

/** Finding, opening, leaving a case. */
export function caseHandlers(state: MockState): Handlers<'cases'> {
  const set = (registrationNo: string, kind: string, change: (view: CaseView) => CaseView): DeskReply<CaseView> => changeMockCase(state, registrationNo, kind, change);
  return {
    'cases.list': ({ text, states, offset, limit }) => {
      const counts = Object.fromEntries(STATES.map((each) => [each, 0])) as Record<(typeof STATES)[number], number>;
      const found: MockCandidate[] = [];
      for (let index = 0; index < state.candidateCount; index += 1) {
        const candidate = state.candidateAt(index);
        const now = state.cases.get(candidate.registrationNo)?.state ?? candidate.state;
        counts[now] += 1;
        if ((states.length === 0 || states.includes(now)) && isFound(candidate, text)) found.push(candidate);
      }
      const shown = text === '' ? found : found.slice(0, MOCK_FOUND_AT_MOST);
      return ok({ items: shown.slice(offset, offset + limit).map((candidate) => itemOf(state, candidate)), total: shown.length, isTotalExact: shown.length === found.length, countsByState: counts });
    },
    'cases.open': ({ registrationNo }) => {
      const view = findMockCase(state, registrationNo);
      if (view === undefined) return no('unknown-registration');
      if (view.claim !== null || view.state === 'signed') return ok(view);
      const claim = { deskId: 'desk-1', staffName: state.session.staff?.name ?? '', since: MOCK_TIME, mine: true };
      return keepMockCase(state, { ...view, claim }, 'case.claimed');
    },
    'cases.leave': () => ok(null),
    'cases.get': ({ registrationNo }) => {
      const view = findMockCase(state, registrationNo);
      return view === undefined ? no('unknown-registration') : ok(view);
    },
    'cases.release': ({ registrationNo }) => set(registrationNo, 'case.released', (view) => ({ ...view, claim: null })),
    'cases.takeOver': ({ registrationNo, approver }) => {
      const actor = findActor(state, approver, 'approver');
      if (!actor.ok) return actor;
      const claim = { deskId: 'desk-1', staffName: state.session.staff?.name ?? '', since: MOCK_TIME, mine: true };
      return set(registrationNo, 'case.takenOver', (view) => ({ ...view, claim, readOnly: false }));
    },
    'cases.showIdNumber': ({ registrationNo }) => {
      for (let index = 0; index < state.candidateCount; index += 1) {
        const candidate = state.candidateAt(index);
        if (candidate.registrationNo === registrationNo) return ok({ idNumber: candidate.idNumber });
      }
      return no('unknown-registration');
    },
    'cases.refuse': ({ registrationNo, reason, returned, approver }) => {
      const actor = findActor(state, approver, 'approver');
      return actor.ok ? set(registrationNo, 'case.refused', (view) => ({ ...view, state: 'refused', claim: null, refusal: { reason, returned } })) : actor;
    },
    'cases.oweSupplement': ({ registrationNo, reason, missing, lastDay }) =>
      set(registrationNo, 'case.supplementOwed', (view) => ({ ...view, state: 'supplementOwed', claim: null, supplement: { missing, lastDay, reason, lapsed: false } })),
    'cases.reopen': ({ registrationNo }) => set(registrationNo, 'case.reopened', (view) => ({ ...view, state: 'inReview', supplement: null, refusal: null })),
  };
}

function checkFields(state: MockState, material: MaterialView, wanted: (field: MaterialView['fields'][number]) => boolean, how: 'together' | 'single', result: FieldResult): MaterialView {
  const by = state.session.staff?.name ?? '';
  const fields = material.fields.map((field) => (wanted(field) ? { ...field, result, how, by, ownKey: field.ownKey } : field));
  return { ...material, fields };
}

function withMaterial(view: CaseView, code: string, change: (material: MaterialView) => MaterialView): CaseView {
  return { ...view, materials: view.materials.map((material) => (material.code === code ? change(material) : material)) };
}

function withImage(state: MockState, paper: MaterialView, sha256: string): MaterialView {
  const n = paper.images.length + 1;
  const url = state.draw(sha256, `${paper.name['zh-CN']} ${n}`);
  const image = { n, sha256, url, width: 900, height: 1200, bytes: 90_000, origin: 'captured', onlineState: null, onlineOpinion: null, flags: [] } as const;
  return { ...paper, images: [...paper.images, image], state: paper.state === 'missing' && n >= paper.min ? 'open' : paper.state };
}

/** Identity and review. */
export function reviewHandlers(state: MockState): Handlers<'identity' | 'review'> {
  const name = (): string => state.session.staff?.name ?? '';
  const set = (registrationNo: string, kind: string, change: (view: CaseView) => CaseView | Parameters<typeof no>[0]): DeskReply<CaseView> => changeMockCase(state, registrationNo, kind, change);
  return {
    'identity.confirm': ({ registrationNo, samePerson, answers, approver }) => set(registrationNo, 'identity.checked', (view) => {
      if (view.pendingCard === null) return 'card-expired-from-memory';
      if (view.pendingCard.rows.some((row) => row.result === 'needsHuman' && answers[row.field] === undefined)) return 'identity-needs-answer';
      const { paper } = view.pendingCard;
      const consenting = paper === undefined || paper.consent.length === 0 || !samePerson ? null : findActor(state, approver ?? null, 'approver');
      if (consenting?.ok === false) return consenting.error.code;
      const passed = samePerson && view.pendingCard.passable;
      return {
        ...view, pendingCard: null, state: passed ? 'inReview' : view.state,
        identity: {
          method: paper?.document === 'temporaryId' ? 'temporaryId' : paper === undefined ? 'simulated' : 'document', at: MOCK_TIME, by: name(), consentBy: consenting?.value.name ?? null, passed,
          reason: paper?.reason ?? null, holdsForSigning: passed,
        },
      };
    }),
    'identity.show': ({ registrationNo, paper, reason }) => set(registrationNo, 'idNumber.shown', (view) => {
      const typed = paper.document === 'passport' ? null : paper;
      const rows = [
        { field: 'documentKind', chip: '临时居民身份证', registration: '居民身份证', result: 'equivalent', why: 'standsIn' },
        { field: 'idNumber', chip: typed?.number ?? '', registration: view.maskedIdNumber, result: 'same', why: null },
        { field: 'name', chip: typed?.name ?? '', registration: view.name, result: typed?.name === view.name ? 'same' : 'differs', why: null },
      ] as const;
      const clean = rows.every(({ result }) => result !== 'differs');
      return { ...view, pendingCard: { readId: 'paper-1', rows, clean, passable: clean, photoDecoded: false, paper: { document: paper.document, reason, consent: ['kind'], typed } } };
    }),
    'identity.consent': ({ registrationNo, reason, approver }) => {
      const actor = findActor(state, approver, 'approver');
      if (!actor.ok) return actor;
      return set(registrationNo, 'identity.checked', (view) => ({
        ...view, state: 'inReview', pendingCard: null,
        identity: { method: 'consent', at: MOCK_TIME, by: name(), consentBy: actor.value.name, passed: true, reason, holdsForSigning: true },
      }));
    },
    'review.confirmMaterial': ({ registrationNo, material }) => set(registrationNo, 'field.checked', (view) => withMaterial(view, material, (paper) => {
      const checked = checkFields(state, paper, (field) => field.result === null && field.ownKey === null, 'together', 'same');
      const whole = checked.fields.every((field) => field.result === 'same' || field.result === 'equivalent');
      return whole ? { ...checked, state: 'accepted', decidedBy: name() } : checked;
    })),
    'review.checkField': ({ registrationNo, field, material, result, note }) => set(registrationNo, 'field.checked', (view) => withMaterial(view, material ?? '-', (paper) => {
      const checked = checkFields(state, paper, (each) => each.field === field, 'single', result);
      return { ...checked, fields: checked.fields.map((each) => (each.field === field ? { ...each, note } : each)) };
    })),
    'review.decideMaterial': ({ registrationNo, material, decision, reason }) => set(registrationNo, 'material.decided', (view) =>
      withMaterial(view, material, (paper) => ({ ...paper, state: decision, decidedBy: name(), reason }))),
    'review.addImage': ({ registrationNo, material, sha256 }) => set(registrationNo, 'material.captured', (view) => {
      const wanted = view.materials.find(({ code }) => code === material);
      if (wanted === undefined) return 'unknown-material';
      if (wanted.images.length >= wanted.max) return 'too-many-images';
      return withMaterial(view, material, (paper) => withImage(state, paper, sha256));
    }),
    'review.pass': ({ registrationNo, secondReviewer }) => {
      const actor = findActor(state, secondReviewer, 'reviewer');
      if (!actor.ok) return actor;
      return set(registrationNo, 'review.firstPassed', (view) => {
        const since = view.passes.slice(view.passes.findLastIndex((each) => each.outcome === 'sentBack') + 1);
        if (since.length > 0 && since[0]?.by === actor.value.name) return 'same-person';
        const pass = since.length === 0 ? 1 : 2;
        const passes = [...view.passes, { pass, outcome: 'passed', by: actor.value.name, at: MOCK_TIME, reason: null } as const];
        return pass === 1 ? { ...view, passes } : { ...view, passes, state: 'readyToSign', sheet: { revision: 1, digest: mockDigest('sheet'), drawnAt: MOCK_TIME } };
      });
    },
    'review.sendBack': ({ registrationNo, reason, secondReviewer }) => {
      const actor = findActor(state, secondReviewer, 'reviewer');
      if (!actor.ok) return actor;
      return set(registrationNo, 'review.sentBack', (view) => ({ ...view, passes: [...view.passes, { pass: 2, outcome: 'sentBack', by: actor.value.name, at: MOCK_TIME, reason }] }));
    },
  };
}

function withCorrection(view: CaseView, id: string, change: (correction: CaseView['corrections'][number]) => CaseView['corrections'][number]): CaseView {
  return { ...view, corrections: view.corrections.map((correction) => (correction.id === id ? change(correction) : correction)) };
}

function applied(view: CaseView, field: FieldKey, value: string): CaseView {
  const materials = view.materials.map((material) => ({ ...material, fields: material.fields.map((each) => (each.field === field ? { ...each, received: each.value, value, result: null, openCorrection: false } : each)) }));
  return { ...view, materials, values: view.values.map((each) => (each.field === field ? { field, value, received: each.value } : each)) };
}

/** Corrections: asked for by one person, decided by another. */
export function correctionHandlers(state: MockState): Handlers<'corrections'> {
  let made = 0;
  return {
    'corrections.request': ({ registrationNo, field, value, reason, evidence }) => changeMockCase(state, registrationNo, 'correction.requested', (view) => {
      const rule = view.correctionRules.find((each) => each.field === field);
      const by = state.session.staff;
      if (rule === undefined || !rule.correctable || by === null) return 'field-not-correctable';
      if (!rule.insideSchedule) return 'outside-schedule';
      if (rule.evidenceKinds.length > 0 && evidence.length === 0) return 'evidence-missing';
      if (view.corrections.some((each) => each.field === field && each.state === 'requested')) return 'open-correction-exists';
      if (view.values.some((each) => each.field === field && each.value === value)) return 'value-unchanged';
      made += 1;
      const correction = buildMockCorrection(view, { id: `correction-${made}`, field: rule.field, new: value, reason, by, highRisk: rule.risk === 'high' }, state.draw);
      return { ...view, corrections: [...view.corrections, correction] };
    }),
    'corrections.decide': ({ registrationNo, correctionId, decision, reason, typedCode, approver }) => {
      const actor = findActor(state, approver, 'approver');
      if (!actor.ok) return actor;
      return changeMockCase(state, registrationNo, `correction.${decision}`, (view) => {
        const correction = view.corrections.find(({ id }) => id === correctionId);
        if (correction === undefined) return 'unknown-correction';
        if (correction.state !== 'requested') return 'already-decided';
        if (correction.requestedById === actor.value.id) return 'same-person';
        if (decision === 'approved' && correction.highRisk && typedCode !== correction.new) return 'code-not-confirmed';
        if (decision === 'refused' && (reason ?? '') === '') return 'reason-missing';
        const decided = withCorrection(view, correctionId, (each) => ({ ...each, state: decision, decidedBy: actor.value.name, decidedAt: MOCK_TIME, decisionReason: reason }));
        return decision === 'approved' ? applied(decided, correction.field, correction.new) : decided;
      });
    },
    'corrections.withdraw': ({ registrationNo, correctionId }) =>
      changeMockCase(state, registrationNo, 'correction.withdrawn', (view) => {
        const correction = view.corrections.find(({ id }) => id === correctionId);
        if (correction?.requestedById !== state.session.staff?.id) return 'not-your-request';
        return withCorrection(view, correctionId, (each) => ({ ...each, state: 'withdrawn' }));
      }),
    'corrections.inbox': () => ok([...state.cases.values()].flatMap((view) => view.corrections.filter((correction) => correction.state === 'requested'))),
  };
}
