import type { Desk } from '../app/desk';
import type { FieldKey } from '../domain/fields';
import { FIELD_KEYS } from '../domain/fields';
import { namesOn } from '../domain/id-card';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { correctionView } from './case-view';
import { addImage } from '../workflows/add-image';
import { decideCorrection, requestCorrection, withdrawCorrection } from '../workflows/correct-case';
import { passReview, sendBack } from '../workflows/pass-review';
import { checkField, confirmMaterial, decideMaterial } from '../workflows/review-materials';
import type { Handlers } from './answer-call';
import { admitConsent } from './consent';
import { whenAtWork, type AtWork } from './guard';
import { afterChange, namesOf } from './show-case';

type ReviewCalls =
  | 'review.confirmMaterial' | 'review.checkField' | 'review.decideMaterial' | 'review.addImage' | 'review.pass' | 'review.sendBack'
  | 'corrections.request' | 'corrections.decide' | 'corrections.withdraw' | 'corrections.inbox';

function isField(field: string): field is FieldKey {
  return (FIELD_KEYS as readonly string[]).includes(field);
}

function documentName(at: AtWork, registrationNo: string): string | null {
  const read = at.open.counter.findCard(registrationNo);
  return read === null ? null : (namesOn(read.card)[0] ?? null);
}

/** A sheet that was sent back must not stay on the candidate's screen. */
function takeSheetDown(at: AtWork, registrationNo: string): void {
  if (at.open.signing.findPresentation()?.registrationNo === registrationNo) at.open.signing.takeBack();
}

export function reviewHandlers(desk: Desk): Pick<Handlers, ReviewCalls> {
  return {
    'review.confirmMaterial': (input) => whenAtWork(desk, async (at) => {
      const done = await confirmMaterial(at.open.ports, input, at.actor);
      return done.ok ? afterChange(desk, at, input.registrationNo) : done;
    }),
    'review.checkField': (input) => whenAtWork(desk, async (at) => {
      const done = await checkField(at.open.ports, input, at.actor);
      return done.ok ? afterChange(desk, at, input.registrationNo) : done;
    }),
    'review.decideMaterial': (input) => whenAtWork(desk, async (at) => {
      const done = await decideMaterial(at.open.ports, input, at.actor);
      return done.ok ? afterChange(desk, at, input.registrationNo) : done;
    }),
    'review.addImage': (input) => whenAtWork(desk, async (at) => {
      const done = await addImage(at.open.ports, input, at.actor);
      return done.ok ? afterChange(desk, at, input.registrationNo) : done;
    }),
    'review.pass': (input) => whenAtWork(desk, async (at) => {
      const second = await admitConsent(at, input.secondReviewer);
      if (!second.ok) return second;
      const done = await passReview(at.open.ports, input, at.actor, second.value);
      return done.ok ? afterChange(desk, at, input.registrationNo) : done;
    }),
    'review.sendBack': (input) => whenAtWork(desk, async (at) => {
      const second = await admitConsent(at, input.secondReviewer);
      if (!second.ok) return second;
      const done = await sendBack(at.open.ports, input, at.actor, second.value);
      if (!done.ok) return done;
      takeSheetDown(at, input.registrationNo);
      return afterChange(desk, at, input.registrationNo);
    }),
    'corrections.request': (input) => whenAtWork(desk, async (at) => {
      if (!isField(input.field)) return refusal('field-not-correctable', { field: input.field });
      const done = await requestCorrection(at.open.ports, { ...input, field: input.field, documentName: documentName(at, input.registrationNo) }, at.actor);
      if (!done.ok) return done;
      takeSheetDown(at, input.registrationNo);
      return afterChange(desk, at, input.registrationNo);
    }),
    'corrections.decide': (input) => whenAtWork(desk, async (at) => {
      const consent = await admitConsent(at, input.approver);
      if (!consent.ok) return consent;
      const done = await decideCorrection(at.open.ports, input, at.actor, consent.value ?? { staffId: at.actor.staffId, roles: at.actor.roles });
      return done.ok ? afterChange(desk, at, input.registrationNo) : done;
    }),
    'corrections.withdraw': (input) => whenAtWork(desk, async (at) => {
      const done = await withdrawCorrection(at.open.ports, input, at.actor);
      return done.ok ? afterChange(desk, at, input.registrationNo) : done;
    }),
    'corrections.inbox': () => whenAtWork(desk, async (at) => {
      const { store } = at.open.ports;
      const [open, nameOf, current] = await Promise.all([store.listOpenCorrections(), namesOf(at), store.findCurrentPolicy()]);
      const views = await Promise.all(open.map(async ({ registrationNo, correction }) => {
        const name = (await store.findCase(registrationNo))?.registration.fields.name ?? '';
        return correctionView(registrationNo, name, correction, current?.policy.fields[correction.field]?.risk === 'high', nameOf, false);
      }));
      return ok(views);
    }),
  };
}
