import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from '../../src-main/app/desk';
import { readSettings, type DeskSettings } from '../../src-main/app/desk-settings';
import { findReaderTrouble, type ReaderSurroundings } from '../../src-main/app/reader-choice';
import type { AuditEvent } from '../../src-main/domain/audit-event';
import { refusal } from '../../src-main/domain/refusal';
import type { StoreKind } from '../../src-main/domain/vocabulary';
import type { ReaderChoice } from '../../src-preload/contract/readers';
import { SAMPLE } from '../support/counter-story';
import { oneDesk } from '../support/one-desk';
import type { Story } from '../support/with-desk';
import { withSample } from '../support/with-sample';

const [REGISTRATION] = SAMPLE.bySituation.ordinary as [string];
const WIRED = { carrier: 'usb', at: '0400:c35a' } as const;

const desk = oneDesk(withSample);
let before: { settings: DeskSettings; config: Desk['config']; kind: StoreKind; lastSeq: number };

beforeEach(async () => {
  const story = desk();
  await story.signIn('reviewer');
  const open = story.desk.findOpen()!;
  const events = await open.ports.store.listEvents({ fromSeq: 1, limit: 1_000 });
  before = { settings: story.desk.settings, config: { ...story.desk.config }, kind: open.facts.kind, lastSeq: events.at(-1)?.seq ?? 0 };
  story.devices.started.length = 0;
});

/** The desk as the next story expects it: its own reader, nothing on it. */
afterEach(async () => {
  const story = desk();
  const open = story.desk.findOpen()!;
  Object.assign(story.desk.config, before.config);
  open.facts = { ...open.facts, kind: before.kind };
  story.desk.settings = before.settings;
  await rm(join(story.dir, 'settings.json'), { force: true });
  open.changeReader();
});

async function choicesTold(story: Story): Promise<readonly AuditEvent[]> {
  const events = await story.desk.findOpen()!.ports.store.listEvents({ fromSeq: before.lastSeq + 1, limit: 200 });
  return events.filter(({ kind }) => kind === 'reader.chosen');
}

/** Kept in the store that the story has: the facts alone say that its candidates are real. */
function makeLive(story: Story): void {
  const open = story.desk.findOpen()!;
  open.facts = { ...open.facts, kind: 'live' };
}

describe('the reader of a desk', () => {
  it('is another one at once when an administrator chooses it, and is kept and told to the log', async () => {
    const story = desk();
    expect(await story.must('reader.settings', {})).toMatchObject({ choice: { carrier: 'simulated' }, fixedBy: null });
    const told = story.nextPush('reader.changed', ({ state, simulated }) => state === 'ready' && !simulated);
    expect(await story.must('reader.choose', WIRED)).toMatchObject({ choice: WIRED });
    await told;
    expect([story.devices.started, readSettings(story.dir).reader, (await story.must('session.get', {})).trainingReader]).toEqual([['usb://0400:c35a'], 'usb://0400:c35a', false]);
    expect(await choicesTold(story)).toMatchObject([{ payload: { carrier: 'usb', at: 'usb://0400:c35a' } }]);
    await story.must('reader.choose', { carrier: 'auto' });
    expect([story.devices.started, story.devices.running]).toEqual([['usb://0400:c35a', 'auto'], ['auto']]);
    await story.must('session.setLanguage', { language: 'en' });
    expect(readSettings(story.dir)).toEqual({ language: 'en', reader: 'auto' });
  });

  it('can be changed in the middle of a case, which stays as it is, chip and all', async () => {
    const story = desk();
    const read = story.nextPush('reader.cardRead');
    story.reader.present(SAMPLE.cards[REGISTRATION]!);
    await read;
    const before = await story.must('cases.open', { registrationNo: REGISTRATION });
    await story.must('reader.choose', WIRED);
    const after = await story.must('cases.get', { registrationNo: REGISTRATION });
    expect([after.state, after.pendingCard?.readId]).toEqual([before.state, before.pendingCard?.readId]);
    expect(before.pendingCard).not.toBeNull();
  });

  it('is chosen by administrators alone, and by nobody where the environment names it', async () => {
    const story = desk();
    await story.signIn('second');
    expect(await story.call('reader.choose', WIRED)).toEqual(refusal('role-missing', { role: 'administrator' }));
    await story.signIn('reviewer');
    story.desk.config.readerAddress = 'tcp://127.0.0.1:4001';
    expect(await story.call('reader.choose', WIRED)).toEqual(refusal('reader-set-by-environment', { address: 'tcp://127.0.0.1:4001' }));
    expect(await story.must('reader.settings', {})).toMatchObject({ choice: { carrier: 'tcp', host: '127.0.0.1', port: 4001 }, fixedBy: 'tcp://127.0.0.1:4001' });
    expect([story.devices.started, readSettings(story.dir).reader]).toEqual([[], undefined]);
  });

  it('of real candidates is never a pretended one, neither chosen nor written into the settings by hand', async () => {
    const story = desk();
    makeLive(story);
    for (const choice of [{ carrier: 'simulated' }, { carrier: 'tcp', host: '127.0.0.1', port: 4001 }] as const) expect(await story.call('reader.choose', choice)).toEqual(refusal('reader-only-in-training'));
    expect((await story.must('reader.settings', {})).carriers).toEqual(['auto', 'usb', 'hid', 'serial', 'helper']);
    story.desk.settings = { language: 'zh-CN', reader: 'simulated' };
    expect(story.desk.liveObstacles()).toEqual(['simulated-reader']);
  });

  it('stays the one before when the choice cannot be kept', async () => {
    const story = desk();
    Object.assign(story.desk.config, { dataDir: join(story.dir, 'not-there') });
    expect(await story.call('reader.choose', WIRED)).toEqual(refusal('settings-not-kept'));
    expect([story.devices.started, (await story.must('reader.settings', {})).choice]).toEqual([[], { carrier: 'simulated' }]);
  });

  it('tells what is attached to this machine, and what could not be looked at', async () => {
    const story = desk();
    story.devices.attached = { devices: [{ way: 'usb', at: '0400:c35a', name: null, reader: 'SDT USB (0400:C35A)' }], blind: [{ way: 'hid', why: 'no driver' }] };
    expect(await story.must('reader.attached', {})).toEqual({ devices: story.devices.attached.devices, blind: ['hid'] });
  });
});

describe('a reader that cannot be used here', () => {
  const around: ReaderSurroundings = { kind: 'live', platform: 'linux', listAttached: () => Promise.resolve({ devices: [{ way: 'serial', at: 'COM3', name: null, reader: null }], blind: [] }) };
  const windows: ReaderSurroundings = { ...around, platform: 'win32' };
  const helper = (program: string): ReaderChoice => ({ carrier: 'helper', program, options: [] });
  const serial = (path: string): ReaderChoice => ({ carrier: 'serial', path, baudRate: 115_200 });

  it('on a port that is not there is refused by its name', async () => {
    expect(await findReaderTrouble(serial('/dev/ttyNothing9'), around)).toEqual(refusal('reader-port-missing', { port: '/dev/ttyNothing9' }));
    expect(await findReaderTrouble(serial(import.meta.filename), around)).toMatchObject({ error: { code: 'reader-port-missing' } });
    expect(await findReaderTrouble(serial('/dev/null'), around)).toBeNull();
    expect(await findReaderTrouble(serial('com3'), windows)).toBeNull();
    expect(await findReaderTrouble(serial('COM4'), windows)).toEqual(refusal('reader-port-missing', { port: 'COM4' }));
    expect(await findReaderTrouble(serial('COM4'), { ...windows, listAttached: () => Promise.resolve(null) })).toBeNull();
  });

  it('is refused for an address that cannot be written', async () => {
    for (const choice of [serial('/dev/tty USB0'), { ...serial('COM3'), baudRate: 300 }, { carrier: 'tcp', host: 'two hosts', port: 1 }] as ReaderChoice[]) {
      expect(await findReaderTrouble(choice, { ...windows, kind: 'training' })).toMatchObject({ error: { code: 'reader-address-malformed' } });
    }
  });

  it('by a helper is looked for among the files of this machine, by administrators alone', async () => {
    const story = desk();
    expect(await story.must('reader.chooseProgram', {})).toEqual({ program: null });
    story.machine.program = '/opt/reader/helper';
    expect(await story.must('reader.chooseProgram', {})).toEqual({ program: '/opt/reader/helper' });
    await story.signIn('second');
    expect(await story.call('reader.chooseProgram', {})).toEqual(refusal('role-missing', { role: 'administrator' }));
  });

  it('by a helper is refused for a program without its whole path, one that is not there, and one that cannot be run', async () => {
    const story = desk();
    const program = join(story.dir, 'helper.exe');
    expect(await findReaderTrouble(helper('helper'), around)).toEqual(refusal('reader-program-relative', { program: 'helper' }));
    expect(await findReaderTrouble(helper(program), around)).toEqual(refusal('reader-program-missing', { program }));
    expect(await findReaderTrouble(helper(story.dir), around)).toEqual(refusal('reader-program-missing', { program: story.dir }));
    await writeFile(program, '#!/bin/sh\n', { mode: 0o600 });
    expect(await findReaderTrouble(helper(program), around)).toEqual(refusal('reader-program-not-runnable', { program }));
    await chmod(program, 0o700);
    expect(await findReaderTrouble(helper(program), around)).toBeNull();
    expect(await findReaderTrouble(helper(program), windows)).toBeNull();
    expect(await findReaderTrouble(helper(process.execPath), windows)).toEqual(refusal('reader-program-not-runnable', { program: process.execPath }));
    await story.must('reader.choose', { carrier: 'helper', program, options: ['--secret', 'word'] });
    expect(await readFile(join(story.dir, 'settings.json'), 'utf8')).toContain('--secret');
    const [told] = await choicesTold(story);
    expect(told?.payload).toEqual({ carrier: 'helper', at: program });
  });
});

describe('the dock of the simulated reader', () => {
  it('is there in training with a build for trials alone', async () => {
    const story = desk();
    expect([(await story.must('session.get', {})).readerDock, await story.call('trainingReader.command', { do: 'unplug' })]).toEqual([false, refusal('reader-not-simulated')]);
    Object.assign(story.desk.config, { trial: true });
    expect((await story.must('session.get', {})).readerDock).toBe(true);
    await story.must('reader.choose', WIRED);
    expect([(await story.must('session.get', {})).readerDock, await story.call('trainingReader.command', { do: 'unplug' })]).toEqual([false, refusal('reader-not-simulated')]);
  });

  it('pulls the plug, ends the reading process, spoils answers and puts any card on', async () => {
    const story = desk();
    Object.assign(story.desk.config, { trial: true });
    const heard = (state: string, fault: string | null = null): Promise<unknown> => story.nextPush('reader.changed', (view) => view.state === state && view.fault === fault);
    const gone = heard('absent');
    await story.must('trainingReader.command', { do: 'unplug' });
    await gone;
    const back = heard('ready');
    await story.must('trainingReader.command', { do: 'plug' });
    await back;
    const [ended, again] = [heard('faulty', 'processEnded'), heard('ready')];
    await story.must('trainingReader.command', { do: 'crash' });
    await Promise.all([ended, again]);
    await story.must('trainingReader.command', { do: 'fail', fault: 'notAnIdCard', times: 100 });
    const notRead = heard('cardPresent', 'notAnIdCard');
    await story.must('trainingReader.present', { registrationNo: REGISTRATION });
    await notRead;
    await story.must('trainingReader.command', { do: 'workAgain' });
    await story.must('trainingReader.lift', {});
    const read = story.nextPush('reader.cardRead');
    await story.must('trainingReader.present', { registrationNo: REGISTRATION, card: 'stranger' });
    expect((await read).outcome).toBe('none');
  });
});
