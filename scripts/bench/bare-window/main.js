// The least that an Electron window can be: what the desk's start is measured against.
import { app, BrowserWindow } from 'electron';
import { join } from 'node:path';

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } });
  return window.loadFile(join(import.meta.dirname, 'page.html'));
});
