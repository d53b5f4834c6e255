import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { connectToServer } from '../../../src-main/storage/connection';
import { createStore } from '../../../src-main/storage/open-store';
import { joinServerStore } from '../../../src-main/storage/server-store';
import { startProgram } from '../../support/child-program';
import { openDeskNetwork, type DeskNetwork } from '../../support/desk-network';
import { TEST_KEY, STORE_CREATED_AT, TRAINING_FACTS } from '../../support/temporary-store';
import { findWrongs } from './race-verdict';
import type { DeskTally, RaceDesk } from './race-desk';
import { furnishRace } from './race-site';
import { pick, randomOf } from './random';

export interface Race {
  /** Commands of all desks together. */
  commands: number;
  desks: number;
  seed: number;
  cases: number;
  /** Milliseconds between two cuts, about. */
  cutEveryMs: number;
}

/** A prepared database: as its desks have it, and as the one who may end their connections. */
export interface RaceGround {
  urlOf(port: number): string;
  port: number;
  superuserUrl: string;
}

export interface RaceReport {
  commands: number;
  desks: number;
  applied: Readonly<Record<string, number>>;
  refused: Readonly<Record<string, number>>;
  sentAgain: number;
  cuts: number;
  ended: number;
  seals: number;
  ms: number;
  findings: readonly string[];
}

function sum(tallies: readonly DeskTally[], what: 'applied' | 'refused'): Record<string, number> {
  const all: Record<string, number> = {};
  for (const tally of tallies) for (const [name, n] of Object.entries(tally[what])) all[name] = (all[name] ?? 0) + n;
  return all;
}

/** Cuts the networks of random desks, and has the server end random connections, until it is stopped. */
class Trouble {
  cuts = 0;
  ended = 0;
  readonly #networks: readonly [DeskNetwork, ...DeskNetwork[]];
  readonly #server: ReturnType<typeof connectToServer>;
  /** The race's own: the server may have other databases, in which other tests are at work. */
  readonly #database: string;
  readonly #random: () => number;
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<unknown> = Promise.resolve();

  constructor(networks: readonly [DeskNetwork, ...DeskNetwork[]], ground: RaceGround, { seed, cutEveryMs }: Race) {
    this.#networks = networks;
    this.#server = connectToServer({ url: ground.superuserUrl }, { mode: 'write' });
    this.#database = new URL(ground.urlOf(ground.port)).pathname.slice(1);
    this.#random = randomOf(seed ^ 0x5eed);
    this.#everyMs = cutEveryMs;
  }

  begin(): void {
    this.#timer = setTimeout(() => {
      this.#working = this.#strike().finally(() => this.begin());
    }, this.#everyMs * (0.5 + this.#random()));
  }

  async end(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#working;
    clearTimeout(this.#timer);
    await this.#server.close();
  }

  async #strike(): Promise<void> {
    if (this.#random() < 0.5) {
      pick(this.#random, this.#networks).cut();
      this.cuts += 1;
      return;
    }
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'desks' and datname = ${this.#database} order by random() limit 1`.execute(this.#server.db);
    this.ended += 1;
  }
}

interface Started {
  networks: [DeskNetwork, ...DeskNetwork[]];
  desks: RaceDesk[];
}

async function joinDesks(race: Race, ground: RaceGround, dir: string, cases: RaceDesk['cases']): Promise<Started> {
  const first = await openDeskNetwork(ground.port);
  const networks: Started['networks'] = [first];
  const desks: RaceDesk[] = [];
  for (let n = 1; n <= race.desks; n += 1) {
    const network = n === 1 ? first : await openDeskNetwork(ground.port);
    if (n > 1) networks.push(network);
    const desk = { dir: join(dir, `desk-${n}`), url: ground.urlOf(network.port), deskId: `desk-${n}` };
    const joined = await joinServerStore({ dir: desk.dir, key: TEST_KEY, keepKey: () => Promise.resolve(), server: { url: desk.url }, deskId: desk.deskId, points: [], at: STORE_CREATED_AT });
    if (!joined.ok) throw new Error(`${desk.deskId} not joined: ${JSON.stringify(joined.error)}`);
    await joined.value.close();
    desks.push({ ...desk, seed: (race.seed * 31 + n) >>> 0, commands: Math.ceil(race.commands / race.desks), cases });
  }
  return { networks, desks };
}

async function runDesks(desks: readonly RaceDesk[], begin: () => void, signal: AbortSignal): Promise<readonly DeskTally[]> {
  signal.throwIfAborted();
  const programs = desks.map((desk) => startProgram(join(import.meta.dirname, 'race-desk-program.ts'), [JSON.stringify(desk)]));
  const endAll = (): void => void Promise.all(programs.map((program) => program.end()));
  signal.addEventListener('abort', endAll, { once: true });
  try {
    for (const program of programs) await program.nextLine();
    begin();
    for (const program of programs) program.endInput();
    return await Promise.all(programs.map(async (program) => JSON.parse(await program.nextLine()) as DeskTally));
  } finally {
    signal.removeEventListener('abort', endAll);
    await Promise.all(programs.map((program) => program.end()));
  }
}

/** One race on a fresh database: desks in processes of their own, each behind a network that is cut at random. Called off, it throws and leaves nothing behind. */
export async function runRace(race: Race, ground: RaceGround, signal: AbortSignal = new AbortController().signal): Promise<RaceReport> {
  const dir = await mkdtemp(join(tmpdir(), 'countersign-race-'));
  const place = { dir: join(dir, 'desk-0'), key: TEST_KEY, server: { url: ground.urlOf(ground.port) } };
  const made = await createStore({ ...place, facts: { ...TRAINING_FACTS, deskId: 'desk-0' }, createdAt: STORE_CREATED_AT });
  if (!made.ok) throw new Error(`no store: ${JSON.stringify(made.error)}`);
  const store = made.value;
  const reading = connectToServer(place.server, { mode: 'read' });
  const begun = performance.now();
  let started: Started | null = null;
  try {
    const cases = await furnishRace(store, place, race.cases);
    started = await joinDesks(race, ground, dir, cases as RaceDesk['cases']);
    const trouble = new Trouble(started.networks, ground, race);
    const tallies = await runDesks(started.desks, () => trouble.begin(), signal).finally(() => trouble.end());
    const applied = sum(tallies, 'applied');
    const findings = [...tallies.flatMap((tally) => tally.findings), ...await findWrongs(reading.db, store, applied)];
    return {
      commands: started.desks.reduce((all, desk) => all + desk.commands, 0), desks: started.desks.length, applied, refused: sum(tallies, 'refused'),
      sentAgain: tallies.reduce((all, tally) => all + tally.sentAgain, 0), cuts: trouble.cuts, ended: trouble.ended, seals: applied['candidate.sign'] ?? 0,
      ms: Math.round(performance.now() - begun), findings,
    };
  } finally {
    await reading.close();
    await store.close();
    for (const network of started?.networks ?? []) await network.close();
    await rm(dir, { recursive: true, force: true });
  }
}
