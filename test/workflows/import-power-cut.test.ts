import { spawn } from 'node:child_process';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MaterialFiles } from '../../src-main/storage/material-files';
import { clearBrokenOffImport } from '../../src-main/storage/import-left-over';
import { createStore, openStore } from '../../src-main/storage/open-store';
import { importDesk, type ImportDesk } from '../support/import-desk';
import { candidate, packageFiles, writeFolderPackage } from '../support/registration-package';
import { registrationNoOf } from '../support/stored-registrations';
import { TEST_KEY, STORE_CREATED_AT, TRAINING_FACTS, withTemporaryFolder } from '../support/temporary-store';
import { testImage } from '../support/test-images';

const CONTEXT = { deskId: 'desk-1', staffId: null, at: '2026-02-25T09:00:00+08:00' };
const SUPPORT = join(import.meta.dirname, '..', 'support');
const PROGRAM = ['--import', join(SUPPORT, 'plain-node-typescript.mjs'), join(SUPPORT, 'import-program.ts')];
/** The program is started some dozens of times: what it was compiled to is kept. */
const COMPILED = join(SUPPORT, '..', '..', '.cache', 'test-build', 'compiled');

interface Ended {
  signal: NodeJS.Signals | null;
  output: string;
  complaint: string;
}

/** `fileBlocks`: no file may grow beyond this many blocks of 1,024 bytes, as on a disk that is full. */
function run(dir: string, path: string, killAt: number, fileBlocks: number | null = null): Promise<Ended> {
  const program = [process.execPath, ...PROGRAM, dir, path, String(killAt)];
  const [command = '', ...args] = fileBlocks === null ? program : ['bash', '-c', `ulimit -f ${fileBlocks}; exec "$@"`, 'bash', ...program];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: COMPILED } });
  let [output, complaint] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { complaint += chunk.toString(); });
  return new Promise((resolve) => { child.once('close', (_, signal) => resolve({ signal, output, complaint })); });
}

/** Two packages, the second of which adds, replaces, withdraws and confirms; the store holds the first. */
async function prepare(dir: string): Promise<{ store: string; path: string }> {
  const store = join(dir, 'store');
  const made = await createStore({ key: TEST_KEY, dir: store, facts: { ...TRAINING_FACTS, site: null, zone: null, exam: null }, createdAt: STORE_CREATED_AT });
  if (!made.ok) throw new Error(made.error.code);
  const desk = importDesk({ store: made.value, dir: store });
  await desk.report({ rows: [candidate(1), candidate(2), candidate(3)], files: { [`images/${registrationNoOf(1)}/ID_1.jpg`]: await testImage({ shade: 1 }) } });
  await made.value.close();
  const files = {
    [`images/${registrationNoOf(1)}/ID_1.jpg`]: await testImage({ shade: 2 }), [`images/${registrationNoOf(4)}/ID_1.jpg`]: await testImage({ shade: 3 }), [`photos/${registrationNoOf(4)}.jpg`]: await testImage({ shade: 4 }),
  };
  const second = packageFiles({ rows: [candidate(1), candidate(2), candidate(4)], files, manifest: { createdAt: '2026-02-24T08:00:00+08:00' } });
  return { store, path: await writeFolderPackage(join(dir, 'second'), second) };
}

async function reopened<T>(dir: string, work: (desk: ImportDesk) => Promise<T>): Promise<T> {
  const opened = await openStore({ key: TEST_KEY, dir });
  if (!opened.ok) throw new Error(opened.error.code);
  try {
    return await work(importDesk({ store: opened.value, dir }));
  } finally {
    await opened.value.close();
  }
}

async function storedBytes(dir: string): Promise<number> {
  const folders = await readdir(join(dir, 'blobs'));
  return (await Promise.all(folders.map((name) => readdir(join(dir, 'blobs', name))))).flat().length;
}

describe('a power cut during import', () => {
  test('at any step leaves the state before or after, and a second run completes', async () => {
    await withTemporaryFolder(async (dir) => {
      const { store, path } = await prepare(dir);
      const before = await reopened(store, (desk) => desk.visible());
      const whole = join(dir, 'whole');
      await cp(store, whole, { recursive: true });
      const steps = Number((await run(whole, path, 0)).output);
      const after = await reopened(whole, (desk) => desk.visible());
      expect(steps).toBeGreaterThan(12);
      expect(after).not.toEqual(before);
      for (let step = 1; step <= steps; step += 1) {
        const cut = join(dir, `cut-${step}`);
        await cp(store, cut, { recursive: true });
        expect((await run(cut, path, step)).signal).toBe('SIGKILL');
        await reopened(cut, async (desk) => {
          const found = await desk.visible();
          expect([before, after]).toContainEqual(found);
          const left = await desk.staged();
          const cleared = await clearBrokenOffImport(cut, CONTEXT, { key: TEST_KEY });
          expect([cleared, await desk.staged(), await storedBytes(cut)]).toEqual([
            { ok: true, value: left.registrations > 0 }, { registrations: 0, images: 0 }, (found as typeof after & { blobs: unknown[] }).blobs.length,
          ]);
          await desk.report(path);
          expect(await desk.visible()).toEqual(after);
          for (const { sha256 } of ((await desk.visible()) as { blobs: { sha256: string }[] }).blobs) expect(await new MaterialFiles(cut, TEST_KEY).has(sha256)).toBe(true);
        });
      }
    });
  }, 120_000);

  test('is told to the log by the next import, when nobody told it before', async () => {
    await withTemporaryFolder(async (dir) => {
      const { store, path } = await prepare(dir);
      const steps = Number((await run(await copied(dir, store), path, 0)).output);
      await run(store, path, steps - 2);
      await reopened(store, async (desk) => {
        await desk.report(path);
        expect((await desk.events()).map(({ kind }) => kind).slice(-4)).toEqual(['import.started', 'import.abandoned', 'import.started', 'import.completed']);
      });
    });
  }, 60_000);

  test('that left nothing behind is no event', async () => {
    await withTemporaryFolder(async (dir) => {
      const { store } = await prepare(dir);
      await reopened(store, async (desk) => {
        const count = (await desk.events()).length;
        expect([await clearBrokenOffImport(store, CONTEXT, { key: TEST_KEY }), (await desk.events()).length]).toEqual([{ ok: true, value: false }, count]);
      });
    });
  });
});

describe('a disk that becomes full during import', () => {
  test('leaves the state before, and the import completes once there is space', async () => {
    await withTemporaryFolder(async (dir) => {
      const { store } = await prepare(dir);
      const rows = Array.from({ length: 3000 }, (_, i) => candidate(i + 1, { address: '测试路'.repeat(60) }));
      const path = await writeFolderPackage(join(dir, 'large'), packageFiles({ rows, manifest: { createdAt: '2026-02-24T08:00:00+08:00' } }));
      const before = await reopened(store, (desk) => desk.visible());
      expect((await run(store, path, 0, 2_500)).complaint).toMatch(/import stopped: disk-(?:full|failed)/);
      await reopened(store, async (desk) => {
        expect(await desk.visible()).toEqual(before);
        expect((await desk.report(path)).candidates).toMatchObject({ rows: 3000, rejected: 0 });
        expect(await desk.staged()).toEqual({ registrations: 0, images: 0 });
      });
    });
  }, 60_000);
});

async function copied(dir: string, store: string): Promise<string> {
  await cp(store, join(dir, 'copy'), { recursive: true });
  return join(dir, 'copy');
}
