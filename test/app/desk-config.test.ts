import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultDataDir, findDataArgument, isTrialRuntime, shownVersion, takeProgramFiles } from '../../src-main/app/desk-config';

describe('the data folder', () => {
  it.each([
    [['desk', '--data', '/srv/desk'], '/srv/desk'],
    [['desk', '--data=/srv/desk'], '/srv/desk'],
    [['desk', '.', '--data=/srv/a=b', '--data', '/later'], '/srv/a=b'],
    [['desk'], null],
    [['desk', '--data'], null],
    [['desk', '--data='], null],
    [['desk', '--database=/srv/desk'], null],
  ])('of %j is %s', (argv, dir) => {
    expect(findDataArgument(argv)).toBe(dir);
  });

  it.each([
    ['linux', { XDG_DATA_HOME: '/srv/xdg' }, join('/srv/xdg', 'countersign')],
    ['linux', {}, join(homedir(), '.local', 'share', 'countersign')],
    ['win32', { LOCALAPPDATA: '/users/clerk/local' }, join('/users/clerk/local', 'Countersign')],
    ['win32', {}, join(homedir(), 'AppData', 'Local', 'Countersign')],
  ] as const)('without an argument lies where %s keeps such things (%j)', (platform, env, dir) => {
    expect(defaultDataDir(platform, env)).toBe(dir);
  });
});

describe('the programs beside the app', () => {
  const told = (): NodeJS.ProcessEnv => ({ COUNTERSIGN_NODE: '/elsewhere/node', COUNTERSIGN_SQLITE_BINDING: '/elsewhere/loader.node', HOME: '/home/clerk' });

  it('are those that the environment names while the desk is being developed', () => {
    expect(takeProgramFiles(told(), null)).toEqual({ nodePath: '/elsewhere/node', sqliteBinding: '/elsewhere/loader.node' });
    expect(takeProgramFiles({}, null)).toEqual({ nodePath: 'node', sqliteBinding: null });
  });

  it('are those that a packaged desk carries, whatever the environment names, and nothing behind it reads the names', () => {
    const env = told();
    const carried = { nodePath: '/desk/node', sqliteBinding: null };
    expect(takeProgramFiles(env, carried)).toEqual(carried);
    expect(env).toEqual({ HOME: '/home/clerk' });
  });
});

describe('a trial', () => {
  it.each([
    ['33.2.1', '45.4.1', true],
    ['44.9.9', '45.0.0', true],
    ['45.0.0', '45.4.1', false],
    ['46.0.0', '45.4.1', false],
    ['100.0.0', '45.4.1', false],
    [undefined, '45.4.1', false],
  ])('is what runs on %s when %s is pinned: %s', (running, pinned, trial) => {
    expect(isTrialRuntime(running, pinned)).toBe(trial);
  });

  it('is named in the version once, and a release is not', () => {
    expect(shownVersion('1.2.0', true)).toBe('1.2.0-trial');
    expect(shownVersion('1.2.0-trial', true)).toBe('1.2.0-trial');
    expect(shownVersion('1.2.0', false)).toBe('1.2.0');
  });
});
