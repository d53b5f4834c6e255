import type { DeskReply, Refusal } from '../../src-preload/contract/common';
import type { Channel, DeskApi, Outputs, PushName, Pushes } from '../../src-preload/contract/desk-api';
import type { SessionView } from '../../src-preload/contract/session';
import { buildMockCorrection, type DrawImage } from './mock-desk-case';
import { backupHandlers } from './mock-desk-backup';
import { desksHandlers } from './mock-desk-desks';
import { caseHandlers, correctionHandlers, reviewHandlers } from './mock-desk-counter';
import { MOCK_CANDIDATES, MOCK_STAFF, manyCandidate, type MockStaff } from './mock-desk-people';
import { signingHandlers } from './mock-desk-signing';
import { mockJobResult, mockPackage, shownStaff, siteHandlers } from './mock-desk-site';
import { findMockCase, type MockState } from './mock-desk-state';

export interface MockDeskOptions {
  /** Who is signed in; null for nobody. Default: the reviewer 林一舟. */
  signedIn?: string | null;
  /** Number of candidates; more than the ten named ones are made up as they are asked for. 0 is a store without a package. */
  candidates?: number;
  session?: Partial<SessionView>;
  /** Address of an image by digest and the label that would stand on it. */
  draw?: DrawImage;
}

/** A desk that only pretends: the contract's calls over plain data, for screens in tests and previews. */
export interface MockDesk {
  api: DeskApi;
  state: MockState;
  /** Every call that was made, in order. */
  calls: { channel: Channel; input: unknown }[];
  push<P extends PushName>(name: P, value: Pushes[P]): void;
  /** The next call of this channel is refused. */
  refuseNext(channel: Channel, refusal: Refusal & { incident?: string }): void;
  /** The next call of this channel is carried out, but its answer is lost on the way. */
  loseNextAnswer(channel: Channel): void;
  /** Calls of this channel wait until the returned function is called. */
  hold(channel: Channel): () => void;
  /** Puts the card of a candidate on the reader, with this many matches. */
  tapCard(registrationNos: readonly string[], options?: { name?: 'same' | 'differs' | 'needsHuman' }): void;
  /** Ends the running job well. */
  finishJob(): void;
}

function firstSession(signedIn: MockStaff | undefined, hasPackage: boolean): SessionView {
  return {
    phase: signedIn === undefined ? 'signedOut' : 'signedIn', trouble: null,
    store: {
      kind: 'training', deskId: 'desk-1', site: hasPackage ? '测试考点' : null, zone: hasPackage ? '测试考区' : null, exam: hasPackage ? '医师资格考试' : null,
      examYear: hasPackage ? 2026 : null,
    },
    closed: null, link: null, staff: signedIn === undefined ? null : shownStaff(signedIn), version: '0.1.0-trial', trial: true, liveObstacles: ['trial-build', 'simulated-reader'],
    chineseFontMissing: false, trainingReader: true, readerDock: false, dataFolder: '/home/desk/countersign', keyStore: 'ready', hasPassphrase: false, language: 'zh-CN', behind: null,
  };
}

function firstState(options: MockDeskOptions, push: MockState['push']): MockState {
  const count = options.candidates ?? MOCK_CANDIDATES.length;
  const signedIn = options.signedIn === null ? undefined : MOCK_STAFF.find(({ name }) => name === (options.signedIn ?? '林一舟'));
  const session = { ...firstSession(signedIn, count > 0), ...options.session };
  return {
    session, opensNow: null, staff: [...MOCK_STAFF], candidateCount: count, candidateAt: (index) => MOCK_CANDIDATES[index] ?? manyCandidate(index + 1), cases: new Map(),
    reader: { state: 'ready', fault: null, simulated: true },
    chosenProgram: null,
    readerSettings: { choice: { carrier: 'auto' }, fixedBy: null, carriers: ['auto', 'usb', 'hid', 'serial', 'helper', 'tcp', 'simulated'], baudRates: [115_200, 9_600] },
    attachedReaders: {
      devices: [{ way: 'usb', at: '0400:c35a', name: null, reader: 'SDT USB (0400:C35A)' }, { way: 'serial', at: '/dev/ttyUSB0', name: 'FTDI', reader: null }], blind: ['hid'],
    },
    readiness: [
      { id: 'runtime', state: 'attention', detail: 'trial', params: { version: '0.1.0-trial' } }, { id: 'store', state: 'ok', detail: 'training', params: { folder: '/home/desk/countersign' } },
      { id: 'policy', state: 'ok', detail: 'adopted', params: { digest: '3f9a1c770e52' } }, { id: 'diskSpace', state: 'fault', detail: 'low', params: { gib: 1 } },
      { id: 'printer', state: 'attention', detail: 'missing', params: {} },
    ],
    desks: { deskId: 'desk-1', fingerprint: '5a'.repeat(32), siteKey: 'here', siteKeyFingerprint: '3f'.repeat(32), desks: [{ deskId: 'desk-1', fingerprint: '5a'.repeat(32), approved: true }] },
    packages: count > 0 ? [mockPackage()] : [], policy: { digest: count > 0 ? '3f9a1c770e52'.padEnd(64, '0') : null, waiting: null }, jobs: [], packageJobs: { running: null, finished: null }, signing: null,
    candidate: { kind: session.store?.kind ?? 'training', trial: session.trial, site: session.store?.site ?? null, exam: session.store?.exam ?? null, step: 'welcome' },
    draw: options.draw ?? ((sha256) => `material://image/${sha256}`), push,
  };
}

export function createMockDesk(options: MockDeskOptions = {}): MockDesk {
  const listeners = new Map<PushName, Set<(value: never) => void>>();
  function push<P extends PushName>(name: P, value: Pushes[P]): void {
    for (const listener of listeners.get(name) ?? []) (listener as (value: Pushes[P]) => void)(value);
  }
  const state = firstState(options, push);
  const handlers = { ...siteHandlers(state), ...caseHandlers(state), ...reviewHandlers(state), ...correctionHandlers(state), ...signingHandlers(state), ...backupHandlers(state), ...desksHandlers(state) };
  const calls: MockDesk['calls'] = [];
  const refusals = new Map<Channel, Refusal & { incident?: string }>();
  const lost = new Set<Channel>();
  const held = new Map<Channel, Promise<void>>();
  const answers = new Map<string, DeskReply<unknown>>();

  async function answer(channel: Channel, input: unknown): Promise<DeskReply<unknown>> {
    calls.push({ channel, input });
    await held.get(channel);
    const refused = refusals.get(channel);
    if (refusals.delete(channel) && refused !== undefined) return { ok: false, error: refused };
    const commandId = (input as { commandId?: string }).commandId;
    const handler = handlers[channel] as (input: unknown) => DeskReply<Outputs[Channel]>;
    const reply = (commandId === undefined ? undefined : answers.get(commandId)) ?? handler(input);
    if (commandId !== undefined && reply.ok) answers.set(commandId, reply);
    if (lost.delete(channel)) throw new Error('reply lost');
    return structuredClone(reply);
  }

  return {
    api: buildApi(Object.keys(handlers) as Channel[], answer, listeners), state, calls, push,
    refuseNext: (channel, refusal) => void refusals.set(channel, refusal),
    loseNextAnswer: (channel) => void lost.add(channel),
    hold: (channel) => {
      let release: () => void = () => undefined;
      held.set(channel, new Promise((resolve) => {
        release = resolve;
      }));
      return () => {
        held.delete(channel);
        release();
      };
    },
    tapCard: (registrationNos, { name = 'same' } = {}) => tapCard(state, registrationNos, name),
    finishJob: () => {
      const job = state.jobs.at(-1);
      if (job === undefined) throw new Error('no job is running');
      push('packages.finished', mockJobResult(job.jobId, job.kind));
    },
  };
}

function buildApi(channels: readonly Channel[], answer: (channel: Channel, input: unknown) => Promise<DeskReply<unknown>>, listeners: Map<PushName, Set<(value: never) => void>>): DeskApi {
  const api: Record<string, unknown> = {
    on(name: PushName, listener: (value: never) => void): () => void {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(listener));
      return () => void all.delete(listener);
    },
  };
  for (const channel of channels) {
    const [area = '', method = ''] = channel.split('.');
    const methods = (api[area] ??= {}) as Record<string, unknown>;
    methods[method] = (input: unknown) => answer(channel, input);
  }
  return api as DeskApi;
}

function tapCard(state: MockState, registrationNos: readonly string[], name: 'same' | 'differs' | 'needsHuman'): void {
  const [only] = registrationNos;
  const view = only === undefined ? undefined : findMockCase(state, only);
  if (view !== undefined && registrationNos.length === 1) {
    // The newest card takes the one before away.
    for (const [no, other] of state.cases) if (other.pendingCard?.paper === undefined) state.cases.set(no, { ...other, pendingCard: null });
    const why = name === 'same' ? null : name === 'differs' ? 'different' : 'untyped-character';
    const rows = [
      { field: 'name', chip: name === 'differs' ? '林大禾' : view.name.replace('?', '𬭎'), registration: view.name, result: name, why, ...(name === 'needsHuman' ? { rare: { chip: [{ character: '𬭎', code: 'U+2CB4E', kind: 'rare' as const }], registration: [] } } : {}) },
      { field: 'idNumber', chip: view.maskedIdNumber, registration: view.maskedIdNumber, result: 'same', why: null },
      { field: 'sex', chip: '女', registration: '女', result: 'same', why: null },
      { field: 'validity', chip: '2020-01-01–2040-01-01', registration: '', result: 'same', why: null, judgedOn: '2026-03-02' },
    ] as const;
    state.cases.set(view.registrationNo, { ...view, pendingCard: { readId: 'read-1', rows, clean: name === 'same', passable: name !== 'differs', photoDecoded: false } });
  }
  state.push('reader.changed', { ...state.reader, state: 'mustLift' });
  const outcome = registrationNos.length === 0 ? 'none' : registrationNos.length === 1 ? 'one' : 'several';
  state.push('reader.cardRead', { readId: 'read-1', outcome, registrationNos, maskedIdNumber: view?.maskedIdNumber ?? '990000********9998' });
  if (view !== undefined) state.push('cases.changed', { registrationNo: view.registrationNo });
}

/** A mock with open corrections of each kind: asked for by the signed-in person, by a colleague, and one of high risk. */
export function mockDeskWithCorrections(options: MockDeskOptions = {}): MockDesk {
  const desk = createMockDesk(options);
  const [lin, chen] = desk.state.staff;
  const open = [
    { registrationNo: '20269901000002', field: 'workUnit', new: '测试市第二医院', reason: '考生已于 2026 年 1 月调入，提供新单位证明', by: lin },
    { registrationNo: '20269901000010', field: 'major', new: '口腔医学', reason: '毕业证书为口腔医学', by: chen },
    { registrationNo: '20269901000010', field: 'category', new: '110', reason: '误选类别', by: chen, highRisk: true },
  ] as const;
  open.forEach((change, index) => {
    const view = findMockCase(desk.state, change.registrationNo);
    if (view === undefined || change.by === undefined) throw new Error('the mock lost its own people');
    const correction = buildMockCorrection(view, { ...change, id: `open-${index + 1}`, by: shownStaff(change.by) }, desk.state.draw);
    desk.state.cases.set(view.registrationNo, { ...view, corrections: [...view.corrections, correction] });
  });
  return desk;
}
