import type { Desk } from '../app/desk';
import type { Machine } from '../app/machine';
import { receiptCode } from '../documents/receipt-code';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { WHOLE } from '../domain/section-parts';
import type { Outcome } from '../workflows/ports';
import { confirmSection, doubtSection } from '../workflows/candidate-word';
import { presentSheet } from '../workflows/present-sheet';
import { signCase } from '../workflows/sign-case';
import type { Handlers } from './answer-call';
import { tellFailedSignIn } from './consent';
import { whenAtWork, type AtWork } from './guard';
import { makePapers } from './make-papers';
import { showCase, afterChange } from './show-case';

type SigningCalls =
  | 'signing.present' | 'signing.takeBack' | 'signing.progress'
  | 'candidate.get' | 'candidate.confirmSection' | 'candidate.doubt' | 'candidate.inkProgress' | 'candidate.sign' | 'candidate.handBack';

/** How long the thanks page stays. */
const THANKS_MS = 20_000;

export function signingHandlers(desk: Desk, machine: Machine): Pick<Handlers, SigningCalls> {
  const view = (at: AtWork): Outcome<ReturnType<typeof at.open.signing.view>> => ok(at.open.signing.view());
  return {
    'signing.present': ({ registrationNo, commandId }) => whenAtWork(desk, async (at) => {
      if (!machine.hasCandidateWindow()) return refusal('no-candidate-window');
      const isAtCounter = at.open.counter.findServed() === registrationNo;
      const presented = await presentSheet(at.open.ports, { registrationNo, lang: 'zh-CN', commandId }, at.actor, isAtCounter);
      if (!presented.ok) return presented;
      const policy = await at.open.ports.store.findPolicy(presented.value.content.policyDigest);
      if (policy === null) throw new Error('the sheet names a policy that the store does not hold');
      const progress = at.open.signing.present(registrationNo, presented.value, policy, presented.value.content.photo);
      return ok(progress);
    }),
    'signing.takeBack': ({ registrationNo }) => whenAtWork(desk, async (at) => {
      at.open.signing.takeDown(registrationNo);
      return showCase(desk, at, registrationNo);
    }),
    'signing.progress': () => whenAtWork(desk, async (at) => ok(at.open.signing.findProgress())),
    'candidate.get': async () => {
      const open = desk.findOpen();
      return ok(open === null ? { ...desk.candidateFrame(), step: 'welcome' as const } : open.signing.view());
    },
    'candidate.confirmSection': ({ revision, section, part = WHOLE, box, commandId }) => whenAtWork(desk, async (at) => {
      const { signing } = at.open;
      const presentation = signing.findPresentation();
      if (presentation === null || signing.findSection(revision, section) === null) return refusal('not-presenting');
      const picture = await machine.pictureOfCandidateScreen(box);
      if (picture === null) return refusal('no-candidate-window');
      const { registrationNo } = presentation;
      if (at.open.counter.findServed() !== registrationNo) return refusal('not-at-counter');
      const kept = await confirmSection(at.open.ports, { registrationNo, commandId, revision, section, part, picture }, at.actor);
      if (!kept.ok) return kept;
      signing.confirm(presentation.turn, section, kept.value.picture, part);
      return view(at);
    }),
    'candidate.doubt': ({ revision, section, commandId }) => whenAtWork(desk, async (at) => {
      const { signing } = at.open;
      const presentation = signing.findPresentation();
      if (presentation === null || presentation.sheet.content.revision !== revision) return refusal('not-presenting');
      const { registrationNo } = presentation;
      const returned = await doubtSection(at.open.ports, { registrationNo, commandId, revision, section }, at.actor);
      if (!returned.ok) return returned;
      signing.doubt(section);
      return view(at);
    }),
    'candidate.inkProgress': ({ samples }) => whenAtWork(desk, async (at) => {
      at.open.signing.countInk(samples);
      return ok(null);
    }),
    'candidate.sign': (signature) => whenAtWork(desk, async (at) => {
      const { signing, ports } = at.open;
      const presentation = signing.findPresentation();
      if (presentation === null) return refusal('not-presenting');
      const { registrationNo } = presentation;
      if (at.open.counter.findServed() !== registrationNo) return refusal('not-at-counter');
      if (!signing.beginSealing()) return refusal('not-presenting');
      const form = signing.formOf(signature, presentation);
      const signed = await signCase(ports, { registrationNo, commandId: signature.commandId, revision: signature.revision, shownDigest: signature.digest, form }, at.actor);
      if (!signed.ok) {
        signing.failed(presentation.turn, signed.error.code);
        return signed;
      }
      signing.sealed(presentation.turn, presentation.sheet.content.fields.name ?? '', receiptCode(signed.value.sealDigest));
      setTimeout(() => signing.thanksOver(presentation.turn), THANKS_MS).unref();
      at.open.counter.leave(registrationNo);
      await afterChange(desk, at, registrationNo);
      at.open.afterwards.add(makePapers(desk, at, registrationNo));
      return view(at);
    }),
    'candidate.handBack': (credential) => whenAtWork(desk, async (at) => {
      const admitted = await at.open.gate.admit(credential);
      if (!admitted.ok) {
        await tellFailedSignIn(at.open, credential.staffId, admitted.error.code);
        return admitted;
      }
      at.open.signing.clear();
      return view(at);
    }),
  };
}
