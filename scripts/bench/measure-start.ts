import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sandboxSwitches } from '../electron/prepare-app.ts';
import { outFolder } from '../places.ts';
import { addPeopleByKeyRing } from './add-people.ts';
import { ratioFigure, type Figure } from './figure.ts';
import { filesOfStart, forgetFiles } from './forget-files.ts';
import { withKeyRing } from './key-ring.ts';
import { importInto, makePackage, makeStore } from './workshop.ts';

const REGISTRATIONS = 100_000;
const COLD_ROUNDS = 5;
const WARM_ROUNDS = 9;
const AIM = { atMost: 1.25 };
/** A window that does not come is a fault, not a figure. */
const LONGEST_START_MS = 60_000;

/** A program that the watched window runs (see watched-window/main.js). */
interface Start {
  main: string;
  /** What its page must show: the desk's phase. */
  phase: 'bare' | 'signedOut';
  pages: number;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
}

/**
 * From the start of the process until the staff page, or the bare one, can be worked with. Twice: with nothing of the program
 * in memory, as after the machine was switched on, and with everything there, as when it is closed and opened again.
 */
export function measureStart(folder: string): Promise<readonly Figure[]> {
  return withKeyRing(folder, (env) => measureOnMachine(folder, env));
}

/** Both on a machine whose key store opens the desk's data, as every morning. */
async function measureOnMachine(folder: string, env: Record<string, string>): Promise<readonly Figure[]> {
  const dataDir = await storeOfMany(folder, env);
  const desk: Start = { main: join(outFolder, 'main/index.js'), phase: 'signedOut', pages: 2, args: [`--data=${dataDir}`], env };
  const bare: Start = { main: join(import.meta.dirname, 'bare-window/main.js'), phase: 'bare', pages: 1, args: [], env: { ...env, BARE_DATA: join(folder, 'bare') } };
  for (const start of [bare, desk]) await timeOf(start);
  const read = [...filesOfStart(dirname(electron())), ...readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))];
  const cold = await rounds(COLD_ROUNDS, bare, desk, () => forgetFiles(read));
  const warm = await rounds(WARM_ROUNDS, bare, desk, () => Promise.resolve());
  const meaning = `process start to the staff page drawn and ready, ${REGISTRATIONS} registrations stored, over a bare window of the same Electron`;
  return [
    ratioFigure({ name: 'cold start', meaning: `${meaning}; files not in memory`, aim: AIM, rounds: cold }),
    ratioFigure({ name: 'start again', meaning: `${meaning}; files in memory`, aim: AIM, rounds: warm }),
  ];
}

async function storeOfMany(folder: string, env: Record<string, string>): Promise<string> {
  const dataDir = await makeStore(folder, 'many');
  await importInto(dataDir, await makePackage(folder, REGISTRATIONS, 0));
  await addPeopleByKeyRing(dataDir, env);
  return dataDir;
}

async function rounds(count: number, bare: Start, desk: Start, before: () => Promise<void>): Promise<Figure['rounds']> {
  const times = { desk: [] as number[], against: [] as number[] };
  for (let round = 0; round < count; round += 1) {
    await before();
    times.against.push(await timeOf(bare));
    await before();
    times.desk.push(await timeOf(desk));
  }
  return { unit: 'ms', ...times };
}

/** Milliseconds until the page is drawn. The program has ended by itself, and tidily, when this answers. */
async function timeOf({ main, phase, pages, args, env }: Start): Promise<number> {
  const watched = { WATCHED_MAIN: main, WATCHED_PAGES: String(pages) };
  const started = performance.timeOrigin + performance.now();
  const child = spawn(electron(), [...sandboxSwitches(), join(import.meta.dirname, 'watched-window'), ...args], {
    env: { ...process.env, ...env, ...watched }, stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST_START_MS,
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  await once(child, 'close');
  const drawn = /^drawn (?<at>[\d.]+)$/m.exec(said.join(''))?.groups?.['at'];
  if (drawn === undefined || !said.join('').includes(`phase ${phase}\n`)) throw new Error(`no window came, or not with the page that is measured:\n${said.join('')}`);
  return Number(drawn) - started;
}

function electron(): string {
  const executable = process.env['ELECTRON_EXEC_PATH'];
  if (executable === undefined) throw new Error('ELECTRON_EXEC_PATH names no Electron');
  return executable;
}
