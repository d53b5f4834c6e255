import { app, session, type Session, type WebContents } from 'electron';

/** One session in memory for both windows: no cookie, cache or storage of theirs reaches the disk. */
export function openDeskSession(): Session {
  const opened = session.fromPartition('countersign', { cache: false });
  opened.setPermissionRequestHandler((contents, permission, decide, details) => decide(isCameraOfStaff(contents, permission, details)));
  opened.setPermissionCheckHandler((contents, permission, _origin, details) => contents !== null && permission === 'media' && details.mediaType === 'video' && isStaffPage(contents.getURL()));
  opened.setDevicePermissionHandler(() => false);
  opened.on('will-download', (event) => event.preventDefault());
  return opened;
}

function isStaffPage(url: string): boolean {
  return url.startsWith('app://staff/');
}

function isCameraOfStaff(contents: WebContents, permission: string, details: object): boolean {
  if (permission !== 'media' || !isStaffPage(contents.getURL())) return false;
  const kinds = 'mediaTypes' in details && Array.isArray(details.mediaTypes) ? details.mediaTypes : [];
  return kinds.length === 1 && kinds[0] === 'video';
}

/** No page of any window leads anywhere else, opens another window or embeds one. */
export function lockNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
