import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyFileEnv } from './recovery-code-file.ts';
import { _electron as electron, type ElectronApplication, type Page } from '@playwright/test';

const root = join(import.meta.dirname, '..', '..', '..');

export interface DeskAppOptions {
  dataDir?: string;
  env?: Record<string, string>;
  args?: readonly string[];
  /** What is started instead of Electron itself, and ends up in it (see start-script.ts). */
  executablePath?: string;
  /** Where the started process finds the app, when that is not where the tests find it. */
  appDir?: string;
  /** A module that Electron runs before the app. */
  before?: string;
  /** With Chromium's sandbox; root alone runs without it. */
  sandbox?: boolean;
}

const isRoot = process.getuid?.() === 0;

const READY_WITHIN_MS = 30_000;
/** Playwright's own module that holds the app back until it is being watched: a page that loads earlier may be missed. */
const WAITING = 'node_modules/playwright-core/lib/server/electron/loader.js';

/** Where the app looks for its data in a run of its own; gone when the run is over. */
export function newDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'countersign-e2e-'));
}

/** The built app in real windows, driven from outside, with a data folder of its own. */
export class DeskApp {
  readonly app: ElectronApplication;
  readonly staff: Page;
  readonly candidate: Page;
  readonly dataDir: string;
  private readonly output: string[];

  private constructor(app: ElectronApplication, staff: Page, candidate: Page, dataDir: string, output: string[]) {
    this.app = app;
    this.staff = staff;
    this.candidate = candidate;
    this.dataDir = dataDir;
    this.output = output;
  }

  /** Starts the app and waits until both windows say that they are ready. */
  static async start(options: DeskAppOptions = {}): Promise<DeskApp> {
    const dataDir = options.dataDir ?? newDataDir();
    const output: string[] = [];
    const app = await DeskApp.launch({ ...options, dataDir }, output);
    try {
      const { staff, candidate } = await bothWindows(app);
      for (const page of [staff, candidate]) page.on('console', (message) => output.push(`page ${message.type()}: ${message.text()}`));
      await staff.locator('html[data-ready="staff"]').waitFor({ timeout: READY_WITHIN_MS });
      await candidate.locator('html[data-ready="candidate"]').waitFor({ timeout: READY_WITHIN_MS });
      return new DeskApp(app, staff, candidate, dataDir, output);
    } catch (cause) {
      await app.close();
      throw new Error(`the desk did not come up; it said:\n${output.join('')}`, { cause });
    }
  }

  /** Starts the process alone, for stories in which no window comes. */
  static async launch(options: DeskAppOptions & { dataDir: string }, output: string[] = []): Promise<ElectronApplication> {
    const executablePath = options.executablePath ?? process.env['ELECTRON_EXEC_PATH'];
    const appDir = options.appDir ?? root;
    const app = await electron.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      chromiumSandbox: options.sandbox ?? !isRoot,
      args: ['-r', join(appDir, WAITING), ...(options.before === undefined ? [] : ['-r', options.before]), appDir, `--data=${options.dataDir}`, ...(options.args ?? [])],
      env: { ...(process.env as Record<string, string>), ...keyFileEnv(options.dataDir), ...options.env },
      timeout: 30_000,
    });
    app.process().stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    app.process().stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    return app;
  }

  /** What both windows and the process said, for a failed story. */
  said(): string {
    return this.output.join('\n');
  }

  /** Pictures and words of a failed story. */
  async keepTraces(dir: string): Promise<void> {
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'said.log'), this.said());
    const logs = join(this.dataDir, 'window', 'logs');
    if (existsSync(logs)) cpSync(logs, dir, { recursive: true });
    await this.staff.screenshot({ path: join(dir, 'staff.png'), timeout: 5_000 }).catch(() => undefined);
    await this.candidate.screenshot({ path: join(dir, 'candidate.png'), timeout: 2_000 }).catch(() => undefined);
  }

  /** What the next "save as" dialog answers. */
  async answerSaveDialog(filePath: string): Promise<void> {
    await this.app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    }, filePath);
  }

  /** What the next "open" dialog answers; null for a person who closes it. */
  async answerOpenDialog(path: string | null): Promise<void> {
    await this.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
    }, path);
  }

  /** @throws when the run printed a GLib message: sharp and the windows never share a process (scripts/README.md). */
  async close(): Promise<void> {
    await this.app.close();
    const warned = this.output.filter((text) => /\bG(?:Lib|Lib-GObject|tk)-(?:CRITICAL|WARNING)\b/.test(text));
    if (warned.length > 0) throw new Error(`GLib spoke:\n${warned.join('')}`);
  }

  async closeAndForget(): Promise<void> {
    await this.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** Both windows, told apart by the page they show. */
async function bothWindows(app: ElectronApplication): Promise<{ staff: Page; candidate: Page }> {
  while (app.windows().length < 2) await app.waitForEvent('window', { timeout: 20_000 });
  const pages = app.windows();
  await Promise.all(pages.map((page) => page.waitForURL(/^app:\/\//)));
  const showing = (host: string): Page => {
    const page = pages.find((each) => each.url().startsWith(`app://${host}/`));
    if (page === undefined) throw new Error(`no window shows the ${host}'s page`);
    return page;
  };
  return { staff: showing('staff'), candidate: showing('candidate') };
}
