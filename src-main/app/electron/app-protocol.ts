import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { net, type Session } from 'electron';
import { contentSecurityPolicy, newNonce } from './content-security';
import { APP_SCHEME } from './schemes';

export const STAFF_PAGE = 'app://staff/staff.html';
export const CANDIDATE_PAGE = 'app://candidate/candidate.html';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.jpg': 'image/jpeg', '.ttf': 'font/ttf', '.woff2': 'font/woff2', '.wasm': 'application/wasm',
};

/** What stands in the page where the load's nonce belongs. */
const NONCE_MARK = '__CSP_NONCE__';

export interface AppFiles {
  /** Folder of the built pages. */
  pagesDir: string;
  /** Asked when a page wants one: finding them takes time that no start has. */
  fonts(): { regular: string; bold: string };
  /** Origin of the development server, null in a build. */
  devServer: string | null;
}

/** The path that an address means, null for one that means nothing. */
function decoded(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    return path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}

/** The file behind a path of the scheme, or null when the path is none or leaves the folder. */
export function fileFor(files: AppFiles, pathname: string): string | null {
  if (pathname === '/fonts/NotoSansSC-Regular.ttf') return files.fonts().regular;
  if (pathname === '/fonts/NotoSansSC-Bold.ttf') return files.fonts().bold;
  const path = decoded(pathname);
  if (path === null) return null;
  const file = normalize(join(files.pagesDir, path));
  return file.startsWith(normalize(files.pagesDir) + sep) ? file : null;
}

function withHeaders(body: string | Uint8Array | ArrayBuffer, mediaType: string, nonce: string, devServer: string | null): Response {
  return new Response(body, {
    headers: {
      'content-type': mediaType, 'content-security-policy': contentSecurityPolicy(nonce, devServer), 'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin', 'cache-control': 'no-store',
    },
  });
}

async function fromDevServer(files: AppFiles, url: URL): Promise<Response> {
  const nonce = newNonce();
  const answer = await net.fetch(new URL(url.pathname + url.search, files.devServer ?? '').href);
  const mediaType = answer.headers.get('content-type') ?? 'application/octet-stream';
  if (!mediaType.startsWith('text/html')) return withHeaders(await answer.arrayBuffer(), mediaType, nonce, files.devServer);
  return withHeaders((await answer.text()).replaceAll(NONCE_MARK, nonce), mediaType, nonce, files.devServer);
}

async function fromFolder(files: AppFiles, url: URL): Promise<Response> {
  const file = fileFor(files, url.pathname);
  const mediaType = MEDIA_TYPES[extname(url.pathname)];
  if (file === null || mediaType === undefined) return new Response(null, { status: 404 });
  const nonce = newNonce();
  try {
    const bytes = await readFile(file);
    return withHeaders(mediaType.startsWith('text/html') ? bytes.toString('utf8').replaceAll(NONCE_MARK, nonce) : bytes, mediaType, nonce, null);
  } catch {
    return new Response(null, { status: 404 });
  }
}

/** Serves the windows' pages from the program's own folder, under a strict content security policy. */
export function serveAppFiles(session: Session, files: AppFiles): void {
  session.protocol.handle(APP_SCHEME, (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET' || (url.host !== 'staff' && url.host !== 'candidate')) return new Response(null, { status: 404 });
    const fromDisk = files.devServer === null || url.pathname.startsWith('/fonts/');
    return fromDisk ? fromFolder(files, url) : fromDevServer(files, url);
  });
}
