import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder in which the first story that asks leaves what the others take: a desk that holds the sample, and word that the image process is built. */
    sampleOfRun: string;
  }
}

/** Room for one desk with the sample, which lives as long as a run of tests: the next run imports it by the program of its own day. */
export default async function makeRoom(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'countersign-sample-'));
  project.provide('sampleOfRun', dir);
  return () => rm(dir, { recursive: true, force: true });
}
