import { mkdir, writeFile } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import type { Session } from 'electron';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { fileFor, serveAppFiles, type AppFiles } from '../../src-main/app/electron/app-protocol';
import { withTemporaryFolder } from '../support/temporary-store';

vi.mock('electron', () => ({ net: { fetch: () => Promise.reject(new Error('a build asks no server')) } }));

const FILES: AppFiles = { pagesDir: join(sep, 'opt', 'desk', 'renderer'), fonts: () => ({ regular: '/fonts/r.ttf', bold: '/fonts/b.ttf' }), devServer: null };

describe('the file behind an address', () => {
  it('lies in the folder of the pages', () => {
    expect(fileFor(FILES, '/staff.html')).toBe(join(FILES.pagesDir, 'staff.html'));
    expect(fileFor(FILES, '/assets/%E6%A0%B8.css')).toBe(join(FILES.pagesDir, 'assets', '核.css'));
  });

  it('is the desk’s own font for the two addresses of it', () => {
    expect(fileFor(FILES, '/fonts/NotoSansSC-Regular.ttf')).toBe('/fonts/r.ttf');
    expect(fileFor(FILES, '/fonts/NotoSansSC-Bold.ttf')).toBe('/fonts/b.ttf');
    expect(fileFor(FILES, '/fonts/Other.ttf')).toBe(join(FILES.pagesDir, 'fonts', 'Other.ttf'));
  });

  it.each([
    '/../main/index.js', '/..%2fmain%2findex.js', '/%2e%2e/main/index.js', '/%2E%2E%2Fmain/index.js', '/assets/../../main/index.js', '/../renderer-of-another/staff.html',
    '/%', '/%E6%A0', '/%zz', '/staff%00.html', '/.', '/..', '/assets/..',
  ])('does not exist for %s', (pathname) => {
    expect(fileFor(FILES, pathname)).toBeNull();
  });

  it('never lies outside, whatever the address is made of', () => {
    const part = fc.constantFrom('..', '.', '', '%2e%2e', '%2E.', '%2f', '%5c', '\\', '%252e%252e', 'assets', 'staff.html', '%00', '%', '~', 'C:');
    fc.assert(fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 6 })), { maxLength: 8 }), (parts) => {
      const file = fileFor(FILES, `/${parts.join('/')}`);
      expect(file === null || (file.startsWith(FILES.pagesDir + sep) && normalize(file) === file)).toBe(true);
    }));
  });
});

type Serve = (request: { url: string; method: string }, give: (answer: { statusCode: number; headers: Record<string, string>; data: Buffer }) => void) => void;

/** What the scheme answers out of a folder with one page and one file beside it. */
async function withServedPages(tell: (ask: (url: string, init?: RequestInit) => Promise<Response>) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (dir) => {
    const pagesDir = join(dir, 'renderer');
    await mkdir(pagesDir);
    await writeFile(join(pagesDir, 'staff.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>');
    await writeFile(join(pagesDir, 'staff.js'), 'const mark = "__CSP_NONCE__";');
    await writeFile(join(pagesDir, 'staff.js.map'), '{}');
    await writeFile(join(dir, 'secret.json'), '{}');
    let serve: Serve = () => { throw new Error('nothing is served'); };
    const session = { protocol: { registerBufferProtocol: (_scheme: string, given: Serve) => (serve = given) } } as unknown as Session;
    void serveAppFiles(session, { pagesDir, fonts: () => ({ regular: join(dir, 'no-font.ttf'), bold: join(dir, 'no-font.ttf') }), devServer: null });
    await tell((url, init) => new Promise((answered) => serve({ url, method: init?.method ?? 'GET' }, ({ statusCode, headers, data }) => answered(new Response(new Uint8Array(data), { status: statusCode, headers })))));
  });
}

describe('a page', () => {
  it('carries the nonce that its policy names, another one each time', () => withServedPages(async (ask) => {
    const [first, second] = [await ask('app://staff/staff.html'), await ask('app://staff/staff.html')];
    const nonce = /'nonce-([^']+)'/.exec(first.headers.get('content-security-policy') ?? '')?.[1];
    expect(await first.text()).toBe(`<meta property="csp-nonce" nonce="${nonce}"><style nonce="${nonce}"></style>`);
    expect(second.headers.get('content-security-policy')).not.toBe(first.headers.get('content-security-policy'));
    expect(first.headers.get('content-type')).toBe('text/html; charset=utf-8');
  }));

  it('comes with files whose bytes are not touched and whose kind is not guessed', () => withServedPages(async (ask) => {
    const script = await ask('app://candidate/staff.js');
    expect(await script.text()).toContain('__CSP_NONCE__');
    expect(Object.fromEntries(script.headers)).toMatchObject({ 'content-type': 'text/javascript', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  }));

  it.each([
    ['app://staff/missing.html', 'GET'], ['app://staff/staff.js.map', 'GET'], ['app://staff/secret.json', 'GET'], ['app://staff/..%2fsecret.json', 'GET'],
    ['app://staff/%', 'GET'], ['app://elsewhere/staff.html', 'GET'], ['app://staff/staff.html', 'POST'], ['app://staff/fonts/NotoSansSC-Bold.ttf', 'GET'],
  ])('is not found at %s (%s)', (url, method) => withServedPages(async (ask) => {
    const answer = await ask(url, { method });
    expect([answer.status, await answer.text()]).toEqual([404, '']);
  }));
});
