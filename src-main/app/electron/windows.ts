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

/** The two windows of the desk, and who may speak for which. */
export class DeskWindows {
  readonly staff: BrowserWindow;
  readonly candidate: BrowserWindow;

  constructor(session: Session, preload: string, developing: boolean) {
    const webPreferences = { devTools: developing };
    this.staff = newWindow(session, preload, { ...SMALLEST, minWidth: 1024, minHeight: 720, title: '现场审核台 Countersign', webPreferences });
    this.candidate = newWindow(session, preload, { ...this.candidatePlace(), title: '考生确认 Candidate', webPreferences });
    this.staff.removeMenu();
    this.candidate.removeMenu();
    this.staff.on('closed', () => this.candidate.destroy());
    this.candidate.on('close', (event) => {
      if (!this.staff.isDestroyed()) event.preventDefault();
    });
  }

  async load(): Promise<void> {
    await this.staff.loadURL(STAFF_PAGE);
    this.staff.show();
    if (!this.isSingleDisplay()) this.candidate.showInactive();
    await this.candidate.loadURL(CANDIDATE_PAGE);
  }

  isSingleDisplay(): boolean {
    return screen.getAllDisplays().length < 2;
  }

  /** On one display the candidate's page covers the staff window while it is the candidate's turn. */
  followTurns(announcer: Announcer): void {
    announcer.onAny((name, value) => {
      if (name !== 'candidate.changed' || this.candidate.isDestroyed() || !this.isSingleDisplay()) return;
      const { step } = value as { step: string };
      if (step === 'confirm' || step === 'thanks' || step === 'handBack') this.cover();
      else this.uncover();
    });
  }

  private cover(): void {
    if (this.candidate.isVisible()) return;
    this.candidate.setBounds(this.staff.isFullScreen() ? screen.getPrimaryDisplay().bounds : screen.getPrimaryDisplay().workArea);
    this.candidate.setAlwaysOnTop(true, 'screen-saver');
    this.candidate.show();
    this.candidate.setFullScreen(true);
  }

  private uncover(): void {
    if (!this.candidate.isVisible()) return;
    this.candidate.setFullScreen(false);
    this.candidate.setAlwaysOnTop(false);
    this.candidate.hide();
    this.staff.focus();
  }

  private candidatePlace(): Electron.BrowserWindowConstructorOptions {
    const primary = screen.getPrimaryDisplay();
    const second = screen.getAllDisplays().find((display) => display.id !== primary.id);
    const { x, y, width, height } = (second ?? primary).bounds;
    return second === undefined ? { x, y, width, height } : { x, y, width, height, fullscreen: true, frame: false };
  }
}
