import { describe, expect, it } from 'vitest';
import { isSandboxed, liveStoreObstacles, switchesOf, type RunFacts } from '../../src-main/app/live-store-obstacles';

function obstacles(change: Partial<RunFacts>): readonly string[] {
  return liveStoreObstacles({ trial: false, sandboxed: true, switches: [], readerAddress: null, devServer: null, keyFile: null, ...change });
}

describe('a live store', () => {
  it('is opened by a release in the sandbox, without switches, with a real reader or none yet', () => {
    expect(obstacles({})).toEqual([]);
    expect(obstacles({ readerAddress: 'hid://0400:c35a', switches: ['/opt/countersign', '--data=/srv/desk', '--lang=zh-CN'] })).toEqual([]);
  });

  it.each([
    ['a trial build', { trial: true }, ['trial-build']],
    ['a desk without the sandbox', { sandboxed: false }, ['no-sandbox']],
    ['a simulated reader', { readerAddress: 'simulated' }, ['simulated-reader']],
    ['a reader over TCP', { readerAddress: 'tcp://127.0.0.1:9000' }, ['tcp-reader']],
    ['a reader over TCP in capitals, with a space before it', { readerAddress: ' TCP://10.0.0.7:9000' }, ['tcp-reader']],
    ['a simulated reader in capitals', { readerAddress: 'Simulated' }, ['simulated-reader']],
    ['a desk whose pages a development server serves', { devServer: 'http://localhost:5173' }, ['dev-server']],
    ['everything at once', { trial: true, sandboxed: false, switches: ['--inspect'], readerAddress: 'tcp://[::1]:9' }, ['trial-build', 'no-sandbox', 'debug-switch', 'tcp-reader']],
  ] as const)('is refused to %s', (_what, change, found) => {
    expect(obstacles(change)).toEqual(found);
  });

  it.each([
    '--inspect', '--inspect=0', '--inspect-brk', '--inspect-brk=127.0.0.1:9229', '--inspect-port=1', '--inspect-wait', '--inspect-publish-uid=http', '--inspect-brk-node',
    '--remote-debugging-port=9222', '--remote-debugging-pipe', '--remote-debugging-address=0.0.0.0', '--js-flags=--allow-natives-syntax',
    '-remote-debugging-port=9222', '-inspect', '/remote-debugging-port=9222', '--REMOTE-DEBUGGING-PORT=9222', '--Js-Flags=--expose-gc', ' --inspect',
  ])('is refused to a desk that was started with %s', (argument) => {
    expect(obstacles({ switches: ['/opt/countersign', argument] })).toEqual(['debug-switch']);
  });

  it.each(['inspect', '--inspection', '--uninspect', '--data=--inspect', '/srv/--inspect', '--lang=js-flags', '--remote', '-'])('is not refused for %s, which lets nobody in', (argument) => {
    expect(obstacles({ switches: [argument] })).toEqual([]);
  });
});

describe('the switches of a process', () => {
  const none = (): boolean => false;

  it('are those of its command line, of NODE_OPTIONS, and those in force that came another way', () => {
    expect(switchesOf(['desk', '.', '--data=/srv'], '  --inspect  --no-warnings ', none)).toEqual(['.', '--data=/srv', '--inspect', '--no-warnings']);
    expect(switchesOf(['desk'], undefined, (name) => name === 'remote-debugging-port')).toEqual(['--remote-debugging-port']);
  });

  it('do not contain the program itself, wherever it lies', () => {
    expect(obstacles({ switches: switchesOf(['--inspect'], undefined, none) })).toEqual([]);
  });
});

describe('the sandbox', () => {
  it('is on when no switch in force takes it away', () => {
    expect(isSandboxed((name) => name === 'disable-gpu')).toBe(true);
  });

  it.each(['no-sandbox', 'disable-setuid-sandbox', 'disable-namespace-sandbox', 'disable-seccomp-filter-sandbox', 'single-process'])('is off with %s', (taken) => {
    expect(isSandboxed((name) => name === taken)).toBe(false);
  });
});
