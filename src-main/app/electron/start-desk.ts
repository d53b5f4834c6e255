import { join } from 'node:path';
import { app, Menu } from 'electron';
import { fontFiles } from '../../documents/fonts';
import { registerCalls } from '../../ipc/register';
import type { DeskConfig } from '../desk-config';
import { displayAnswers } from '../display-socket';
import { hasScreen, SCREEN_MISSING } from '../screen-check';
import { serveAppFiles } from './app-protocol';
import { placeChromiumFiles } from './chromium-files';
import { lockNavigation, openDeskSession } from './guard-session';
import type { DeskBehind, Stage } from './open-desk-behind';
import { readConfig } from './read-config';
import { MATERIAL_SCHEME, registerSchemes } from './schemes';
import { DeskWindows } from './windows';

/**
 * The staff window comes first and loads its page; the desk behind it is read and the store opened meanwhile, and the page's
 * calls wait for that. The candidate's window follows when the staff can work.
 */
async function openWindows(config: DeskConfig, builtDir: string): Promise<void> {
  const session = openDeskSession();
  const { devServer } = config;
  const handedOver = serveAppFiles(session, { pagesDir: join(builtDir, '..', 'renderer'), fonts: () => fontFiles(config.resourcesDir), devServer });
  const windows = new DeskWindows(session, join(builtDir, '..', 'preload', 'index.cjs'), devServer !== null);
  // A page is told of its schemes when it loads; one that comes later is unknown to it.
  session.protocol.handle(MATERIAL_SCHEME, async (request) => (await behind).answerMaterial(request));
  const loading = windows.loadStaff();
  const pageIsUp = loading.catch(() => undefined);
  const behind = openBehind({ config, windows, pageIsUp }, Promise.race([handedOver, loading]));
  registerCalls(windows, behind);
  closeInOrder(behind);
  app.on('second-instance', () => windows.showStaff());
  await Promise.all([behind, loading]);
  await windows.openCandidate();
}

/** The desk is read while the page's own process comes up, and opened while it works on its scripts; neither waits for the other. */
async function openBehind(stage: Stage, scriptsHandedOver: Promise<void>): Promise<DeskBehind> {
  const { openDeskBehind } = await import('./open-desk-behind');
  await scriptsHandedOver.catch(() => undefined);
  return openDeskBehind(stage);
}

/** The store is closed before the process ends, whichever way it ends, and also when it was still being opened. */
function closeInOrder(behind: Promise<DeskBehind>): void {
  let closed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void behind.then(({ desk }) => desk.dispose()).finally(() => {
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
  const config = readConfig(builtDir);
  const answers = (path: string): boolean => displayAnswers(path, config.nodePath);
  if (!hasScreen(process.platform, process.env, answers)) return leave(SCREEN_MISSING.words, SCREEN_MISSING.status);
  registerSchemes();
  // It takes --no-sandbox back, with which alone root can run at all: the pages of such a desk are for training.
  if (config.sandboxed) app.enableSandbox();
  lockNavigation();
  // The windows have none; left unset, Electron would build its own first.
  Menu.setApplicationMenu(null);
  placeChromiumFiles(config.dataDir);
  if (!app.requestSingleInstanceLock()) return leave(ALREADY_OPEN, 4);
  app.whenReady().then(() => openWindows(config, builtDir)).catch((cause: unknown) => {
    leave(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`, 1);
  });
}
