import { describe, expect, it } from 'vitest';
import type { CardRead, ReaderStatus, SelfTestOutcome } from '../../src-main/devices/card-reader';
import { DevicesClient } from '../../src-main/devices/devices-client';
import type { DevicesChannel, FromDevices, ToDevices } from '../../src-main/devices/devices-messages';
import { citizenCard } from '../support/simulated-card-reader';
import { ManualScheduler } from '../support/simulated-card-reader-clock';

/** A devices process whose every word a test chooses. */
class PlayedProcess implements DevicesChannel {
  readonly received: ToDevices[] = [];
  isKilled = false;
  #tell: (message: FromDevices) => void = () => {};
  #exit: () => void = () => {};

  post(message: ToDevices): void {
    this.received.push(message);
  }

  onMessage(listener: (message: FromDevices) => void): void {
    this.#tell = listener;
  }

  onExit(listener: () => void): void {
    this.#exit = listener;
  }

  kill(): void {
    this.isKilled = true;
    this.#exit();
  }

  tells(status: ReaderStatus, mayLie: string | null = null): void {
    this.#tell({ kind: 'status', status, mayLie });
  }

  reads(readId: string, digest = readId): void {
    const read: CardRead = { readId, card: citizenCard(), photo: null, samId: null };
    this.#tell({ kind: 'cardRead', read, digest });
  }

  attached(): void {
    this.#tell({ kind: 'device', device: { way: 'usb', model: null, at: '0400:c35a', samId: null } });
  }

  answersTest(id: number, outcome: SelfTestOutcome): void {
    this.#tell({ kind: 'selfTested', id, outcome });
  }

  crashes(): void {
    this.#exit();
  }
}

interface Desk {
  clock: ManualScheduler;
  client: DevicesClient;
  processes: PlayedProcess[];
  newest: () => PlayedProcess;
  statuses: ReaderStatus[];
  readIds: string[];
}

function desk(address: string | null = 'tcp://127.0.0.1:7000'): Desk {
  const clock = new ManualScheduler();
  const processes: PlayedProcess[] = [];
  const spawn = (): PlayedProcess => {
    const played = new PlayedProcess();
    processes.push(played);
    return played;
  };
  const client = new DevicesClient({ spawn, address, scheduler: clock });
  const statuses: ReaderStatus[] = [];
  const readIds: string[] = [];
  client.onDidChangeStatus((status) => statuses.push(status));
  client.onDidReadCard((read) => readIds.push(read.readId));
  const newest = (): PlayedProcess => {
    const last = processes.at(-1);
    if (last === undefined) throw new Error('no process was started');
    return last;
  };
  return { clock, client, processes, newest, statuses, readIds };
}

describe("the desk's end of the devices process", () => {
  it('starts one process and tells it where the reader is', () => {
    const { processes } = desk();
    expect(processes.map((each) => each.received)).toEqual([[{ kind: 'start', address: 'tcp://127.0.0.1:7000', before: null }]]);
  });

  it('starts none when no reader is configured', () => {
    const { processes, client } = desk(null);
    expect([processes, client.status()]).toEqual([[], { state: 'absent' }]);
  });

  it('passes on status and cards', () => {
    const { newest, client, statuses, readIds } = desk();
    newest().tells({ state: 'ready' });
    newest().reads('a');
    expect([client.status(), statuses, readIds]).toEqual([{ state: 'ready' }, [{ state: 'ready' }], ['a']]);
  });

  it('tells of a crash at once and starts another process soon', async () => {
    const { newest, client, clock, processes } = desk();
    newest().tells({ state: 'ready' });
    newest().crashes();
    expect([client.status(), processes.length]).toEqual([{ state: 'faulty', reason: 'processEnded' }, 1]);
    await clock.advance(500);
    expect([client.status(), processes.length]).toEqual([{ state: 'absent' }, 2]);
    newest().tells({ state: 'ready' });
    expect(client.status()).toEqual({ state: 'ready' });
  });

  it('waits longer and longer, at most 10 seconds, while the process keeps crashing', async () => {
    const { newest, clock, processes } = desk();
    const startedAt: number[] = [];
    for (let crash = 0; crash < 7; crash++) {
      const before = processes.length;
      newest().crashes();
      while (processes.length === before) await clock.advance(100);
      startedAt.push(clock.now);
    }
    expect(startedAt.map((at, i) => at - (startedAt[i - 1] ?? 0))).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  it('starts without delay again once the reader has worked', async () => {
    const { newest, clock, processes } = desk();
    newest().crashes();
    await clock.advance(500);
    newest().crashes();
    await clock.advance(1000);
    newest().tells({ state: 'ready' });
    newest().crashes();
    await clock.advance(500);
    expect(processes).toHaveLength(4);
  });

  it('hears nothing more of a process that has ended', async () => {
    const { processes, clock, client, readIds } = desk();
    processes[0]?.crashes();
    await clock.advance(500);
    processes[0]?.tells({ state: 'ready' });
    processes[0]?.reads('late');
    processes[0]?.crashes();
    expect([client.status(), readIds, processes.length]).toEqual([{ state: 'absent' }, [], 2]);
  });

  it('ends the process with itself and starts no other', async () => {
    const { newest, clock, client, processes } = desk();
    client.dispose();
    await clock.advance(60_000);
    expect([newest().isKilled, processes.length, clock.waitingTasks]).toEqual([true, 1, 0]);
  });

  it('does not start another process when it ends while one was to be started', async () => {
    const { newest, clock, client, processes } = desk();
    newest().crashes();
    client.dispose();
    await clock.advance(60_000);
    expect(processes).toHaveLength(1);
  });
});

describe('a read at the desk', () => {
  it('is handed over once', () => {
    const { newest, client } = desk();
    newest().reads('a');
    expect([client.takeRead('a')?.card, client.takeRead('a')]).toEqual([citizenCard(), null]);
  });

  it('is gone after 30 seconds', async () => {
    const { newest, client, clock } = desk();
    newest().reads('a');
    await clock.advance(30_000);
    expect(client.takeRead('a')).toBeNull();
  });

  it('is gone when the machine slept past the 30 seconds, though no timer ran meanwhile', () => {
    const { newest, client, clock } = desk();
    newest().reads('a');
    clock.sleep(29_999);
    newest().reads('b');
    clock.sleep(29_999);
    expect(client.takeRead('b')?.readId).toBe('b');
    newest().reads('c');
    clock.sleep(30_000);
    expect(client.takeRead('c')).toBeNull();
  });

  it('is gone when another card was read', () => {
    const { newest, client } = desk();
    newest().reads('a');
    newest().reads('b');
    expect([client.takeRead('a'), client.takeRead('b')?.readId]).toEqual([null, 'b']);
  });

  it('keeps its own 30 seconds after an earlier one', async () => {
    const { newest, client, clock } = desk();
    newest().reads('a');
    await clock.advance(20_000);
    newest().reads('b');
    await clock.advance(20_000);
    expect(client.takeRead('b')?.readId).toBe('b');
  });

  it.each([['the process crashes', (played: PlayedProcess) => played.crashes()], ['the reader is unplugged', (played: PlayedProcess) => played.tells({ state: 'absent' })]])(
    'is gone when %s', (_what, happens) => {
      const { newest, client } = desk();
      newest().reads('a');
      happens(newest());
      expect(client.takeRead('a')).toBeNull();
    });

  it('stays while its card is lifted, which people do at once', () => {
    const { newest, client } = desk();
    newest().tells({ state: 'mustLift' });
    newest().reads('a');
    newest().tells({ state: 'ready' });
    expect(client.takeRead('a')?.readId).toBe('a');
  });
});

describe('a card that lay there when the process ended', () => {
  it('is named to the next process when it was taken, so that it is not told twice', async () => {
    const { newest, client, clock } = desk();
    newest().reads('a', 'digest-a');
    client.takeRead('a');
    newest().crashes();
    await clock.advance(500);
    expect(newest().received).toEqual([{ kind: 'start', address: 'tcp://127.0.0.1:7000', before: { readCard: 'digest-a' } }]);
  });

  it.each([
    ['nobody took it', () => {}],
    ['it was lifted', ({ client, newest }: Desk) => {
      client.takeRead('a');
      newest().tells({ state: 'ready' });
    }],
    ['it was lifted before it was taken', ({ client, newest }: Desk) => {
      newest().tells({ state: 'ready' });
      client.takeRead('a');
    }],
  ])('is a new card to the next process when %s', async (_what, happens) => {
    const played = desk();
    played.newest().reads('a', 'digest-a');
    happens(played);
    played.newest().crashes();
    await played.clock.advance(500);
    expect(played.newest().received).toMatchObject([{ before: { readCard: null } }]);
  });
});

describe('a self-test', () => {
  it('is answered by the process', async () => {
    const { newest, client } = desk();
    const outcome = client.selfTest();
    expect(newest().received.at(-1)).toEqual({ kind: 'selfTest', id: 1 });
    newest().answersTest(1, 'passed');
    expect(await outcome).toBe('passed');
  });

  it('finds no reader when the process ends before it answers, or none runs', async () => {
    const { newest, client } = desk();
    const outcome = client.selfTest();
    newest().crashes();
    expect([await outcome, await client.selfTest(), await desk(null).client.selfTest()]).toEqual(['noReader', 'noReader', 'noReader']);
  });
});

describe('what is attached', () => {
  it('is passed on, and forgotten with its process', () => {
    const { newest, client } = desk();
    newest().attached();
    expect(client.device()).toMatchObject({ way: 'usb', at: '0400:c35a' });
    newest().crashes();
    expect(client.device()).toBeNull();
  });
});
