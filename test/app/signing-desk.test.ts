import { beforeEach, describe, expect, it } from 'vitest';
import type { PushName } from '../../src-preload/contract/desk-api';
import type { CandidateSignature } from '../../src-preload/contract/signing';
import { Announcer } from '../../src-main/app/announcer';
import { SigningDesk } from '../../src-main/app/signing-desk';
import { digestOf } from '../../src-main/canonical/canonical-json';
import { signatureProblems } from '../../src-main/domain/signature-form';
import { buildSheetContent } from '../../src-main/domain/sheet-content';
import { caseReadyToSign, OPENING_DAY } from '../support/case-builder';
import { testPolicy } from '../support/default-policy';

const FRAME = { kind: 'training', trial: true, site: '测试考点', exam: '医师资格考试' } as const;
const policy = testPolicy();
const PHOTO = 'f'.repeat(64);

function sheet(revision = 1) {
  const content = buildSheetContent({ record: caseReadyToSign(), policy, policyDigest: 'p'.repeat(64), revision, declaration: { lang: 'zh-CN', sha256: 'd'.repeat(64) } });
  return { content, digest: digestOf(content) };
}

function signature(digest: string): CandidateSignature {
  const strokes = [[[0, 0, null, null, null, 0], [100, 100, null, null, null, 16_000]], [[5, 5, null, null, null, 20_000]]] as CandidateSignature['strokes'];
  return { revision: 1, digest, area: { w: 600, h: 200, scale100: 100 }, device: { kind: 'pen', name: 'pen' }, startedAt: 'the page’s own word', durationMs: 1, attempts: 2, strokes, shownMs: 999_999 };
}

let nowMs: number;
let isSingle: boolean;
let told: { name: PushName; value: unknown }[];
let desk: SigningDesk;
const sectionIds = (): string[] => (desk.findProgress()?.sections ?? []).map(({ id }) => id);

beforeEach(() => {
  nowMs = OPENING_DAY.getTime();
  isSingle = false;
  told = [];
  const announcer = new Announcer();
  announcer.onAny((name, value) => void told.push({ name, value }));
  desk = new SigningDesk(announcer, { now: () => new Date(nowMs) }, () => FRAME, () => isSingle);
});

function present(revision = 1): void {
  desk.present('20269901000001', sheet(revision), policy, PHOTO);
}

const turn = (): number => desk.findPresentation()?.turn ?? 0;

describe('the candidate’s screen', () => {
  it('welcomes while there is nothing to confirm, and says on every page whose desk it is', () => {
    expect(desk.view()).toEqual({ ...FRAME, step: 'welcome' });
    present();
    expect(desk.view()).toMatchObject({ ...FRAME, step: 'confirm', photoUrl: `material://image/${PHOTO}`, singleDisplay: false });
  });

  it('shows the very content that is digested, the site’s words filled in, and the names behind codes', () => {
    present();
    const view = desk.view();
    if (view.step !== 'confirm') throw new Error(view.step);
    expect(digestOf(view.sheet as ReturnType<typeof sheet>['content'])).toBe(sheet().digest);
    expect(view.categoryNames['110']).toBe(policy.categories['110']?.name);
    expect(`${view.declaration['zh-CN']}${view.finality['zh-CN']}${view.declaration.en}${view.finality.en}`).not.toMatch(/\{\w+\}/);
    expect(view.sections.length).toBeGreaterThan(2);
    expect(view.sections.every(({ confirmed }) => !confirmed)).toBe(true);
  });

  it('comes to signing when every section is confirmed, in any order, and not before', () => {
    present();
    const [last, ...others] = sectionIds().reverse();
    for (const id of others) {
      desk.confirm(turn(), id, 'a'.repeat(64));
      expect(desk.findProgress()?.phase).toBe('confirming');
    }
    desk.confirm(turn(), last ?? '', 'b'.repeat(64));
    expect(desk.findProgress()?.phase).toBe('signing');
  });

  it('counts a section that was split when each of its parts was confirmed, and keeps the picture of each', () => {
    present();
    const [first = '', ...others] = sectionIds();
    for (const id of others) desk.confirm(turn(), id, 'a'.repeat(64));
    const pictures = ['1', '2', '3'].map((digit) => digit.repeat(64));
    for (const n of [3, 1]) {
      desk.confirm(turn(), first, pictures[n - 1]!, { n, of: 3 });
      expect(desk.findProgress()).toMatchObject({ phase: 'confirming' });
    }
    desk.confirm(turn(), first, pictures[1]!, { n: 2, of: 3 });
    expect(desk.findProgress()?.phase).toBe('signing');
    const { sections } = desk.formOf(signature(sheet().digest), desk.findPresentation()!);
    expect(sections.slice(-3).map(({ id, picture }) => [id, picture])).toEqual([3, 1, 2].map((n) => [`${first} ${n}/3`, pictures[n - 1]]));
  });

  it('lets nobody sign half of a section that was split otherwise than before, and shows nothing anew for that', () => {
    present();
    const [first = '', ...others] = sectionIds();
    const problems = () => signatureProblems(desk.formOf(signature(sheet().digest), desk.findPresentation()!), { sheetDigest: sheet().digest, minDwellSeconds: 0, sections: [first, ...others] });
    for (const id of [first, ...others]) desk.confirm(turn(), id, 'a'.repeat(64));
    desk.confirm(turn(), first, 'b'.repeat(64), { n: 1, of: 2 });
    expect(problems()).toContainEqual({ code: 'section-unconfirmed', at: first });
    expect(desk.findProgress()?.sections.every(({ confirmed }) => confirmed)).toBe(true);
    desk.confirm(turn(), first, 'c'.repeat(64), { n: 2, of: 2 });
    expect(problems().map(({ code }) => code)).not.toContain('section-unconfirmed');
    expect(desk.findPresentation()?.confirmations).toHaveLength(others.length + 2);
  });

  it('knows the sections of the revision that it shows, and of no other', () => {
    present(2);
    const [first = ''] = sectionIds();
    expect(desk.findSection(2, first)?.id).toBe(first);
    expect(desk.findSection(1, first)).toBeNull();
    expect(desk.findSection(2, 'no-such-section')).toBeNull();
    desk.takeBack();
    expect(desk.findSection(2, first)).toBeNull();
  });

  it('forgets what was confirmed when the sheet is shown anew', () => {
    present();
    for (const id of sectionIds()) desk.confirm(turn(), id, 'a'.repeat(64));
    present(2);
    expect(desk.findProgress()?.sections.some(({ confirmed }) => confirmed)).toBe(false);
    expect(desk.findPresentation()?.confirmations).toEqual([]);
  });

  it('takes nothing that comes late from an earlier showing', () => {
    present();
    const earlier = turn();
    const [first = ''] = sectionIds();
    present(2);
    desk.confirm(earlier, first, 'a'.repeat(64));
    desk.failed(earlier, 'disk-full');
    desk.sealed(earlier, '测试甲', 'ABCD-EFGH');
    expect(desk.findPresentation()?.confirmations).toEqual([]);
    expect(desk.findProgress()).toMatchObject({ phase: 'confirming', failure: null });
    expect(desk.view().step).toBe('confirm');
  });

  it('is sealed once at a time', () => {
    present();
    expect([desk.beginSealing(), desk.beginSealing()]).toEqual([true, false]);
    desk.failed(turn(), 'disk-full');
    expect(desk.beginSealing()).toBe(true);
  });

  it('goes with its candidate, and with no other one', () => {
    present();
    desk.takeDown('no such registration');
    expect(desk.view().step).toBe('confirm');
    desk.takeDown(desk.findPresentation()?.registrationNo ?? '');
    expect(desk.view().step).toBe('welcome');
  });

  it('leaves the sheet when the candidate doubts it, and tells the staff where', () => {
    present();
    desk.doubt('education');
    expect(desk.findPresentation()).toBeNull();
    expect(desk.findProgress()).toMatchObject({ phase: 'doubted', doubted: 'education' });
    expect(desk.view().step).toBe('welcome');
  });

  it('keeps the sheet and its ink when sealing was refused', () => {
    present();
    desk.countInk(240);
    desk.beginSealing();
    expect(desk.findProgress()).toMatchObject({ phase: 'sealing', samples: 240 });
    desk.failed(turn(), 'disk-full');
    expect(desk.findProgress()).toMatchObject({ phase: 'failed', failure: 'disk-full', samples: 240 });
    expect(desk.view().step).toBe('confirm');
  });

  it('thanks by name with the receipt’s code, and clears itself', () => {
    present();
    const shown = turn();
    desk.sealed(shown, '测试甲', 'ABCD-EFGH');
    expect(desk.view()).toMatchObject({ step: 'thanks', name: '测试甲', receiptCode: 'ABCD-EFGH' });
    desk.thanksOver(shown);
    expect(desk.view()).toEqual({ ...FRAME, step: 'welcome' });
    const before = told.length;
    desk.thanksOver(shown);
    expect(told).toHaveLength(before);
  });

  it('thanks the next candidate for a whole page, however shortly after the one before', () => {
    present();
    const first = turn();
    desk.sealed(first, '测试甲', 'ABCD-EFGH');
    present(2);
    const second = turn();
    desk.sealed(second, '测试乙', 'JKLM-NPQR');
    desk.thanksOver(first);
    expect(desk.view()).toMatchObject({ step: 'thanks', name: '测试乙' });
    desk.thanksOver(second);
    expect(desk.view().step).toBe('welcome');
  });

  it('on a single display is handed back to the clerk, after thanks as after a doubt, and stays there until the clerk takes it', () => {
    isSingle = true;
    present();
    desk.doubt('identity');
    expect(desk.view().step).toBe('handBack');
    desk.clear();
    present();
    const shown = turn();
    desk.sealed(shown, '测试甲', 'ABCD-EFGH');
    desk.thanksOver(shown);
    expect(desk.view().step).toBe('handBack');
    desk.accompany({ step: 'welcome' });
    expect(desk.view().step).toBe('handBack');
    desk.clear();
    expect(desk.view().step).toBe('welcome');
  });

  it('is not drawn into the staff’s work while a sheet is on it', () => {
    present();
    desk.accompany({ step: 'handOver', name: '测试乙', materials: [] });
    expect(desk.view().step).toBe('confirm');
    desk.takeBack();
    desk.accompany({ step: 'handOver', name: '测试乙', materials: [] });
    expect(desk.view()).toMatchObject({ step: 'handOver', name: '测试乙' });
  });

  it('tells both windows of every step', () => {
    present();
    desk.countInk(1);
    expect(told.map(({ name }) => name)).toEqual(['signing.changed', 'candidate.changed', 'signing.changed']);
    desk.takeBack();
    expect(told.at(-1)).toMatchObject({ name: 'candidate.changed', value: { step: 'welcome' } });
    expect(desk.findProgress()?.phase).toBe('takenBack');
  });

  it('does nothing when there is no sheet to confirm, doubt or sign', () => {
    desk.confirm(turn(), 'identity', 'a'.repeat(64));
    desk.countInk(5);
    desk.beginSealing();
    desk.failed(turn(), 'disk-full');
    expect([desk.findProgress(), desk.findPresentation(), told]).toEqual([null, null, []]);
  });
});

describe('the signature’s form', () => {
  it('counts the time by the desk’s own watch and not by the page’s word', () => {
    present();
    const [first = '', second = ''] = sectionIds();
    nowMs += 4_000;
    desk.confirm(turn(), first, 'a'.repeat(64));
    nowMs += 5_000;
    desk.confirm(turn(), second, 'b'.repeat(64));
    nowMs += 16_000;
    const presentation = desk.findPresentation();
    if (presentation === null) throw new Error('nothing is shown');
    const form = desk.formOf(signature(sheet().digest), presentation);
    expect(form).toMatchObject({
      sheetDigest: sheet().digest, startedAt: '2026-03-02T10:00:00+08:00', durationMs: 25_000, attempts: 2, samples: 3,
      sections: [{ id: first, confirmedAtMs: 4_000, picture: 'a'.repeat(64) }, { id: second, confirmedAtMs: 9_000, picture: 'b'.repeat(64) }],
    });
  });

  it('has each section once, with the picture of the last time it was confirmed', () => {
    present();
    const [first = ''] = sectionIds();
    desk.confirm(turn(), first, 'a'.repeat(64));
    nowMs += 1_000;
    desk.confirm(turn(), first, 'b'.repeat(64));
    expect(desk.findPresentation()?.confirmations).toEqual([{ id: first, part: { n: 1, of: 1 }, atMs: 1_000, picture: 'b'.repeat(64) }]);
  });
});
