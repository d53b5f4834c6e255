import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { DeskApp, newDataDir, type DeskAppOptions } from './desk-app';

export { expect } from '@playwright/test';

/** Desks and folders of one story: closed and gone when it ends, with pictures and words kept when it failed. */
export class Desks {
  private readonly started: DeskApp[] = [];
  private readonly folders: string[] = [];
  private readonly endings: (() => Promise<void> | void)[] = [];

  async start(options: DeskAppOptions = {}): Promise<DeskApp> {
    const desk = await DeskApp.start({ ...options, dataDir: options.dataDir ?? this.folder() });
    this.started.push(desk);
    return desk;
  }

  /** An empty folder of this story. */
  folder(): string {
    const dir = newDataDir();
    this.folders.push(dir);
    return dir;
  }

  /** Something else that this story began and that has to be ended, the last one first. */
  atEnd(ending: () => Promise<void> | void): void {
    this.endings.unshift(ending);
  }

  async keepTraces(dir: string): Promise<void> {
    for (const [index, desk] of this.started.entries()) await desk.keepTraces(join(dir, `desk-${index + 1}`));
  }

  async end(): Promise<void> {
    for (const desk of this.started) await desk.close();
    for (const ending of this.endings) await ending();
    for (const dir of this.folders) rmSync(dir, { recursive: true, force: true });
  }
}

export interface OfStory {
  desks: Desks;
  /** The desk of the worker, for stories that only look at it. */
  lookedAt: DeskApp;
}

export interface OfWorker {
  /** A desk on an empty folder that no story changes. */
  untouchedDesk: DeskApp;
}

export const test = base.extend<OfStory, OfWorker>({
  desks: async ({}, use, story) => {
    const desks = new Desks();
    await use(desks);
    if (story.status !== story.expectedStatus) await desks.keepTraces(story.outputDir);
    await desks.end();
  },
  untouchedDesk: [async ({}, use) => {
    const desk = await DeskApp.start({ args: ['--use-fake-device-for-media-stream'] });
    await use(desk);
    await desk.closeAndForget();
  }, { scope: 'worker' }],
  lookedAt: async ({ untouchedDesk }, use, story) => {
    await use(untouchedDesk);
    if (story.status !== story.expectedStatus) await untouchedDesk.keepTraces(story.outputDir);
  },
});
