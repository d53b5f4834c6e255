import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ThreadWork } from '../../src-main/app/thread-work';
import type { TaskWatch } from '../../src-main/workflows/package-ports';
import { withTemporaryFolder } from '../support/temporary-store';
import { toldLog } from './told-log';

const HEAD = "import { parentPort } from 'node:worker_threads';\n";

/** Heavy work whose thread runs these lines for each message; `done` and `progress` answer it. */
async function withThread(lines: string, tell: (work: ThreadWork, log: ReturnType<typeof toldLog>) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (dir) => {
    const helpers = "const done = (outcome) => parentPort.postMessage({ kind: 'done', outcome });\nconst progress = (step) => parentPort.postMessage({ kind: 'progress', progress: step });\n";
    await writeFile(join(dir, 'heavy-work.js'), `${HEAD}${helpers}parentPort.on('message', (message) => {\n${lines}\n});\n`);
    await writeFile(join(dir, 'package.json'), '{"type":"module"}');
    const log = toldLog();
    const work = new ThreadWork({ dataDir: dir, resourcesDir: dir, entriesDir: dir, nodePath: 'node', sqliteBinding: null, databaseUrl: null, storeKey: null }, log);
    try {
      await tell(work, log);
    } finally {
      await work.dispose();
    }
  });
}

describe('heavy work in a thread of its own', () => {
  it('is given where things lie and what to do, and answers with what came of it', () => withThread(
    'done({ ok: true, value: { kind: message.task.kind, registrationNo: message.task.registrationNo, hasPlace: message.place.dataDir !== "" } });',
    async (work, log) => {
      expect(await work.drawPapers({ registrationNo: '1' })).toEqual({ ok: true, value: { kind: 'papers', registrationNo: '1', hasPlace: true } });
      expect(log.lines).toEqual([]);
    },
  ));

  it('tells how far it is, and passes a wish to stop on', () => withThread(
    "if (message.kind === 'cancel') done({ ok: false, error: { code: 'export-cancelled' } });\nelse progress({ done: 1, total: 2 });",
    async (work) => {
      const abort = new AbortController();
      const steps: unknown[] = [];
      const watch: TaskWatch = { signal: abort.signal, onProgress: (step) => { steps.push(step); abort.abort(); } };
      expect(await work.exportResults({ out: '/tmp/result.zip', staffId: null }, watch)).toEqual({ ok: false, error: { code: 'export-cancelled' } });
      expect(steps).toEqual([{ done: 1, total: 2 }]);
    },
  ));

  it.each([
    ['throws', 'throw new Error("page 7 of 测试甲 is torn");', 'is torn'],
    ['ends by itself', 'process.exit(3);', 'the thread ended with 3'],
  ])('that %s answers with a number under which the log tells why', (_what, lines, cause) => withThread(lines, async (work, log) => {
    const outcome = await work.drawPapers({ registrationNo: '1' });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'unexpected' } });
    const incident = outcome.ok ? '' : outcome.error.params?.['incident'];
    expect(log.lines).toMatchObject([{ facts: { task: 'papers', incident, cause: expect.stringContaining(cause) as string } }]);
    expect(JSON.stringify(outcome)).not.toContain('测试甲');
  }));

  it('is ended with the desk, without a word', () => withThread('', async (work, log) => {
    const never = work.drawPapers({ registrationNo: '1' });
    await work.dispose();
    expect(await never).toMatchObject({ ok: false, error: { code: 'unexpected' } });
    expect(log.lines).toHaveLength(1);
  }));
});
