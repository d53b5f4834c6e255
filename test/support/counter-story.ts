import { randomUUID } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CaseView, MaterialView } from '../../src-preload/contract/cases';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { sampleStory } from '../../src-main/packages/sample-story';
import { tables } from './default-policy';
import type { Person, Story } from './with-desk';

export const SAMPLE = sampleStory(new Date().getFullYear(), tables);

export const commandId = (): string => randomUUID();

/** Lays the candidate's card on the reader, waits until the case is named, and confirms the person. */
export async function tapAndConfirm(story: Story, registrationNo: string): Promise<CaseView> {
  const read = story.nextPush('reader.cardRead');
  story.reader.present(SAMPLE.cards[registrationNo]!);
  const { readId } = await read;
  const opened = await story.must('cases.open', { registrationNo });
  const answers = Object.fromEntries((opened.pendingCard?.rows ?? []).filter((row) => row.result === 'needsHuman').map((row) => [row.field, 'same' as const]));
  return story.must('identity.confirm', { registrationNo, readId, samePerson: true, answers, commandId: commandId() });
}

async function confirmPaper(story: Story, view: CaseView, paper: MaterialView): Promise<CaseView> {
  const registrationNo = view.registrationNo;
  let now = await story.must('review.confirmMaterial', { registrationNo, material: paper.code, commandId: commandId() });
  const rest = now.materials.find(({ code }) => code === paper.code)?.fields.filter((field) => field.result === null) ?? [];
  for (const { field } of rest) {
    now = await story.must('review.checkField', { registrationNo, field, material: paper.code === '-' ? null : paper.code, result: 'same', note: null, commandId: commandId() });
  }
  if (rest.length === 0 || paper.code === '-') return now;
  return story.must('review.confirmMaterial', { registrationNo, material: paper.code, commandId: commandId() });
}

/** Goes through every paper that is still open, each field by its key. */
export async function comparePapers(story: Story, registrationNo: string): Promise<CaseView> {
  let view = await story.must('cases.get', { registrationNo });
  for (const paper of view.materials.filter(({ state }) => state === 'open')) view = await confirmPaper(story, view, paper);
  return view;
}

/** Both checks, the second by another person here. */
export async function passBoth(story: Story, registrationNo: string, second: Person = 'second'): Promise<CaseView> {
  await story.must('review.pass', { registrationNo, secondReviewer: null, commandId: commandId() });
  return story.must('review.pass', { registrationNo, secondReviewer: await story.credential(second), commandId: commandId() });
}

/** What the candidate's screen sends for the sheet that is shown now. */
export async function shownSignature(story: Story): Promise<Parameters<typeof signatureFor>[0]> {
  const view = await story.must('candidate.get', {});
  if (view.step !== 'confirm') throw new Error(`the candidate sees ${view.step}`);
  return { revision: view.sheet.revision, digest: sha256Hex(canonicalize(view.sheet) ?? ''), sections: view.sections.map(({ id }) => id) };
}

export function signatureFor({ revision, digest }: { revision: number; digest: string; sections: readonly string[] }, shownMs = 25_000) {
  const strokes = [[[1000, 2000, null, null, null, 12_000_000], [1400, 2300, null, null, null, 12_016_000]], [[3000, 2000, null, null, null, 13_000_000], [3300, 2500, null, null, null, 13_020_000]]];
  return {
    commandId: commandId(), revision, digest, area: { w: 60_000, h: 20_000, scale100: 100 }, device: { kind: 'mouse' as const, name: 'mouse' }, startedAt: '2026-03-02T10:10:00+08:00',
    durationMs: shownMs, attempts: 1, shownMs, strokes: strokes as [number, number, null, null, null, number][][],
  };
}

/** The candidate reads, confirms every section and signs. */
export async function confirmAndSign(story: Story, registrationNo: string): Promise<void> {
  await story.must('signing.present', { registrationNo, commandId: commandId() });
  const shown = await shownSignature(story);
  story.clock.pass(20_000);
  for (const section of shown.sections) await story.must('candidate.confirmSection', { commandId: commandId(), revision: shown.revision, section, box: { x: 0, y: 0, width: 600, height: 400 } });
  story.clock.pass(5_000);
  await story.must('candidate.sign', signatureFor(shown));
}
