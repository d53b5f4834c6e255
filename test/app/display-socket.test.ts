import { copyFileSync, linkSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { displayAnswers, isListedAsListening } from '../../src-main/app/display-socket';
import { withTemporaryFolder } from '../support/temporary-store';

const TABLE = `Num       RefCount Protocol Flags    Type St Inode Path
0000000000000000: 00000002 00000000 00010000 0001 01 4022 @/tmp/.X11-unix/X7
0000000000000000: 00000002 00000000 00010000 0001 01 4023 /tmp/.X11-unix/X8
0000000000000000: 00000003 00000000 00000000 0001 03 4024 /tmp/.X11-unix/X9
0000000000000000: 00000003 00000000 00000000 0001 03 4025
`;

describe('the socket of a display', () => {
  it.each([['X7', true], ['X8', true], ['X9', false], ['X', false]])('%s is listened on: %s', (name, listened) => {
    expect(isListedAsListening(TABLE, `/tmp/.X11-unix/${name}`)).toBe(listened);
  });

  it('answers while somebody listens there, also under a name that the kernel does not list, and no longer when only the file is left', async () => {
    await withTemporaryFolder(async (dir) => {
      const [path, lent, nobody] = [join(dir, 'X1'), join(dir, 'lent'), join(dir, 'none')];
      const server = createServer((socket) => socket.destroy()).listen(path);
      await once(server, 'listening');
      linkSync(path, lent);
      expect([path, lent, nobody].map((each) => displayAnswers(each, process.execPath))).toEqual([true, true, false]);
      server.close();
      await once(server, 'close');
      expect([path, lent].map((each) => displayAnswers(each, process.execPath))).toEqual([false, false]);
    });
  });

  it('is taken at its word where nothing can be tried', async () => {
    await withTemporaryFolder(async (dir) => {
      const file = join(dir, 'X1');
      copyFileSync(import.meta.filename, file);
      expect(displayAnswers(file, join(dir, 'no-node'))).toBe(true);
    });
  });
});
