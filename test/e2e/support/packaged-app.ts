import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Browser, type Page } from '@playwright/test';
import { environmentWithout } from './environment';
import type { OrdinaryUser } from './ordinary-user';

const root = join(import.meta.dirname, '..', '..', '..');
/** What set-up tells the app in the source tree: a packaged one has it all in its own folder. */
const OF_SET_UP = ['ELECTRON_EXEC_PATH', 'ELECTRON_OVERRIDE_DIST_PATH', 'COUNTERSIGN_NODE', 'COUNTERSIGN_SQLITE_BINDING', 'NODE_OPTIONS'];

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end. */
export function runToEnd(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((done) => {
    execFile(command, args, { env, timeout: 60_000 }, (cause, stdout, stderr) => {
      const code = cause === null ? 0 : cause.code;
      done({ status: typeof code === 'number' ? code : null, stdout, stderr });
    });
  });
}

/** A window of the packaged app that stays open until it is closed. */
export interface PackagedWindow {
  staff: Page;
  candidate: Page;
  /** What the process said on its error output. */
  said(): string;
  close(): Promise<void>;
}

/** The packaged program in a folder of its own, as `npm run package` makes it out of what is built. */
export class PackagedApp {
  private readonly base: string;
  readonly folder: string;
  readonly executable: string;
  readonly commandLine: string;

  private constructor(base: string) {
    this.base = base;
    this.folder = join(base, process.platform === 'win32' ? 'win-unpacked' : 'linux-unpacked');
    this.executable = join(this.folder, 'countersign');
    this.commandLine = join(this.folder, 'countersign-cli');
  }

  static async make(): Promise<PackagedApp> {
    const base = mkdtempSync(join(tmpdir(), 'countersign-packaged-'));
    chmodSync(base, 0o755);
    const made = await runToEnd(process.execPath, [join(root, 'scripts/run.mjs'), 'package', '--out', base], process.env);
    if (made.status !== 0) throw new Error(`the app was not packaged:\n${made.stdout}${made.stderr}`);
    return new PackagedApp(base);
  }

  /** The environment of a person who has nothing but the packaged folder. */
  environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    return { ...environmentWithout(...OF_SET_UP), ...more };
  }

  /** Starts it where there is no screen, so that it ends by itself as soon as its own code runs. */
  startWithoutScreen(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    return runToEnd(this.executable, args, { ...this.environment(env), DISPLAY: '', WAYLAND_DISPLAY: '' });
  }

  /** `secrets` as the command line takes them: by the environment, never as arguments. */
  runCommand(args: readonly string[], secrets: NodeJS.ProcessEnv = {}): Promise<Ended> {
    return runToEnd(this.commandLine, args, this.environment(secrets));
  }

  /** Opens its windows as a person without rights, in the sandbox, and looks into them from outside. */
  async open(user: OrdinaryUser, args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<PackagedWindow> {
    const [command = '', ...before] = asUser(user, this.executable);
    const env = this.environment({ ...more, HOME: user.home, TMPDIR: user.home, XDG_RUNTIME_DIR: user.home });
    const child = spawn(command, [...before, '--remote-debugging-port=0', ...args], { env, cwd: user.home, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = once(child, 'exit');
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
    const end = async (): Promise<void> => {
      child.kill();
      await ended;
    };
    try {
      await expect.poll(() => words, { timeout: 20_000 }).toContain('DevTools listening on ws://');
      const address = new URL(/DevTools listening on (\S+)/.exec(words)?.[1] ?? '');
      const browser = await connect(address);
      return { staff: pageOf(browser, 'staff'), candidate: pageOf(browser, 'candidate'), said: () => words, close: async () => (await browser.close(), await end()) };
    } catch (cause) {
      await end();
      throw new Error(`the packaged desk did not come up; it said:\n${words}`, { cause });
    }
  }

  remove(): void {
    rmSync(this.base, { recursive: true, force: true });
  }
}

function asUser(user: OrdinaryUser, command: string): string[] {
  if (process.getuid?.() !== 0) return [command];
  return ['setpriv', `--reuid=${user.uid}`, `--regid=${user.uid}`, '--clear-groups', '--inh-caps=-all', command];
}

/** Looks in when both pages are there: one that comes later is not seen from outside. */
async function connect({ host, href }: URL): Promise<Browser> {
  await expect.poll(async () => {
    const pages = await (await fetch(`http://${host}/json/list`)).json() as { url: string }[];
    return pages.map(({ url }) => url).toSorted();
  }, { timeout: 20_000 }).toEqual(['app://candidate/candidate.html', 'app://staff/staff.html']);
  return chromium.connectOverCDP(href);
}

function pageOf(browser: Browser, host: string): Page {
  const page = browser.contexts().flatMap((context) => context.pages()).find((each) => each.url().startsWith(`app://${host}/`));
  if (page === undefined) throw new Error(`no window shows the ${host}'s page`);
  return page;
}
