import { fireEvent, render, screen, within, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { vi } from 'vitest';
import { sectionsOf } from '../../../src-main/domain/sheet-sections';
import type { SheetContent } from '../../../src-main/domain/sheet-content';
import type { Input } from '../../../src-preload/contract/desk-api';
import type { CandidateView, SheetContentView } from '../../../src-preload/contract/signing';
import { DeskProviders } from '../../../src-renderer/app/DeskProviders';
import { CandidateWindow } from '../../../src-renderer/candidate/CandidateWindow';
import type { Language } from '../../../src-renderer/i18n/language';
import { createMockDesk, type MockDesk } from '../../support/mock-desk-api';
import { WithoutStyles } from '../without-styles';
import { mockDigest } from '../../support/mock-desk-case';

export type ConfirmView = Extract<CandidateView, { step: 'confirm' }>;

export const FRAME = { kind: 'training', trial: true, site: '测试考点', exam: '医师资格考试' } as const;

/** A small sheet: three sections, one correction. Synthetic person. */
export function sampleSheet(change: Partial<SheetContentView> = {}): SheetContentView {
  return {
    format: 'countersign.sheet', version: 1, exam: { name: '医师资格考试', year: 2026 }, zone: { code: '99', name: '测试考区' }, site: { code: '9901', name: '测试考点' },
    registrationNo: '20269901000003', revision: 1,
    fields: { registrationNo: '20269901000003', category: '120', name: '范𬭎㛃', idNumber: '990000200001010032' },
    corrections: [{
      field: 'category', old: '110', new: '120', reason: '误选类别', evidence: [mockDigest('evidence')], requestedBy: 'staff-lin', decidedBy: 'staff-zhou', decidedAt: '2026-03-01T09:12:45+08:00',
    }],
    materials: [
      { code: 'ID', n: 1, sha256: mockDigest('id 1'), decision: 'accepted' },
      { code: 'TRIAL', n: 0, sha256: null, decision: 'acceptedWithCommitment' },
    ],
    photo: mockDigest('photo'), declaration: { id: 'declaration', version: 1, lang: 'zh-CN', sha256: mockDigest('declaration') }, policyDigest: mockDigest('policy'),
    ...change,
  };
}

/** The confirm step as main would send it for a sheet. */
export function confirmView(sheet: SheetContentView = sampleSheet(), change: Partial<ConfirmView> = {}): ConfirmView {
  const sections = sectionsOf(sheet as SheetContent).map(({ id, fields }) => ({ id, fields, confirmed: false }));
  return {
    ...FRAME, step: 'confirm', sheet, sections, categoryNames: { 110: '临床执业医师', 120: '口腔执业医师' },
    materialNames: { ID: { 'zh-CN': '身份证', en: 'Identity card' }, TRIAL: { 'zh-CN': '试用期考核证明', en: 'Trial certificate' } }, photoUrl: null,
    declaration: { 'zh-CN': '本人已逐项核对。', en: 'I have checked every item.' }, finality: { 'zh-CN': '签字后即为最终结果。', en: 'Your signature makes this final.' },
    minDwellSeconds: 0, singleDisplay: false, ...change,
  };
}

export interface ShownCandidate extends RenderResult {
  desk: MockDesk;
  user: UserEvent;
}

/** The whole candidate window on a pretended desk that shows this view. */
export async function showCandidate(view: CandidateView, language: Language = 'zh-CN', desk: MockDesk = createMockDesk()): Promise<ShownCandidate> {
  desk.state.candidate = view;
  const shown = render(<DeskProviders desk={desk.api} language={language} size="touch"><CandidateWindow /></DeskProviders>, { wrapper: WithoutStyles });
  await vi.waitUntil(() => document.documentElement.dataset['ready'] === 'candidate', { timeout: 8_000 });
  return { ...shown, desk, user: userEvent.setup() };
}

/** What the desk tells on its own, as main pushes it. */
export function pushView(desk: MockDesk, view: CandidateView): void {
  desk.state.candidate = view;
  desk.push('candidate.changed', view);
}

export function sectionCalled(name: string): HTMLElement {
  return screen.getByRole('region', { name });
}

/** Answers "correct" to sections by their titles, as soon as the page takes an answer. */
export async function confirmSections(user: UserEvent, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const button = within(sectionCalled(name)).getByRole('button', { name: '内容正确' });
    await vi.waitUntil(() => button.isConnected && !(button as HTMLButtonElement).disabled, { timeout: 8_000 });
    await user.click(button);
    await within(sectionCalled(name)).findByText('已确认');
  }
}

export const ALL_SECTIONS = ['报考信息', '个人信息', '更正', '材料'] as const;

export function sentTo<C extends 'candidate.sign' | 'candidate.confirmSection' | 'candidate.doubt' | 'candidate.inkProgress'>(desk: MockDesk, channel: C): Input<C>[] {
  return desk.calls.filter((call) => call.channel === channel).map(({ input }) => input as Input<C>);
}

/** Gives the signing area a place in the window, which nothing has here. */
export function placeArea(canvas: HTMLElement, { left = 100, top = 200, width = 800, height = 300 } = {}): void {
  canvas.getBoundingClientRect = () => new DOMRect(left, top, width, height);
}

/** A line drawn on the signing area, given in the area's own CSS pixels. */
export function drawLine(canvas: HTMLElement, points: readonly (readonly [number, number])[], pointer: { pointerId?: number; pointerType?: string; pressure?: number } = {}): void {
  const { left, top } = canvas.getBoundingClientRect();
  const facts = { pointerId: 1, pointerType: 'mouse', button: 0, pressure: 0.5, ...pointer };
  points.forEach(([x, y], index) => {
    const at = { ...facts, clientX: left + x, clientY: top + y };
    if (index === 0) fireEvent.pointerDown(canvas, at);
    else fireEvent.pointerMove(canvas, at);
    if (index === points.length - 1) fireEvent.pointerUp(canvas, at);
  });
}
