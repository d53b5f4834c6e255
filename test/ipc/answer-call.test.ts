import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CANDIDATE_CHANNELS, STAFF_CHANNELS } from '../../src-preload/contract/channels';
import type { Channel } from '../../src-preload/contract/desk-api';
import { INPUTS } from '../../src-preload/contract/schemas';
import { ok } from '../../src-main/domain/result';
import { refusal } from '../../src-main/domain/refusal';
import { answerCall, isOffered, type Handlers, type WindowRole } from '../../src-main/ipc/answer-call';
import { MaterialTrouble } from '../../src-main/storage/material-files';
import { StorageFailure } from '../../src-main/storage/storage-failure';
import { toldLog } from '../app/told-log';

const CHANNELS = Object.keys(INPUTS) as Channel[];
const OFFERED: Record<WindowRole, readonly string[]> = { staff: STAFF_CHANNELS, candidate: CANDIDATE_CHANNELS };

/** Handlers that answer everything with what they were given, and count; one may do something else. */
function handlersWith(special: Partial<Record<Channel, () => Promise<unknown>>> = {}) {
  const called: Channel[] = [];
  const handlers = Object.fromEntries(CHANNELS.map((channel) => [channel, (input: unknown) => {
    called.push(channel);
    return special[channel]?.() ?? Promise.resolve(ok(input));
  }])) as unknown as Handlers;
  return { handlers, called };
}

describe('a call', () => {
  it('that the schema admits is answered with what its handler says', async () => {
    const { handlers } = handlersWith();
    expect(await answerCall(handlers, toldLog(), 'staff', 'cases.get', { registrationNo: '20269901000001' })).toEqual(ok({ registrationNo: '20269901000001' }));
    expect(await answerCall(handlers, toldLog(), 'staff', 'session.get', undefined)).toEqual(ok({}));
  });

  it('that is refused by its handler keeps the code and what its text needs', async () => {
    const { handlers } = handlersWith({ 'cases.get': () => Promise.resolve(refusal('wrong-state', { state: 'signed' })) });
    expect(await answerCall(handlers, toldLog(), 'staff', 'cases.get', { registrationNo: '20269901000001' })).toEqual(refusal('wrong-state', { state: 'signed' }));
  });

  it.each(CHANNELS)('%s is answered to the windows that it is offered to, and to no other', async (channel) => {
    for (const role of ['staff', 'candidate'] as const) {
      const { handlers, called } = handlersWith();
      await answerCall(handlers, toldLog(), role, channel, {});
      const schemaAdmits = INPUTS[channel].safeParse({}).success;
      expect(called).toEqual(OFFERED[role].includes(channel) && schemaAdmits ? [channel] : []);
    }
  });

  it.each(['', 'cases', 'cases.', 'cases.delete', '__proto__', 'constructor', 'toString', 'Cases.get', 'cases.get '])('named %j is refused and reaches nobody', async (channel) => {
    const { handlers, called } = handlersWith();
    for (const role of ['staff', 'candidate'] as const) {
      expect(await answerCall(handlers, toldLog(), role, channel, {})).toEqual(refusal('bad-input', { channel }));
      expect(isOffered(role, channel)).toBe(false);
    }
    expect(called).toEqual([]);
  });

  it.each([
    ['a field too many', 'cases.get', { registrationNo: '20269901000001', state: 'signed' }],
    ['a number for a text', 'cases.get', { registrationNo: 20269901000001 }],
    ['nothing', 'cases.get', null],
    ['a text', 'cases.get', 'registrationNo'],
    ['a list', 'cases.get', []],
    ['a role that is none', 'staff.add', { name: '测试甲', pin: '280417', roles: ['owner'] }],
    ['a digest that is a path', 'candidate.sign', { digest: '../../keys/desk.pem' }],
    ['a state that is none', 'cases.list', { text: '', states: ['deleted'], offset: 0, limit: 10 }],
    ['a page of a million', 'cases.list', { text: '', states: [], offset: 0, limit: 1_000_000 }],
    ['a folder of its own choice', 'packages.import', { source: 'folder', path: '/etc' }],
    ['half a character', 'cases.release', { registrationNo: '20269901000001', reason: '先离开\uD872', commandId: 'command-1' }],
    ['a character that no server stores', 'identity.consent', { registrationNo: '20269901000001', reason: '先\0离开', approver: { staffId: 'a', pin: 'b' }, commandId: 'command-1' }],
  ] as const)('with %s is refused, and the log tells where and not what', async (_what, channel, input) => {
    const { handlers, called } = handlersWith();
    const log = toldLog();
    const role = channel.startsWith('candidate.') ? 'candidate' : 'staff';
    expect(await answerCall(handlers, log, role, channel, input)).toEqual(refusal('bad-input', { channel }));
    expect(called).toEqual([]);
    expect(log.lines).toMatchObject([{ level: 'warn', facts: { channel } }]);
    expect(JSON.stringify(log.lines)).not.toMatch(/20269901|测试甲|280417|keys/);
  });

  it('never throws, whatever a page sends', async () => {
    const { handlers } = handlersWith();
    await fc.assert(fc.asyncProperty(fc.constantFrom('staff' as const, 'candidate' as const), fc.oneof(fc.constantFrom(...CHANNELS), fc.string()), fc.anything(), async (role, channel, input) => {
      const reply = await answerCall(handlers, toldLog(), role, channel, input);
      expect(reply.ok || reply.error.code === 'bad-input').toBe(true);
    }));
  });
});

describe('a call whose handler throws', () => {
  const ask = { registrationNo: '20269901000001' };

  it('tells the window an incident number and no more, and the log the rest under it', async () => {
    const { handlers } = handlersWith({ 'cases.get': () => Promise.reject(new TypeError('测试甲 is not iterable')) });
    const log = toldLog();
    const reply = await answerCall(handlers, log, 'staff', 'cases.get', ask);
    const incident = reply.ok ? '' : reply.error.incident;
    expect(incident).toMatch(/^[0-9a-f]{8}$/);
    expect(reply).toEqual({ ok: false, error: { code: 'unexpected', params: { incident }, incident } });
    expect(log.lines).toMatchObject([{ level: 'error', facts: { channel: 'cases.get', incident, cause: expect.stringContaining('is not iterable') as string } }]);
  });

  it('has another number each time, also for what is no error', async () => {
    const { handlers } = handlersWith({ 'cases.get': () => Promise.reject('a text' as unknown as Error) });
    const log = toldLog();
    const [first, second] = [await answerCall(handlers, log, 'staff', 'cases.get', ask), await answerCall(handlers, log, 'staff', 'cases.get', ask)];
    expect(first).not.toEqual(second);
    expect(log.lines.map(({ facts }) => facts['cause'])).toEqual(['a text', 'a text']);
  });

  it.each([
    ['a full disk', new StorageFailure({ code: 'disk-full' }, null), 'disk-full'],
    ['a busy store', new StorageFailure({ code: 'store-busy' }, null), 'store-busy'],
    ['a damaged store', new StorageFailure({ code: 'store-damaged', detail: 'page 9' }, null), 'store-damaged'],
    ['a disk that does not answer', new StorageFailure({ code: 'disk-failed', detail: 'SQLITE_IOERR' }, null), 'disk-failed'],
    ['no room for an image', new MaterialTrouble('disk-full'), 'disk-full'],
    ['a disk that cannot be written', new MaterialTrouble('disk-read-only'), 'disk-read-only'],
    ['an image beyond the limit', new MaterialTrouble('too-large'), 'image-too-large'],
  ] as const)('by %s is refused by name and is no bug', async (_what, cause, code) => {
    const { handlers } = handlersWith({ 'cases.get': () => Promise.reject(cause) });
    const log = toldLog();
    expect(await answerCall(handlers, log, 'staff', 'cases.get', ask)).toEqual(refusal(code));
    expect(log.lines).toEqual([]);
  });
});
