import { BrowserWindow, screen, type Session } from 'electron';
import type { Announcer } from '../announcer';
import { CANDIDATE_PAGE, STAFF_PAGE } from './app-protocol';

const SMALLEST = { width: 1280, height: 800 };

function newWindow(session: Session, preload: string, options: Electron.BrowserWindowConstructorOptions): BrowserWindow {
  return new BrowserWindow({
    show: false,
    backgroundColor: '#f4f6f7',
    autoHideMenuBar: true,
    ...options,
    webPreferences: { session, preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false, devTools: false, ...options.webPreferences },
  });
}

/** Resolves when the page has marked itself as ready and has nothing to do: from then on people can work with it. */
const READY_AND_IDLE = `new Promise((idle) => {
  const page = document.documentElement;
  const look = () => page.dataset.ready !== undefined && requestIdleCallback(idle);
  new MutationObserver(look).observe(page, { attributes: true });
  look();
})`;

/** The two windows of the desk, and who may speak for which. */
export class DeskWindows {
  readonly staff: BrowserWindow;
  /** Comes when the staff page is ready, so that nobody waits for it; null before. */
  candidate: BrowserWindow | null = null;
  /** Resolves when the staff window begins to close, and the desk with it. */
  private readonly closing: Promise<void>;
  private readonly openNew: (options: Electron.BrowserWindowConstructorOptions) => BrowserWindow;
  private readonly openedListeners: ((window: BrowserWindow) => void)[] = [];

  constructor(session: Session, preload: string, developing: boolean) {
    this.openNew = (options) => newWindow(session, preload, { ...options, webPreferences: { devTools: developing } });
    this.staff = this.openNew({ ...SMALLEST, minWidth: 1024, minHeight: 720, title: '现场审核台 Countersign', show: true });
    this.staff.removeMenu();
    this.closing = new Promise((resolve) => {
      this.staff.once('close', () => resolve());
      this.staff.once('closed', resolve);
    });
    this.staff.on('closed', () => this.candidate?.destroy());
  }

  /** Also tells of the windows that are open already. */
  onOpened(listener: (window: BrowserWindow) => void): void {
    this.openedListeners.push(listener);
    for (const window of [this.staff, this.candidate]) if (window !== null && !window.isDestroyed()) listener(window);
  }

  /** Resolves when people can work with the page, or have closed its window. */
  async loadStaff(): Promise<void> {
    if (await this.unlessClosing(this.staff.loadURL(STAFF_PAGE))) return;
    // A page that is loaded again before it was ready has nothing to answer; the one that comes instead is as good.
    await this.unlessClosing(this.staff.webContents.executeJavaScript(READY_AND_IDLE).catch(() => undefined));
  }

  /** Whether the desk is being closed: then `work` on a page fails, or is never answered, and neither is a fault. */
  private unlessClosing(work: Promise<unknown>): Promise<boolean> {
    return Promise.race([this.closing.then(() => true), work.then(() => false)]);
  }

  /** A desk that is just ending has no window to show. */
  showStaff(): void {
    if (this.staff.isDestroyed()) return;
    if (this.staff.isMinimized()) this.staff.restore();
    this.staff.show();
    this.staff.focus();
  }

  async openCandidate(): Promise<void> {
    if (this.staff.isDestroyed()) return;
    const candidate = this.openNew({ ...this.candidatePlace(), title: '考生确认 Candidate' });
    this.candidate = candidate;
    candidate.removeMenu();
    candidate.on('close', (event) => {
      if (!this.staff.isDestroyed()) event.preventDefault();
    });
    for (const listener of this.openedListeners) listener(candidate);
    if (!this.isSingleDisplay()) candidate.showInactive();
    await this.unlessClosing(candidate.loadURL(CANDIDATE_PAGE));
  }

  isSingleDisplay(): boolean {
    return screen.getAllDisplays().length < 2;
  }

  /** On one display the candidate's page covers the staff window while it is the candidate's turn. */
  followTurns(announcer: Announcer): void {
    announcer.onAny((name, value) => {
      const { candidate } = this;
      if (name !== 'candidate.changed' || candidate === null || candidate.isDestroyed() || !this.isSingleDisplay()) return;
      const { step } = value as { step: string };
      if (step === 'confirm' || step === 'thanks' || step === 'handBack') this.cover(candidate);
      else this.uncover(candidate);
    });
  }

  private cover(candidate: BrowserWindow): void {
    if (candidate.isVisible()) return;
    candidate.setBounds(this.staff.isFullScreen() ? screen.getPrimaryDisplay().bounds : screen.getPrimaryDisplay().workArea);
    candidate.setAlwaysOnTop(true, 'screen-saver');
    candidate.show();
    candidate.setFullScreen(true);
  }

  private uncover(candidate: BrowserWindow): void {
    if (!candidate.isVisible()) return;
    candidate.setFullScreen(false);
    candidate.setAlwaysOnTop(false);
    candidate.hide();
    this.staff.focus();
  }

  private candidatePlace(): Electron.BrowserWindowConstructorOptions {
    const primary = screen.getPrimaryDisplay();
    const second = screen.getAllDisplays().find((display) => display.id !== primary.id);
    const { x, y, width, height } = (second ?? primary).bounds;
    return second === undefined ? { x, y, width, height } : { x, y, width, height, fullscreen: true, frame: false };
  }
}
