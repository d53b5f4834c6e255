import { readFileSync } from 'node:fs';
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

interface Answer {
  statusCode: number;
  headers: Record<string, string>;
  data: Buffer;
}

const NOT_FOUND: Answer = { statusCode: 404, headers: {}, data: Buffer.alloc(0) };

function withHeaders(data: Buffer, mediaType: string, nonce: string, devServer: string | null): Answer {
  return {
    statusCode: 200, data,
    headers: {
      'content-type': mediaType, 'content-security-policy': contentSecurityPolicy(nonce, devServer), 'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin', 'cache-control': 'no-store',
    },
  };
}

function withNonce(html: Buffer, nonce: string): Buffer {
  return Buffer.from(html.toString('utf8').replaceAll(NONCE_MARK, nonce));
}

async function fromDevServer(files: AppFiles, url: URL): Promise<Answer> {
  const nonce = newNonce();
  const answer = await net.fetch(new URL(url.pathname + url.search, files.devServer ?? '').href);
  const mediaType = answer.headers.get('content-type') ?? 'application/octet-stream';
  const body = Buffer.from(await answer.arrayBuffer());
  return withHeaders(mediaType.startsWith('text/html') ? withNonce(body, nonce) : body, mediaType, nonce, files.devServer);
}

function fileAnswer(file: string, mediaType: string): Answer {
  const nonce = newNonce();
  try {
    // At once: reading aside takes four turns of a thread that has none to give while the desk is being read.
    const bytes = readFileSync(file);
    return withHeaders(mediaType.startsWith('text/html') ? withNonce(bytes, nonce) : bytes, mediaType, nonce, null);
  } catch {
    return NOT_FOUND;
  }
}

function fontAnswer(file: string, mediaType: string): Promise<Answer> {
  return readFile(file).then((bytes) => withHeaders(bytes, mediaType, newNonce(), null), () => NOT_FOUND);
}

function answerTo(files: AppFiles, request: { method: string; url: string }): Answer | Promise<Answer> {
  const url = new URL(request.url);
  if (request.method !== 'GET' || (url.host !== 'staff' && url.host !== 'candidate')) return NOT_FOUND;
  const isFont = url.pathname.startsWith('/fonts/');
  if (files.devServer !== null && !isFont) return fromDevServer(files, url);
  const file = fileFor(files, url.pathname);
  const mediaType = MEDIA_TYPES[extname(url.pathname)];
  if (file === null || mediaType === undefined) return NOT_FOUND;
  return isFont ? fontAnswer(file, mediaType) : fileAnswer(file, mediaType);
}

/**
 * Serves the windows' pages from the program's own folder, under a strict content security policy. Answers are handed over
 * as bytes: `protocol.handle` would read Electron's whole fetch library first, and pass each answer through streams.
 * Resolves when the first page has been handed something beyond itself: its scripts, then, are on their way.
 */
export function serveAppFiles(session: Session, files: AppFiles): Promise<void> {
  return new Promise((handedOver) => {
    session.protocol.registerBufferProtocol(APP_SCHEME, (request, give) => {
      const answer = answerTo(files, request);
      if (answer instanceof Promise) void answer.then(give, () => give(NOT_FOUND));
      else give(answer);
      if (!request.url.endsWith('.html')) setImmediate(handedOver);
    });
  });
}
