import { describe, expect, it } from 'vitest';
import { hasScreen, SCREEN_MISSING } from '../../src-main/app/screen-check';

const listensAt = (...there: readonly string[]) => (path: string): boolean => there.includes(path);

describe('a screen', () => {
  it.each([
    ['linux', { DISPLAY: ':0' }, ['/tmp/.X11-unix/X0'], true],
    ['linux', { DISPLAY: ':7.1' }, ['/tmp/.X11-unix/X7'], true],
    ['linux', { DISPLAY: 'unix:7' }, ['/tmp/.X11-unix/X7'], true],
    ['linux', { DISPLAY: ':7' }, ['/tmp/.X11-unix/X0'], false],
    ['linux', { DISPLAY: '' }, ['/tmp/.X11-unix/X0'], false],
    ['linux', {}, ['/tmp/.X11-unix/X0'], false],
    ['linux', { DISPLAY: 'terminal-server:10.0' }, [], true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, [], true],
    ['linux', { WAYLAND_DISPLAY: '' }, [], false],
    ['win32', {}, [], true],
    ['darwin', {}, [], true],
  ] as const)('on %s with %j and %j is there: %s', (platform, env, sockets, there) => {
    expect(hasScreen(platform, env, listensAt(...sockets))).toBe(there);
  });

  it('that is missing is told in both languages, each saying what to do', () => {
    expect(SCREEN_MISSING.words).toMatch(/请在桌面会话中启动。\n.*Start it in a desktop session\.\n$/s);
  });
});
