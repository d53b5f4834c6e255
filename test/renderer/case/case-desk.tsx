import { screen, waitFor, within } from '@testing-library/react';
import { vi, type Mock } from 'vitest';
import type { CaseView, FieldKey, MaterialView } from '../../../src-preload/contract/cases';
import type { Channel, Input } from '../../../src-preload/contract/desk-api';
import { FollowPushes } from '../../../src-renderer/app/FollowPushes';
import { CaseRoom } from '../../../src-renderer/features/case/CaseRoom';
import type { Language } from '../../../src-renderer/i18n/language';
import { createMockDesk, type MockDesk, type MockDeskOptions } from '../../support/mock-desk-api';
import { findMockCase } from '../../support/mock-desk-state';
import { showOnDesk, type ShownDesk } from '../render-desk';
import { serveImages } from '../serve-images';

/** Invented candidates of the pretended desk, by what their story is. */
export const CANDIDATE = {
  waiting: '20269901000001', inReview: '20269901000002', dotted: '20269901000004', untyped: '20269901000005', signed: '20269901000007', owed: '20269901000008', refused: '20269901000009',
} as const;

export interface CaseDesk extends ShownDesk {
  onClose: Mock<() => void>;
  /** Keys as `user.keyboard` writes them; counts the strokes of the person at the counter. */
  press(...keys: readonly string[]): Promise<void>;
  strokes: number;
  /** Inputs of every call of this channel so far. */
  sent<C extends Channel>(channel: C): readonly Input<C>[];
}

export interface CaseDeskOptions extends MockDeskOptions {
  desk?: MockDesk;
  language?: Language;
  /** Images arrive at once, never, or cannot be shown. */
  images?: 'arrive' | 'never' | 'fail';
  /** Changes the case before it is opened. */
  given?: (view: CaseView) => CaseView;
}

const PUSHES = ['session.changed', 'reader.changed', 'cases.changed', 'signing.changed'] as const;

export function changeCase(desk: MockDesk, registrationNo: string, change: (view: CaseView) => CaseView): void {
  const view = findMockCase(desk.state, registrationNo);
  if (view === undefined) throw new Error(`the pretended desk has no case ${registrationNo}`);
  desk.state.cases.set(registrationNo, change(view));
}

/** The room of one candidate, opened at the pretended desk, ready for the first key. */
export async function openCaseRoom(registrationNo: string, options: CaseDeskOptions = {}): Promise<CaseDesk> {
  const desk = options.desk ?? createMockDesk(options);
  if (options.given !== undefined) changeCase(desk, registrationNo, options.given);
  if (options.images !== 'never') serveImages(options.images === 'fail' ? 'error' : 'load');
  const onClose = vi.fn<() => void>();
  const shown = showOnDesk(<><FollowPushes pushes={PUSHES} /><CaseRoom registrationNo={registrationNo} onClose={onClose} /></>, desk, options.language);
  await screen.findByRole('heading', { level: 1 });
  const room: CaseDesk = {
    ...shown, onClose, strokes: 0,
    async press(...keys) {
      for (const key of keys) {
        room.strokes += 1;
        await shown.user.keyboard(key);
      }
    },
    sent: (channel) => desk.calls.filter((call) => call.channel === channel).map(({ input }) => input as Input<typeof channel>),
  };
  return room;
}

/** The step at which the step bar says the case is. */
export async function findStep(name: string): Promise<void> {
  await waitFor(() => {
    const here = screen.getByRole('list', { name: /办理步骤|Steps at the counter/ }).querySelector('[aria-current="step"]');
    if (here?.textContent?.includes(name) !== true) throw new Error(`the step is ${here?.textContent ?? 'none'}, not ${name}`);
  });
}

/** The button of an action, by its words. */
export function actionButton(name: string | RegExp): HTMLElement {
  return screen.getByRole('button', { name });
}

export function paperButton(name: RegExp): HTMLElement {
  return within(screen.getByRole('navigation', { name: '材料清单' })).getByRole('button', { name });
}

/** The paper that is in view. */
export async function findPaperInView(name: string): Promise<void> {
  await within(await screen.findByRole('region', { name: '材料图像' })).findByRole('heading', { name });
}

/** The row of a field on the paper in view. */
export function fieldRow(name: string): HTMLElement {
  return within(screen.getByRole('region', { name: '这份材料上的内容' })).getByRole('group', { name });
}

/** Every paper is accepted and every field agrees, but for what `change` makes of a paper. */
export function settledPapers(view: CaseView, change: (material: MaterialView) => MaterialView = (material) => material): CaseView {
  return {
    ...view,
    materials: view.materials.map((material) => change({
      ...material, state: 'accepted', decidedBy: '林一舟', fields: material.fields.map((field) => ({ ...field, result: 'same', how: 'together', by: '林一舟' })),
    })),
  };
}

/** The first reviewer has passed the case. */
export function passedOnce(view: CaseView, by = '林一舟'): CaseView {
  return { ...settledPapers(view), passes: [{ pass: 1, outcome: 'passed', by, at: '2026-03-01T09:12:00+08:00', reason: null }] };
}

export function withField(material: MaterialView, field: FieldKey, change: Partial<MaterialView['fields'][number]>): MaterialView {
  return { ...material, fields: material.fields.map((each) => (each.field === field ? { ...each, ...change } : each)) };
}

/** At the papers of a case that is being reviewed. */
export async function comparing(options: CaseDeskOptions = {}): Promise<CaseDesk> {
  const room = await openCaseRoom(CANDIDATE.inReview, options);
  await findStep('比对材料');
  return room;
}

/** Only this paper is left to work on, as `change` makes it. */
export function onlyPaper(code: string, change: (material: MaterialView) => MaterialView = (material) => material): (view: CaseView) => CaseView {
  return (view) => {
    const fresh = view.materials;
    return settledPapers(view, (material) => (material.code === code ? change(fresh.find((each) => each.code === code) ?? material) : material));
  };
}
