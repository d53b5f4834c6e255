import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { app, protocol, utilityProcess } from 'electron';
import { fontFiles } from '../../documents/fonts';
import { buildHandlers } from '../../ipc/handlers';
import { registerCalls } from '../../ipc/register';
import type { DevicesChannel, FromDevices } from '../../devices/devices-messages';
import { findChineseFont } from '../chinese-font';
import { Desk } from '../desk';
import { defaultDataDir, findDataArgument, isTrialRuntime, type DeskConfig } from '../desk-config';
import { openLog } from '../logger';
import { isSandboxed, switchesOf } from '../live-store-obstacles';
import type { Surroundings } from '../open-desk';
import { loadResourceTables } from '../resource-tables';
import { hasScreen, SCREEN_MISSING } from '../screen-check';
import { createFirstStore, openExistingStore, storeReopening, storeUnlocking } from '../store-opening';
import { storeRecovery } from '../store-restoring';
import { ThreadWork } from '../thread-work';
import { APP_SCHEME, serveAppFiles } from './app-protocol';
import { electronMachine } from './electron-machine';
import { machineKeyStore } from './machine-key-store';
import { lockNavigation, openDeskSession } from './guard-session';
import { MATERIAL_SCHEME, serveMaterials } from './material-protocol';
import { logIncidents } from './window-incidents';
import { DeskWindows } from './windows';

/** Standard, secure schemes before the app is ready: so that pages have an origin of their own and a subtle crypto. */
function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
    { scheme: MATERIAL_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true } },
  ]);
}

/** Files that plain Node and the dynamic loader open must lie outside the archive. */
function outsideArchive(path: string): string {
  return path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
}

/** A packaged trial build carries the loader for its older runtime. */
function findCarriedBinding(): string | null {
  const file = join(process.resourcesPath, 'native', 'sqlite-loader.node');
  return app.isPackaged && existsSync(file) ? file : null;
}

function readConfig(builtDir: string): DeskConfig {
  const entriesDir = outsideArchive(builtDir);
  const { env } = process;
  const hasSwitch = (name: string): boolean => app.commandLine.hasSwitch(name);
  const carriedNode = join(process.resourcesPath, 'node', process.platform === 'win32' ? 'node.exe' : 'node');
  return {
    dataDir: resolve(findDataArgument(process.argv) ?? defaultDataDir(process.platform, env)),
    resourcesDir: app.isPackaged ? join(process.resourcesPath, 'desk') : join(entriesDir, '..', '..', 'resources'), entriesDir,
    nodePath: env['COUNTERSIGN_NODE'] ?? (app.isPackaged ? carriedNode : 'node'), sqliteBinding: env['COUNTERSIGN_SQLITE_BINDING'] ?? findCarriedBinding(),
    readerAddress: env['COUNTERSIGN_ID_READER'] ?? null, keyFile: env['COUNTERSIGN_KEY_FILE'] ?? null, version: __DESK_VERSION__,
    trial: isTrialRuntime(process.versions['electron'], __PINNED_ELECTRON__) || __DESK_VERSION__.includes('trial'),
    sandboxed: isSandboxed(hasSwitch), switches: switchesOf(process.argv, env['NODE_OPTIONS'], hasSwitch),
  };
}

/**
 * Chromium's own files lie beside the store, which also makes the instance lock one per data folder. A folder that cannot
 * be written still gets a window to say so.
 */
function placeChromiumFiles(dataDir: string): void {
  try {
    const dir = join(dataDir, 'window');
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    accessSync(dir, constants.W_OK);
    app.setPath('userData', dir);
  } catch {
    const dir = mkdtempSync(join(tmpdir(), 'countersign-window-'));
    app.setPath('userData', dir);
    process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
  }
}

function spawnDevices(entriesDir: string): () => DevicesChannel {
  return () => {
    const child = utilityProcess.fork(join(entriesDir, 'devices-process.js'), [], { serviceName: 'countersign-devices', stdio: 'ignore' });
    return {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', (message: FromDevices) => listener(message)),
      onExit: (listener) => void child.on('exit', listener),
      kill: () => void child.kill(),
    };
  };
}

/** The store is opened while the pages load; calls wait for it. */
async function openBeside(desk: Desk, around: Surroundings): Promise<void> {
  const [hasFont] = await Promise.all([findChineseFont(), openExistingStore(desk, around)]);
  desk.chineseFontMissing = !hasFont;
}

async function openWindows(config: DeskConfig, builtDir: string): Promise<void> {
  const session = openDeskSession();
  const devServer = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null);
  const desk = new Desk(config, loadResourceTables(config.resourcesDir), openLog(join(app.getPath('userData'), 'logs')), machineKeyStore());
  const windows = new DeskWindows(session, join(builtDir, '..', 'preload', 'index.cjs'), devServer !== null);
  const machine = electronMachine(windows);
  const { dataDir, resourcesDir, entriesDir, nodePath, sqliteBinding } = config;
  const around: Surroundings = {
    clock: { now: () => new Date() }, marksDir: join(app.getPath('appData'), 'Countersign', 'marks'), spawnDevices: spawnDevices(entriesDir), isSingleDisplay: () => windows.isSingleDisplay(),
    openWork: ({ log }, key) => new ThreadWork({ dataDir, resourcesDir, entriesDir, nodePath, sqliteBinding, storeKey: key.toBytes() }, log),
  };
  serveAppFiles(session, { pagesDir: join(builtDir, '..', 'renderer'), fonts: fontFiles(resourcesDir), devServer });
  serveMaterials(session, desk);
  const opening = openBeside(desk, around);
  registerCalls(buildHandlers(desk, machine, { reopen: storeReopening(desk, around), recovery: storeRecovery(desk, around), unlock: storeUnlocking(desk, around), create: (wish) => createFirstStore(desk, around, { ...wish, points: [] }) }), { windows, announcer: desk.announcer, log: desk.log, opening });
  windows.followTurns(desk.announcer);
  for (const window of [windows.staff, windows.candidate]) logIncidents(window, desk.log);
  app.on('second-instance', () => {
    if (windows.staff.isMinimized()) windows.staff.restore();
    windows.staff.show();
    windows.staff.focus();
    desk.announcer.announce('session.startedTwice', {});
  });
  closeInOrder(desk);
  await Promise.all([opening, windows.load()]);
}

/** The store is closed before the process ends, whichever way it ends. */
function closeInOrder(desk: Desk): void {
  let closed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void desk.dispose().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

const ALREADY_OPEN = '现场审核台已在本机打开同一数据文件夹，已切换到该窗口。\nCountersign is already open on this data folder; its window has been brought to the front.\n';

function leave(words: string, status: number): void {
  process.stderr.write(words);
  app.exit(status);
}

/** Electron's side of the start. Called once, by the program's entry; `builtDir` is the entry's folder. */
export function startDesk(builtDir: string): void {
  if (!hasScreen(process.platform, process.env, existsSync)) return leave(SCREEN_MISSING.words, SCREEN_MISSING.status);
  const config = readConfig(builtDir);
  registerSchemes();
  // It takes --no-sandbox back, with which alone root can run at all: the pages of such a desk are for training.
  if (config.sandboxed) app.enableSandbox();
  lockNavigation();
  placeChromiumFiles(config.dataDir);
  if (!app.requestSingleInstanceLock()) return leave(ALREADY_OPEN, 4);
  app.whenReady().then(() => openWindows(config, builtDir)).catch((cause: unknown) => {
    leave(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`, 1);
  });
}
