import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { CANDIDATE_CHANNELS, STAFF_CHANNELS } from '../../src-preload/contract/channels';
import { callDesk, mustDo } from './support/desk-calls';
import { expect, test } from './support/desk-test';
import { folderOf, makeOrdinaryUser } from './support/ordinary-user';
import { openOutside, tryToCallOut, tryToLeave, tryToRunCode } from './support/page-attempts';
import { electronExecutable } from './support/start-script';

const root = join(import.meta.dirname, '..', '..');
const isRoot = process.getuid?.() === 0;
const WINDOWS = ['staff', 'candidate'] as const;

/** The processes of the app: main, and the renderer of each window. */
function processesOf(app: ElectronApplication): Promise<{ main: number; pages: number[] }> {
  return app.evaluate(({ BrowserWindow }) => ({ main: process.pid, pages: BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getOSProcessId()) }));
}

/** What the system says of a process: filters on its system calls, whether it can gain rights, and what it shares with others. */
function confinementOf(pid: number): { filters: number; noNewRights: boolean; user: string; net: string; pid: string } {
  const status = Object.fromEntries(readFileSync(`/proc/${pid}/status`, 'utf8').split('\n').map((line) => line.split(/:\s*/) as [string, string]));
  const shared = (name: string): string => readlinkSync(`/proc/${pid}/ns/${name}`);
  return { filters: Number(status['Seccomp_filters']), noNewRights: status['NoNewPrivs'] === '1', user: shared('user'), net: shared('net'), pid: shared('pid') };
}

test.describe('the sandbox', () => {
  test('holds the pages of a desk that a person without rights starts: filtered system calls, no new rights, no network, no other processes', async ({ desks }) => {
    const user = makeOrdinaryUser();
    desks.atEnd(() => user.remove());
    const { app, staff } = await desks.start({ ...user.startOptions, dataDir: folderOf(user) });
    const { main, pages } = await processesOf(app);
    const outside = confinementOf(main);
    expect(pages).toHaveLength(2);
    for (const inside of pages.map(confinementOf)) {
      expect(inside.filters).toBeGreaterThan(outside.filters);
      expect(inside.noNewRights).toBe(true);
      for (const shared of ['user', 'net', 'pid'] as const) expect(inside[shared]).not.toBe(outside[shared]);
    }
    expect(await app.evaluate(({ app: { commandLine } }) => commandLine.hasSwitch('no-sandbox'))).toBe(false);
    expect((await mustDo(staff, 'session.get', {})).liveObstacles).not.toContain('no-sandbox');
  });

  test('is missing for root alone, and such a desk says so', async ({ lookedAt }) => {
    const { main, pages } = await processesOf(lookedAt.app);
    const outside = confinementOf(main);
    for (const page of pages) expect(confinementOf(page).user === outside.user).toBe(isRoot);
    expect((await mustDo(lookedAt.staff, 'session.get', {})).liveObstacles.includes('no-sandbox')).toBe(isRoot);
  });
});

test.describe('a page of the desk', () => {
  for (const window of WINDOWS) {
    test(`is served by the app itself (${window})`, async ({ lookedAt }) => {
      expect(await lookedAt[window].evaluate(() => ({ at: location.href, origin: location.origin, isSecure: isSecureContext }))).toEqual({
        at: `app://${window}/${window}.html`, origin: `app://${window}`, isSecure: true,
      });
      expect(lookedAt[window].frames()).toHaveLength(1);
    });

    test(`knows nothing of Node, and shares no world with the bridge (${window})`, async ({ lookedAt }) => {
      const known = await lookedAt[window].evaluate(() => ['require', 'process', 'Buffer', 'global', 'module', 'exports', '__dirname', 'electron', 'ipcRenderer'].filter((name) => name in globalThis));
      expect(known).toEqual([]);
      const preferences = await lookedAt.app.evaluate(({ webContents }, host) => {
        const contents = webContents.getAllWebContents().find((each) => each.getURL().startsWith(`app://${host}/`));
        return (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
      }, window);
      expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInSubFrames: false, webSecurity: true, webviewTag: false });
    });

    test(`comes under a policy without any exception, fresh with each load (${window})`, async ({ lookedAt }) => {
      const loads = await lookedAt[window].evaluate(async () => Promise.all([1, 2].map(async () => {
        const answer = await fetch(location.href);
        const html = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const nonce = html.querySelector('meta[property="csp-nonce"]')?.getAttribute('nonce') ?? '';
        return { policy: answer.headers.get('content-security-policy') ?? '', nonce, sniffing: answer.headers.get('x-content-type-options') };
      })));
      const [first, second] = loads;
      expect(first?.nonce.length).toBeGreaterThanOrEqual(22);
      expect(first?.nonce).not.toBe(second?.nonce);
      for (const { policy, nonce, sniffing } of loads) {
        const rules = Object.fromEntries(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]));
        expect(rules).toEqual({
          'default-src': "'none'", 'script-src': "'self'", 'style-src': `'self' 'nonce-${nonce}'`, 'img-src': "'self' material: data:", 'font-src': "'self'",
          'connect-src': "'self' material:", 'worker-src': "'self'", 'base-uri': "'none'", 'form-action': "'none'", 'frame-ancestors': "'none'", 'object-src': "'none'",
        });
        expect(policy).not.toContain('unsafe');
        expect(sniffing).toBe('nosniff');
      }
    });

    test(`runs no code but the app's files (${window})`, async ({ lookedAt }) => {
      expect(await tryToRunCode(lookedAt[window])).toEqual([]);
    });

    test(`reaches nobody outside (${window})`, async ({ lookedAt, desks }) => {
      const outside = await openOutside();
      desks.atEnd(() => outside.close());
      const refused = await tryToCallOut(lookedAt[window], outside.host);
      expect(refused.filter((attempt) => attempt.includes('went out'))).toEqual([]);
      expect(refused).toHaveLength(12);
      expect(outside.connections()).toBe(0);
      expect(await (await fetch(`http://${outside.host}/`)).text()).toBe('reached');
      expect(outside.connections()).toBe(1);
    });

    test(`leads nowhere and opens no window (${window})`, async ({ lookedAt, desks }) => {
      const outside = await openOutside();
      desks.atEnd(() => outside.close());
      const here = `app://${window}/${window}.html`;
      const other = window === 'staff' ? 'app://candidate/candidate.html' : 'app://staff/staff.html';
      for (const url of [`http://${outside.host}/`, other]) {
        expect(await tryToLeave(lookedAt[window], window, lookedAt.app, url)).toEqual({ stopped: true, at: here });
      }
      const opened = await lookedAt[window].evaluate((url) => [globalThis.open(url), globalThis.open('about:blank'), globalThis.open(location.href)], `http://${outside.host}/`);
      expect(opened).toEqual([null, null, null]);
      expect(await lookedAt.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2);
      expect(outside.connections()).toBe(0);
    });
  }

  test('serves nothing but the files of the pages, whatever the address says', async ({ lookedAt }) => {
    const paths = ['/../main/index.js', '/..%2fmain%2findex.js', '/%2e%2e/%2e%2e/package.json', '/assets/..%5c..%5cmain%5cindex.js', '/%00staff.html', '/%', '/staff.html/', '/index.js.map', '/', '//etc/hostname', '/fonts/other.ttf'];
    const answers = await lookedAt.staff.evaluate((all) => Promise.all(all.map(async (path) => (await fetch(`app://staff${path}`)).status)), paths);
    expect(Object.fromEntries(answers.map((status, index) => [paths[index], status]))).toEqual(Object.fromEntries(paths.map((path) => [path, 404])));
    expect(await lookedAt.staff.evaluate(async () => [(await fetch('/staff.html')).status, (await fetch('/staff.html', { method: 'POST' })).status])).toEqual([200, 404]);
  });
});

/** Whether the page is given camera or microphone. */
function tryToRecord(page: Page, wish: { video: boolean; audio: boolean }): Promise<string> {
  return page.evaluate((asked) => navigator.mediaDevices.getUserMedia(asked).then((stream) => {
    for (const track of stream.getTracks()) track.stop();
    return 'granted';
  }, (cause: unknown) => (cause as DOMException).name), wish);
}

/** What the page would be told of each permission. */
function permissionsOf(page: Page): Promise<Record<string, string>> {
  const names = ['camera', 'microphone', 'geolocation', 'notifications', 'clipboard-read', 'midi', 'persistent-storage', 'window-management', 'local-fonts', 'storage-access'];
  return page.evaluate(async (all) => Object.fromEntries(await Promise.all(all.map(async (name) => {
    const status = await navigator.permissions.query({ name: name as PermissionName }).catch(() => null);
    return [name, status?.state ?? 'unknown'] as const;
  }))), names);
}

test.describe('of everything that a page can ask of the machine', () => {
  test('the staff window gets the camera, without sound, and nothing else', async ({ lookedAt }) => {
    expect(await tryToRecord(lookedAt.staff, { video: true, audio: false })).toBe('granted');
    expect(await tryToRecord(lookedAt.staff, { video: false, audio: true })).toBe('NotAllowedError');
    expect(await tryToRecord(lookedAt.staff, { video: true, audio: true })).toBe('NotAllowedError');
    const { camera, ...others } = await permissionsOf(lookedAt.staff);
    expect(camera).toBe('granted');
    expect(Object.values(others).filter((state) => state === 'granted')).toEqual([]);
  });

  test('the candidate window gets nothing', async ({ lookedAt }) => {
    expect(await tryToRecord(lookedAt.candidate, { video: true, audio: false })).toBe('NotAllowedError');
    expect(await tryToRecord(lookedAt.candidate, { video: false, audio: true })).toBe('NotAllowedError');
    expect(Object.values(await permissionsOf(lookedAt.candidate)).filter((state) => state === 'granted')).toEqual([]);
  });

  test('place, notices, screen and devices are refused when asked for', async ({ lookedAt }) => {
    for (const window of WINDOWS) {
      const answers = await lookedAt[window].evaluate(async () => {
        const named = (asking: Promise<unknown>): Promise<string> => asking.then((given) => `given: ${String(given)}`, (cause: unknown) => (cause as DOMException).name);
        const place = new Promise((given, refused) => navigator.geolocation.getCurrentPosition(given, () => refused(new DOMException('', 'NotAllowedError'))));
        return { place: await named(place), notices: await Notification.requestPermission(), screen: await named(navigator.mediaDevices.getDisplayMedia()), clipboard: await named(navigator.clipboard.readText()) };
      });
      expect(answers).toEqual({ place: 'NotAllowedError', notices: 'denied', screen: expect.stringMatching(/Error$/), clipboard: 'NotAllowedError' });
    }
  });
});

/** The names under which a page can call, as `area.method`. */
function offeredCalls(page: Page): Promise<string[]> {
  return page.evaluate(() => Object.entries(window.desk).flatMap(([area, methods]) => (typeof methods === 'function' ? [area] : Object.keys(methods).map((method) => `${area}.${method}`))));
}

test.describe('the calls', () => {
  test('of each window are its own and no others', async ({ lookedAt }) => {
    expect((await offeredCalls(lookedAt.staff)).toSorted()).toEqual(['on', ...STAFF_CHANNELS].toSorted());
    expect((await offeredCalls(lookedAt.candidate)).toSorted()).toEqual(['on', ...CANDIDATE_CHANNELS].toSorted());
    const listening = lookedAt.candidate.evaluate(() => window.desk.on('cases.changed', () => undefined));
    await expect(listening).rejects.toThrow('this window is not told of cases.changed');
  });

  test('of a page in a third window are refused, even with the same bridge and address', async ({ lookedAt }) => {
    const reply = await lookedAt.app.evaluate(async ({ BrowserWindow }, preload) => {
      const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, ...(session === undefined ? {} : { session }) } });
      try {
        await stranger.loadURL('app://staff/staff.html');
        return await stranger.webContents.executeJavaScript('window.desk.session.get({})') as unknown;
      } finally {
        stranger.destroy();
      }
    }, join(root, 'out/preload/index.cjs'));
    expect(reply).toEqual({ ok: false, error: { code: 'bad-input', params: { channel: 'session.get' } } });
    expect(await callDesk(lookedAt.staff, 'session.get', {})).toMatchObject({ ok: true });
  });
});

test.describe('one data folder', () => {
  test('is worked on by one desk: a second one ends at once with 4, says why in both languages, and the first comes to the front; another folder may be open beside it, and one that is ending is left in peace', async ({ desks }) => {
    const first = await desks.start();
    const told = first.staff.evaluate(() => new Promise((heard) => window.desk.on('session.startedTwice', () => heard('told'))));
    const again = spawn(electronExecutable(), [...(isRoot ? ['--no-sandbox'] : []), root, `--data=${first.dataDir}`], { stdio: ['ignore', 'ignore', 'pipe'] });
    let words = '';
    again.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
    const [status] = (await once(again, 'close')) as [number | null];
    expect(status).toBe(4);
    expect(words).toContain('现场审核台已在本机打开同一数据文件夹');
    expect(words).toContain('Countersign is already open on this data folder');
    expect(await told).toBe('told');
    const beside = await desks.start();
    expect(await callDesk(beside.staff, 'session.get', {})).toMatchObject({ ok: true, value: { phase: 'noStore', dataFolder: beside.dataDir } });
    expect(await callDesk(first.staff, 'session.get', {})).toMatchObject({ ok: true });
    const ended = once(first.app.process(), 'exit');
    await first.app.evaluate(({ app, BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.destroy();
      app.emit('second-instance');
    });
    expect(await ended).toEqual([0, null]);
  });
});
