import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { joinStore } from '../../../src-main/app/join-store';
import { REFUSAL_CODES } from '../../../src-main/domain/refusal';
import type { Actor } from '../../../src-main/domain/vocabulary';
import { openDeskKeys } from '../../../src-main/storage/desk-keys';
import { attachToStore } from '../../../src-main/storage/open-store';
import { StorageFailure } from '../../../src-main/storage/storage-failure';
import type { DeskPorts, Outcome } from '../../../src-main/workflows/ports';
import { chooseCommand, type RaceCommand } from './race-commands';
import { randomOf } from './random';
import { TEST_KEY } from '../../support/temporary-store';

/** One desk of a race: where its store is and how much it does. */
export interface RaceDesk {
  dir: string;
  url: string;
  deskId: string;
  seed: number;
  commands: number;
  cases: readonly [string, ...string[]];
}

/** What a desk did and was told. Each command counts once, however often it was sent. */
export interface DeskTally {
  applied: Record<string, number>;
  refused: Record<string, number>;
  sentAgain: number;
  /** What must never be. */
  findings: string[];
}

const AGAIN_AT_MOST = 400;
const AGAIN_AFTER_MS = 40;
/** The same command goes again: its answer is not known, or it was not begun. */
const SENT_AGAIN = new Set(['server-lost', 'server-unreachable', 'store-busy']);

function count(tally: Record<string, number>, name: string): void {
  tally[name] = (tally[name] ?? 0) + 1;
}

/** Reads beside the transaction throw what the transaction itself would answer. */
async function answerOf(work: () => Promise<Outcome<unknown>>): Promise<Outcome<unknown>> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StorageFailure) return { ok: false, error: { code: cause.trouble.code } };
    throw cause;
  }
}

async function sendUntilAnswered(ports: DeskPorts, command: RaceCommand, tally: DeskTally): Promise<Outcome<unknown>> {
  for (let again = 0; ; again += 1) {
    const answer = await answerOf(() => command.send(ports));
    if (answer.ok || !SENT_AGAIN.has(answer.error.code) || again >= AGAIN_AT_MOST) return answer;
    tally.sentAgain += 1;
    await pause(AGAIN_AFTER_MS);
  }
}

async function readCase(ports: DeskPorts, no: string): Promise<Awaited<ReturnType<DeskPorts['store']['findCase']>>> {
  for (let again = 0; ; again += 1) {
    try {
      return await ports.store.findCase(no);
    } catch (cause) {
      if (!(cause instanceof StorageFailure) || again >= AGAIN_AT_MOST) throw cause;
      await pause(AGAIN_AFTER_MS);
    }
  }
}

/** A sheet was presented, and another desk that took the case over has voided it before this one heard so: applied, and told as void. */
function isVoidByNow(command: RaceCommand, code: string): boolean {
  return command.name === 'signing.present' && code === 'sheet-void';
}

async function act(ports: DeskPorts, desk: RaceDesk, actor: Actor, random: () => number, tally: DeskTally): Promise<void> {
  // The first cases are wanted most: there the desks meet, and there a case comes to its end.
  const wanted = desk.cases[Math.floor(random() ** 2 * desk.cases.length)] ?? desk.cases[0];
  const record = await readCase(ports, wanted);
  if (record === null) throw new Error('a case is gone');
  const command = chooseCommand({ record, actor, commandId: randomUUID(), now: ports.clock.now(), random });
  try {
    const answer = await sendUntilAnswered(ports, command, tally);
    if (answer.ok || isVoidByNow(command, answer.error.code)) return count(tally.applied, command.name);
    count(tally.refused, answer.error.code);
    if (!(REFUSAL_CODES as readonly string[]).includes(answer.error.code) || ['unexpected', 'bad-input'].includes(answer.error.code) || SENT_AGAIN.has(answer.error.code)) {
      tally.findings.push(`${desk.deskId} ${command.name}: answered ${answer.error.code}`);
    }
  } catch (cause) {
    tally.findings.push(`${desk.deskId} ${command.name}: threw ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
  }
}

/** A desk's whole day, in a process of its own. */
export async function runRaceDesk(desk: RaceDesk): Promise<DeskTally> {
  const tally: DeskTally = { applied: {}, refused: {}, sentAgain: 0, findings: [] };
  const server = { url: desk.url };
  const opened = attachToStore({ dir: desk.dir, key: TEST_KEY, server });
  const keys = await openDeskKeys(desk.dir, TEST_KEY);
  if (!keys.ok) throw new Error(`no keys: ${keys.error.code}`);
  const { store, feed, clock } = await joinStore(opened, server, { clock: { now: () => new Date() } });
  const never = (): never => {
    throw new Error('a race touches neither files nor PINs');
  };
  const ports: DeskPorts = {
    store, keys: keys.value, clock, newId: randomUUID, files: { stage: never, publish: never, read: never }, pins: { hash: never, verify: never },
  };
  const actor: Actor = { staffId: `reviewer-${desk.deskId}`, roles: ['reviewer'], deskId: desk.deskId };
  const random = randomOf(desk.seed);
  try {
    for (let done = 0; done < desk.commands; done += 1) await act(ports, desk, actor, random, tally);
    return tally;
  } finally {
    await feed.close();
    await opened.close();
  }
}
