import type { Desk } from '../app/desk';
import type { Machine } from '../app/machine';
import { receiptCode } from '../documents/receipt-code';
import type { Presentation } from '../app/signing-desk';
import { formatTime } from '../domain/local-time';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Outcome } from '../workflows/ports';
import { presentSheet } from '../workflows/present-sheet';
import { signCase } from '../workflows/sign-case';
import { changeCase } from '../workflows/change-case';
import { sendBackToReview } from '../workflows/send-back';
import type { Handlers } from './answer-call';
import { tellFailedSignIn } from './consent';
import { whenAtWork, type AtWork } from './guard';
import { makePapers } from './make-papers';
import { showCase, afterChange } from './show-case';

type SigningCalls =
  | 'signing.present' | 'signing.takeBack' | 'signing.progress'
  | 'candidate.get' | 'candidate.confirmSection' | 'candidate.doubt' | 'candidate.inkProgress' | 'candidate.sign' | 'candidate.handBack';

/** Keeps the picture of a confirmed section and tells the log. */
async function keepPicture(at: AtWork, presentation: Presentation, section: string, picture: Uint8Array): Promise<Outcome<string>> {
  const { ports } = at.open;
  const { sha256, bytes } = await ports.files.stage(picture);
  await ports.files.publish([sha256]);
  const context = { deskId: at.actor.deskId, staffId: at.actor.staffId, at: formatTime(ports.clock.now(), presentation.policy.timeZone) };
  return ports.store.inTransaction(async (tx) => {
    await tx.addBlob({ sha256, bytes, mediaType: 'image/png', width: null, height: null });
    const payload = { section, revision: presentation.sheet.content.revision, picture: sha256 };
    await tx.append(context, { kind: 'section.confirmed', registrationNo: presentation.registrationNo, payload });
    return ok(sha256);
  });
}

/** The candidate found something wrong: the sheet is void and the case is at the counter again, at that section. */
async function returnToCounter(at: AtWork, presentation: Presentation, section: string): Promise<Outcome<null>> {
  const { registrationNo } = presentation;
  const command = { name: 'candidate.doubt', commandId: null, registrationNo, actor: at.actor };
  return changeCase<null>(at.open.ports, command, async (change) => {
    await change.tell('section.doubted', { section, revision: presentation.sheet.content.revision });
    await sendBackToReview(at.open.ports, change, `candidate: ${section}`);
    return ok(null);
  });
}

/** How long the thanks page stays. */
const THANKS_MS = 20_000;

/** The papers are waited for by nobody but the closing store; screens ask again when they are there. */
async function makePapersLater(desk: Desk, at: AtWork, registrationNo: string): Promise<void> {
  await makePapers(desk, at, registrationNo);
  desk.announcer.announce('cases.changed', { registrationNo });
}

export function signingHandlers(desk: Desk, machine: Machine): Pick<Handlers, SigningCalls> {
  const view = (at: AtWork): Outcome<ReturnType<typeof at.open.signing.view>> => ok(at.open.signing.view());
  return {
    'signing.present': ({ registrationNo }) => whenAtWork(desk, async (at) => {
      if (!machine.hasCandidateWindow()) return refusal('no-candidate-window');
      const presented = await presentSheet(at.open.ports, { registrationNo, lang: 'zh-CN' }, at.actor);
      if (!presented.ok) return presented;
      if (presented.value === null) return refusal('not-presenting');
      const policy = await at.open.ports.store.findPolicy(presented.value.content.policyDigest);
      if (policy === null) throw new Error('the sheet names a policy that the store does not hold');
      const progress = at.open.signing.present(registrationNo, presented.value, policy, presented.value.content.photo);
      desk.announcer.announce('cases.changed', { registrationNo });
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
    'candidate.confirmSection': ({ revision, section, box }) => whenAtWork(desk, async (at) => {
      const { signing } = at.open;
      const presentation = signing.findPresentation();
      if (presentation === null || signing.findSection(revision, section) === null) return refusal('not-presenting');
      const picture = await machine.pictureOfCandidateScreen(box);
      if (picture === null) return refusal('no-candidate-window');
      const kept = await keepPicture(at, presentation, section, picture);
      if (!kept.ok) return kept;
      signing.confirm(presentation.turn, section, kept.value);
      return view(at);
    }),
    'candidate.doubt': ({ revision, section }) => whenAtWork(desk, async (at) => {
      const { signing } = at.open;
      const presentation = signing.findPresentation();
      if (presentation === null || presentation.sheet.content.revision !== revision) return refusal('not-presenting');
      const returned = await returnToCounter(at, presentation, section);
      if (!returned.ok) return returned;
      signing.doubt(section);
      desk.announcer.announce('cases.changed', { registrationNo: presentation.registrationNo });
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
      if (!signing.beginSealing()) return refusal('not-presenting');
      const form = signing.formOf(signature, presentation);
      const signed = await signCase(ports, { registrationNo, revision: signature.revision, shownDigest: signature.digest, form }, at.actor);
      if (!signed.ok || signed.value === null) {
        signing.failed(presentation.turn, signed.ok ? 'case-signed' : signed.error.code);
        return signed.ok ? refusal('case-signed') : signed;
      }
      signing.sealed(presentation.turn, presentation.sheet.content.fields.name ?? '', receiptCode(signed.value.sealDigest));
      setTimeout(() => signing.thanksOver(presentation.turn), THANKS_MS).unref();
      at.open.counter.leave(registrationNo);
      await afterChange(desk, at, registrationNo);
      at.open.afterwards.add(makePapersLater(desk, at, registrationNo));
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
