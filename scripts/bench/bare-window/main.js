// As little as an Electron program can be that shows one window with one page.
import { app, BrowserWindow } from 'electron';
import { join } from 'node:path';

app.setPath('userData', process.env.BARE_DATA);
app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile(join(import.meta.dirname, 'page.html')));
