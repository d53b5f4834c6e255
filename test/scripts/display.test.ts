import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { displayAddress, withVirtualDisplay } from '../../scripts/display.ts';
import { planDisplay } from '../../scripts/tasks/start.ts';

describe('the address of a display', () => {
  it.each([
    [':0', { path: '/tmp/.X11-unix/X0' }],
    [':12.0', { path: '/tmp/.X11-unix/X12' }],
    ['unix:1', { path: '/tmp/.X11-unix/X1' }],
    ['localhost:10.0', { host: 'localhost', port: 6010 }],
  ])('%s', (display, address) => expect(displayAddress(display)).toEqual(address));

  it.each([undefined, '', 'nonsense', ':', 'host:', ':x'])('is not read out of %s', (display) => {
    expect(displayAddress(display)).toBeUndefined();
  });
});

describe('opening windows for a person', () => {
  it('happens on the screen where there is one', () => {
    expect(planDisplay(true, false)).toBe('screen');
    expect(planDisplay(true, true)).toBe('screen');
  });

  it('happens unseen only when asked for', () => {
    expect(planDisplay(false, true)).toBe('virtual');
    expect(planDisplay(false, false)).toBe('stop');
  });
});

describe('a virtual display', () => {
  it('answers while the work lasts and is gone after it', async () => {
    const display = await withVirtualDisplay(async ({ DISPLAY }) => {
      expect(await isUp(DISPLAY)).toBe(true);
      return DISPLAY;
    });
    expect(await isUp(display)).toBe(false);
  });

  it('is gone after work that failed', async () => {
    let display: string | undefined;
    const work = withVirtualDisplay((env) => {
      display = env.DISPLAY;
      return Promise.reject(new Error('the work failed'));
    });
    await expect(work).rejects.toThrow('the work failed');
    expect(await isUp(display)).toBe(false);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('ends with a holder that dies of %s', async (signal) => {
    const holder = startHolder();
    const [line] = (await once(holder.stdout!, 'data')) as [Buffer];
    const connection = connect({ path: displayPath(line.toString().trim()) });
    await once(connection, 'connect');
    const dropped = new Promise((resolve) => connection.resume().once('error', resolve).once('close', resolve));
    holder.kill(signal);
    await expect(dropped).resolves.toBeDefined();
  });
});

/** A process of its own that holds a virtual display for as long as it lives, and tells its name. */
function startHolder(): ChildProcess {
  const script = `
    import { withVirtualDisplay } from ${JSON.stringify(join(import.meta.dirname, '../../scripts/display.ts'))};
    await withVirtualDisplay(async ({ DISPLAY }) => {
      console.log(DISPLAY);
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    });`;
  return spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
}

function displayPath(display: string | undefined): string {
  const address = displayAddress(display);
  return address && 'path' in address ? address.path : 'no display';
}

async function isUp(display: string | undefined): Promise<boolean> {
  const socket = connect({ path: displayPath(display) });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
