import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { DeskReply } from '../../src-preload/contract/common';
import type { Channel, Input, Outputs, PushName, Pushes } from '../../src-preload/contract/desk-api';
import { CANDIDATE_CHANNELS } from '../../src-preload/contract/channels';
import { Desk } from '../../src-main/app/desk';
import type { HeavyTask, WorkPlace } from '../../src-main/app/heavy-tasks';
import { openLog } from '../../src-main/app/logger';
import type { Machine } from '../../src-main/app/machine';
import type { Surroundings } from '../../src-main/app/open-desk';
import { runHeavyTask } from '../../src-main/app/run-heavy-task';
import { joinFirstStore, serverLooking } from '../../src-main/app/store-joining';
import { storeRecovery } from '../../src-main/app/store-restoring';
import { createFirstStore, openExistingStore, storeReopening, storeUnlocking } from '../../src-main/app/store-opening';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import type { SimulatedCardReader } from '../../src-main/devices/simulated/simulated-card-reader';
import { answerCall, type Handlers } from '../../src-main/ipc/answer-call';
import { buildHandlers } from '../../src-main/ipc/handlers';
import { sampleStory } from '../../src-main/packages/sample-story';
import type { HeavyWork, TaskWatch } from '../../src-main/workflows/package-ports';
import type { Outcome } from '../../src-main/workflows/ports';
import { builtEntry } from './built-entry';
import { resourcesDir, tables } from './default-policy';
import { StoryDevices } from './story-devices';
import { StoryKeyStore } from './story-key-store';

export const PEOPLE = {
  reviewer: { name: '测试初审员', pin: '280417', roles: ['reviewer', 'administrator'] },
  second: { name: '测试复审员', pin: '391528', roles: ['reviewer'] },
  approver: { name: '测试负责人', pin: '402639', roles: ['approver'] },
} as const;
export type Person = keyof typeof PEOPLE;

/** A clock that stands until a story moves it. */
export class StoryClock {
  private time = new Date('2026-03-02T02:00:00Z').getTime();

  now(): Date {
    return new Date(this.time);
  }

  pass(ms: number): void {
    this.time += ms;
  }
}

/** The machine around the desk, as far as a story needs one: it keeps what it was given. */
export class StoryMachine implements Machine {
  saveTarget: string | null = null;
  packageFolder: string | null = null;
  program: string | null = null;
  readonly printed: { title: string; bytes: Uint8Array }[] = [];
  printerIsThere = true;

  choosePackageFile = (): Promise<string | null> => Promise.resolve(this.packageFolder);
  choosePackageFolder = (): Promise<string | null> => Promise.resolve(this.packageFolder);
  chooseProgram = (): Promise<string | null> => Promise.resolve(this.program);
  chooseFile = (): Promise<string | null> => Promise.resolve(this.saveTarget);
  chooseSaveTarget = (): Promise<string | null> => Promise.resolve(this.saveTarget);
  hasPrinter = (): Promise<boolean> => Promise.resolve(this.printerIsThere);
  hasCandidateWindow = (): boolean => true;
  isSingleDisplay = (): boolean => false;
  freeBytes = (): Promise<number> => Promise.resolve(8 * 1024 ** 3);
  pictureOfCandidateScreen = (): Promise<Uint8Array | null> => Promise.resolve(Buffer.from('picture of a section'));

  print(bytes: Uint8Array, title: string): Promise<Outcome<{ printer: string }>> {
    if (!this.printerIsThere) return Promise.resolve({ ok: false, error: { code: 'no-printer' } });
    this.printed.push({ title, bytes });
    return Promise.resolve({ ok: true, value: { printer: 'story' } });
  }
}

/** Heavy work in this thread, by the same functions. */
class HereWork implements HeavyWork {
  private readonly place: WorkPlace;

  constructor(place: WorkPlace) {
    this.place = place;
  }

  importPackage(input: Parameters<HeavyWork['importPackage']>[0], watch: TaskWatch): ReturnType<HeavyWork['importPackage']> {
    return this.run({ kind: 'import', ...input }, watch);
  }

  exportResults(input: { out: string; staffId: string | null }, watch: TaskWatch): ReturnType<HeavyWork['exportResults']> {
    return this.run({ kind: 'export', ...input }, watch);
  }

  countersign(input: { path: string; staffId: string | null }, watch: TaskWatch): ReturnType<HeavyWork['countersign']> {
    return this.run({ kind: 'countersign', ...input }, watch);
  }

  writeSample(input: { out: string; candidates: number }, watch: TaskWatch): ReturnType<HeavyWork['writeSample']> {
    return this.run({ kind: 'sample', ...input }, watch);
  }

  drawPapers(input: { registrationNo: string }): ReturnType<HeavyWork['drawPapers']> {
    return this.run({ kind: 'papers', ...input }, { onProgress: () => undefined, signal: new AbortController().signal });
  }

  backUp(input: { staffId: string | null }, watch: TaskWatch): ReturnType<HeavyWork['backUp']> {
    return this.run({ kind: 'backup', ...input }, watch);
  }

  backUpToFile(input: { out: string; staffId: string | null }, watch: TaskWatch): ReturnType<HeavyWork['backUpToFile']> {
    return this.run({ kind: 'backupFile', ...input }, watch);
  }

  checkWhole(watch: TaskWatch): ReturnType<HeavyWork['checkWhole']> {
    return this.run({ kind: 'checkWhole' }, watch);
  }

  bringMaterialsBack(input: Parameters<HeavyWork['bringMaterialsBack']>[0], watch: TaskWatch): ReturnType<HeavyWork['bringMaterialsBack']> {
    return this.run({ kind: 'materialsBack', ...input }, watch);
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  private async run<T>(task: HeavyTask, watch: TaskWatch): Promise<Outcome<T>> {
    return (await runHeavyTask(this.place, task, watch)) as Outcome<T>;
  }
}

/** What a story holds in its hands. */
export interface Story {
  desk: Desk;
  dir: string;
  clock: StoryClock;
  machine: StoryMachine;
  devices: StoryDevices;
  reader: SimulatedCardReader;
  /** Calls the desk as a window does: schema, role of the window, envelope. */
  call<C extends Channel>(channel: C, input: Input<C>): Promise<DeskReply<Outputs[C]>>;
  /** The value, or the story fails with the code. */
  must<C extends Channel>(channel: C, input: Input<C>): Promise<Outputs[C]>;
  signIn(person: Person): Promise<void>;
  credential(person: Person): Promise<{ staffId: string; pin: string }>;
  /** Waits for the next announcement of this name that the story is after. */
  nextPush<P extends PushName>(name: P, is?: (value: Pushes[P]) => boolean): Promise<Pushes[P]>;
  importSample(): Promise<void>;
}

function isCandidates(channel: Channel): boolean {
  return channel.startsWith('candidate.') && (CANDIDATE_CHANNELS as readonly string[]).includes(channel);
}

function storyOf(desk: Desk, handlers: Handlers, dir: string, clock: StoryClock, machine: StoryMachine, devices: StoryDevices): Story {
  const call: Story['call'] = async (channel, input) =>
    (await answerCall(handlers, desk.log, isCandidates(channel) ? 'candidate' : 'staff', channel, input)) as Awaited<ReturnType<Story['call']>> as never;
  const must: Story['must'] = async (channel, input) => {
    const reply = await call(channel, input);
    if (!reply.ok) throw new Error(`${channel}: ${reply.error.code} ${JSON.stringify(reply.error.params ?? {})}`);
    return reply.value;
  };
  const credential: Story['credential'] = async (person) => {
    const staff = await must('staff.list', {});
    const found = staff.find(({ name }) => name === PEOPLE[person].name);
    if (found === undefined) throw new Error(`nobody is called ${PEOPLE[person].name}`);
    return { staffId: found.id, pin: PEOPLE[person].pin };
  };
  const nextPush: Story['nextPush'] = (name, is = () => true) =>
    new Promise((settle) => {
      const stop = desk.announcer.onAny((told, value) => {
        if ((told as string) !== name || !is(value as never)) return;
        stop();
        settle(value as never);
      });
    });
  return {
    desk, dir, clock, machine, devices, call, must, credential, nextPush,
    get reader() {
      return desk.findOpen()?.trainingReader as SimulatedCardReader;
    },
    signIn: async (person) => void (await must('session.signIn', await credential(person))),
    importSample: async () => {
      const finished = nextPush('packages.finished');
      machine.packageFolder = await samplePackage();
      await must('packages.import', { source: 'folder' });
      const result = await finished;
      if (result.outcome !== 'done') throw new Error(`sample not imported: ${JSON.stringify(result.failure)}`);
    },
  };
}

const PLACE = { resourcesDir, nodePath: process.execPath, sqliteBinding: process.env['COUNTERSIGN_SQLITE_BINDING'] ?? null, databaseUrl: null, storeKey: null };

/** The sample package, drawn once and kept for as long as its people stay as they are: drawing is another story. */
export async function samplePackage(): Promise<string> {
  const people = sha256Hex(JSON.stringify(sampleStory(new Date().getFullYear(), tables))).slice(0, 12);
  const out = join(import.meta.dirname, '..', '..', '.cache', `test-sample-24-${people}`);
  if (existsSync(out)) return out;
  const entriesDir = await imageEntryDir();
  // Workers that draw at once do not disturb each other.
  const draft = `${out}-${randomUUID()}`;
  const drawn = await runHeavyTask({ ...PLACE, dataDir: draft, entriesDir }, { kind: 'sample', out: draft, candidates: 24 }, { onProgress: () => undefined, signal: new AbortController().signal });
  if (!drawn.ok) throw new Error(`sample package: ${JSON.stringify(drawn.error)}`);
  await rename(draft, out).catch((cause: unknown) => {
    if (!existsSync(out)) throw cause;
  });
  await rm(draft, { recursive: true, force: true });
  return out;
}

let builtImageEntry: Promise<string> | null = null;

/** The image process under the name that the desk looks for, built once per run of tests. */
function imageEntryDir(): Promise<string> {
  builtImageEntry ??= buildImageEntry();
  return builtImageEntry;
}

async function buildImageEntry(): Promise<string> {
  const dir = join(import.meta.dirname, '..', '..', '.cache', 'test-build', 'story');
  const builtInThisRun = join(inject('sampleOfRun'), 'image-process-is-built');
  if (existsSync(builtInThisRun)) return dir;
  await mkdir(dir, { recursive: true });
  const draft = join(dir, `${randomUUID()}.js`);
  await copyFile(await builtEntry('src-main/images/image-process.ts'), draft);
  await rename(draft, join(dir, 'image-process.js'));
  await writeFile(builtInThisRun, '');
  return dir;
}

// Before the first story of a file begins: drawing is none of its time.
await samplePackage();

/** Where a story's desk stands: its folders, its machine's key store, and the server when its store is there. */
export interface StoryPlace {
  dir: string;
  marksDir: string;
  keyStore: StoryKeyStore;
  databaseUrl: string | null;
}

/** A desk at this place, started as the app starts it, with a simulated reader, a clock and a machine; closed at the end, whatever happens. */
export async function withDeskAt({ dir, marksDir, keyStore, databaseUrl }: StoryPlace, tell: (story: Story) => Promise<void>): Promise<void> {
  const clock = new StoryClock();
  const machine = new StoryMachine();
  const devices = new StoryDevices();
  const entriesDir = await imageEntryDir();
  const config = { ...PLACE, databaseUrl, dataDir: dir, entriesDir, readerAddress: null, devServer: null, keyFile: null, version: '0.0.0-test', trial: false, sandboxed: true, switches: [] };
  const desk = new Desk(config, tables, openLog(null), keyStore);
  const around: Surroundings = {
    clock, marksDir, serverClock: clock, isSingleDisplay: () => false, whenCalm: () => Promise.resolve(), openWork: (_desk, key) => new HereWork({ ...PLACE, databaseUrl: config.databaseUrl, dataDir: dir, entriesDir, storeKey: key.toBytes() }),
    spawnDevices: devices.spawn,
  };
  const handlers = buildHandlers(desk, machine, { reopen: storeReopening(desk, around), recovery: storeRecovery(desk, around), unlock: storeUnlocking(desk, around), create: (wish) => createFirstStore(desk, around, { ...wish, points: [] }), look: serverLooking(desk), join: (wish) => joinFirstStore(desk, around, wish) });
  try {
    await openExistingStore(desk, around);
    await tell(storyOf(desk, handlers, dir, clock, machine, devices));
  } finally {
    await desk.dispose();
  }
}

/** First use: the store, its people, and the recovery code, which somebody has written down. */
export async function setUpDesk(story: Story): Promise<void> {
  await story.must('setup.create', { kind: 'training', deskId: 'desk-1', passphrase: null, staff: Object.values(PEOPLE).map((person) => ({ ...person, roles: [...person.roles] })) });
  const { code, asked } = await story.must('keys.showCode', {});
  await story.must('keys.confirmCode', { typed: asked.map((group) => code.split('-')[group - 1] ?? '') });
}

/** A desk that was just set up, on a store of its own in a temporary folder or on the server whose address is given. */
export async function withDesk(tell: (story: Story) => Promise<void>, databaseUrl: string | null = null): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'countersign-story-'));
  const marksDir = `${dir}-marks`;
  try {
    await withDeskAt({ dir, marksDir, keyStore: new StoryKeyStore(), databaseUrl }, async (story) => {
      await setUpDesk(story);
      await tell(story);
    });
  } finally {
    for (const made of [dir, marksDir]) await rm(made, { recursive: true, force: true });
  }
}
