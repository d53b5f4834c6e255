import type { CaseListItem } from '../../src-preload/contract/cases';
import type { Desk } from '../app/desk';
import { formatTime, localDay } from '../domain/local-time';
import { maskIdNumber } from '../domain/masking';
import type { SitePolicy } from '../domain/policy';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { isLapsed } from '../domain/claim';
import type { CaseListRow } from '../storage/store';
import { leaveForAnother, openCase, releaseCase, takeOverCase } from '../workflows/claim-case';
import type { Outcome } from '../workflows/ports';
import { oweSupplement, refuseCase, reopenCase } from '../workflows/set-aside';
import type { Handlers } from './answer-call';
import { admitConsent } from './consent';
import { whenAtWork, type AtWork } from './guard';
import { makePapers } from './make-papers';
import { imageAddress } from './image-address';
import { tellNumberShown } from './number-shown';
import { afterChange, namesOf, showCase } from './show-case';

type CaseCalls =
  | 'cases.list' | 'cases.open' | 'cases.leave' | 'cases.get' | 'cases.release' | 'cases.takeOver' | 'cases.showIdNumber' | 'cases.refuse' | 'cases.oweSupplement' | 'cases.reopen';

function listItem(row: CaseListRow, at: AtWork, nameOf: (id: string | null) => string | null, policy: SitePolicy | null, { now, today }: { now: string; today: string }): CaseListItem {
  const held = row.claim !== null && !isLapsed(row.claim, now) ? row.claim : null;
  return {
    registrationNo: row.registrationNo, name: row.name, maskedIdNumber: maskIdNumber(row.idNumber), category: row.category,
    categoryName: policy?.categories[row.category]?.name ?? '', workUnit: row.workUnit, point: row.point, state: row.state,
    lapsed: row.state === 'supplementOwed' && row.supplementUntil !== null && row.supplementUntil < today,
    claim: held === null ? null : { deskId: held.deskId, staffName: nameOf(held.staffId) ?? held.staffId, since: held.since, mine: held.deskId === at.actor.deskId },
    photoUrl: row.photo === null ? null : imageAddress(row.photo),
  };
}

/** The candidate is no longer served here: card, number and sheet go. */
function leaveCounter({ open }: AtWork, registrationNo: string): void {
  open.counter.leave(registrationNo);
  open.signing.takeDown(registrationNo);
}

/** Whoever was called here before: a desk that was just started knows it by the claims that it still holds. */
async function servedBefore({ open, actor }: AtWork): Promise<readonly string[]> {
  if (open.counter.isNew()) return open.ports.store.listClaimedBy(actor.deskId);
  const served = open.counter.findServed();
  return served === null ? [] : [served];
}

/** Who stood here before goes, with the sheet on the candidate's screen, before the next one comes. */
async function callToCounter(at: AtWork, registrationNo: string): Promise<Outcome<null>> {
  for (const before of await servedBefore(at)) {
    if (before === registrationNo) continue;
    at.open.signing.takeDown(before);
    const left = await leaveForAnother(at.open.ports, at.actor, before);
    if (!left.ok) return left;
    leaveCounter(at, before);
  }
  at.open.counter.arrive(registrationNo);
  return ok(null);
}

const PASSPORT_LINE = /[<\uff1c\u300a\u3008\u00ab]/;

/** The text to look up: of the lines of a passport its number. They are told by their fillers, so that no other search waits for their reader. */
async function searchedFor(text: string): Promise<string> {
  if (!PASSPORT_LINE.test(text)) return text;
  const { findPassportNumber } = await import('../devices/passport-lines');
  return findPassportNumber(text) ?? text;
}

export function caseHandlers(desk: Desk): Pick<Handlers, CaseCalls> {
  return {
    'cases.list': (query) => whenAtWork(desk, async (at) => {
      const { store, clock } = at.open.ports;
      const text = await searchedFor(query.text);
      const [page, countsByState, nameOf, current] = await Promise.all([store.listCases({ ...query, text }), store.countCasesByState(), namesOf(at), store.findCurrentPolicy()]);
      const timeZone = current?.policy.timeZone ?? 'UTC';
      const moment = { now: formatTime(clock.now(), timeZone), today: localDay(clock.now(), timeZone) };
      return ok({ items: page.rows.map((row) => listItem(row, at, nameOf, current?.policy ?? null, moment)), total: page.total, isTotalExact: page.isTotalExact, countsByState });
    }),
    'cases.open': ({ registrationNo }) => whenAtWork(desk, async (at) => {
      const opened = await openCase(at.open.ports, at.actor, registrationNo);
      if (!opened.ok) return opened;
      const called = await callToCounter(at, registrationNo);
      if (!called.ok) return called;
      const view = await showCase(desk, at, registrationNo);
      if (view.ok && view.value.state === 'signed' && view.value.documents.length === 0) {
        await makePapers(desk, at, registrationNo);
        return showCase(desk, at, registrationNo);
      }
      if (!view.ok) return view;
      return afterChange(desk, at, registrationNo);
    }),
    'cases.leave': ({ registrationNo }) => whenAtWork(desk, async ({ open }) => {
      open.counter.lookAway(registrationNo);
      return ok(null);
    }),
    'cases.get': ({ registrationNo }) => whenAtWork(desk, (at) => showCase(desk, at, registrationNo)),
    'cases.release': (input) => whenAtWork(desk, async (at) => {
      const done = await releaseCase(at.open.ports, input, at.actor);
      if (!done.ok) return done;
      leaveCounter(at, input.registrationNo);
      return afterChange(desk, at, input.registrationNo);
    }),
    'cases.takeOver': (input) => whenAtWork(desk, async (at) => {
      const consent = await admitConsent(at, input.approver);
      if (!consent.ok) return consent;
      const done = await takeOverCase(at.open.ports, input, at.actor, consent.value);
      if (!done.ok) return done;
      leaveCounter(at, input.registrationNo);
      return afterChange(desk, at, input.registrationNo);
    }),
    'cases.showIdNumber': ({ registrationNo }) => whenAtWork(desk, async (at) => {
      const record = await at.open.ports.store.findCase(registrationNo);
      if (record === null) return refusal('unknown-registration', { registrationNo });
      const told = await tellNumberShown(at, registrationNo);
      if (!told.ok) return told;
      return ok({ idNumber: record.registration.fields.idNumber ?? '' });
    }),
    'cases.refuse': (input) => whenAtWork(desk, async (at) => {
      const consent = await admitConsent(at, input.approver);
      if (!consent.ok) return consent;
      const done = await refuseCase(at.open.ports, input, at.actor, consent.value);
      if (!done.ok) return done;
      leaveCounter(at, input.registrationNo);
      return afterChange(desk, at, input.registrationNo);
    }),
    'cases.oweSupplement': (input) => whenAtWork(desk, async (at) => {
      const done = await oweSupplement(at.open.ports, input, at.actor);
      if (!done.ok) return done;
      leaveCounter(at, input.registrationNo);
      return afterChange(desk, at, input.registrationNo);
    }),
    'cases.reopen': (input) => whenAtWork(desk, async (at) => {
      const consent = await admitConsent(at, input.approver);
      if (!consent.ok) return consent;
      const done = await reopenCase(at.open.ports, input, at.actor, consent.value);
      return done.ok ? afterChange(desk, at, input.registrationNo) : done;
    }),
  };
}
