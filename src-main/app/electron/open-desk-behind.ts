import { join } from 'node:path';
import { config as configureZod } from 'zod';
import { app, utilityProcess } from 'electron';
import { answerCall } from '../../ipc/answer-call';
import { buildHandlers } from '../../ipc/handlers';
import { tellWindows, type Answering } from '../../ipc/register';
import type { DevicesChannel, FromDevices } from '../../devices/devices-messages';
import { findChineseFont } from '../chinese-font';
import { Desk } from '../desk';
import type { DeskConfig } from '../desk-config';
import { openLog } from '../logger';
import type { Surroundings } from '../open-desk';
import { resourceTablesOnDemand } from '../resource-tables';
import { createFirstStore, openExistingStore, storeReopening, storeUnlocking } from '../store-opening';
import { joinFirstStore, serverLooking } from '../store-joining';
import { storeRecovery } from '../store-restoring';
import { ThreadWork } from '../thread-work';
import { electronMachine } from './electron-machine';
import { machineKeyStore } from './machine-key-store';
import { materialAnswers } from './material-protocol';
import { revivePage } from './revive-page';
import { logIncidents } from './window-incidents';
import type { DeskWindows } from './windows';

export interface Stage {
  config: DeskConfig;
  windows: DeskWindows;
  /** Resolves when the staff page has come up, or never will; never rejects. */
  pageIsUp: Promise<void>;
}

export interface DeskBehind extends Answering {
  desk: Desk;
  answerMaterial(request: Request): Promise<Response>;
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

function surroundingsOf({ config, windows, pageIsUp }: Stage): Surroundings {
  const { dataDir, resourcesDir, entriesDir, nodePath, sqliteBinding } = config;
  return {
    clock: { now: () => new Date() }, marksDir: join(app.getPath('appData'), 'Countersign', 'marks'), spawnDevices: spawnDevices(entriesDir), isSingleDisplay: () => windows.isSingleDisplay(), whenCalm: () => pageIsUp,
    // The address comes to a desk that joins, and its password to one that is unlocked, after the start.
    openWork: ({ log }, key) => new ThreadWork({ dataDir, resourcesDir, entriesDir, nodePath, sqliteBinding, databaseUrl: config.databaseUrl, storeKey: key.toBytes() }, log),
  };
}

/** Not waited for: a machine without a Chinese font is told of it when that is known. */
async function lookForChineseFont(desk: Desk): Promise<void> {
  if (await findChineseFont()) return;
  desk.chineseFontMissing = true;
  desk.announceSession();
}

/** One page load checks each form once or twice: compiling checks to code first takes longer than they do. */
configureZod({ jitless: true });

/**
 * Everything behind the staff window: desk, store, and the answers to the windows' calls. A chunk of its own, read while the
 * page loads. Answers when the store is open, or what keeps it closed is known.
 */
export async function openDeskBehind(stage: Stage): Promise<DeskBehind> {
  const { config, windows } = stage;
  const desk = new Desk(config, resourceTablesOnDemand(config.resourcesDir), openLog(join(app.getPath('userData'), 'logs')), machineKeyStore());
  const around = surroundingsOf(stage);
  tellWindows(desk.announcer, windows);
  windows.onOpened((window) => logIncidents(window, desk.log));
  windows.onOpened((window) => revivePage(window, desk.log));
  windows.followTurns(desk.announcer);
  app.on('second-instance', () => desk.announcer.announce('session.startedTwice', {}));
  await openExistingStore(desk, around);
  void stage.pageIsUp.then(() => lookForChineseFont(desk));
  const handlers = buildHandlers(desk, electronMachine(windows), { reopen: storeReopening(desk, around), recovery: storeRecovery(desk, around), unlock: storeUnlocking(desk, around), create: (wish) => createFirstStore(desk, around, { ...wish, points: [] }), look: serverLooking(desk), join: (wish) => joinFirstStore(desk, around, wish) });
  return { desk, log: desk.log, answerMaterial: materialAnswers(desk), answer: (role, channel, input) => answerCall(handlers, desk.log, role, channel, input) };
}
