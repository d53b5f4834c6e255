import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeSecrets } from '../../src-main/command-line/command-place';
import { newRecoveryCode } from '../../src-main/storage/keys/recovery-code';
import { takeFolderLock } from '../../src-main/storage/folder-lock';
import { run } from '../support/run-command';
import { withTemporaryFolder } from '../support/temporary-store';

function withMadeStore(tell: (dir: string, code: string) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async (dir) => {
    const made = await run(['init', '--kind', 'training', '--data', dir, '--json']);
    expect(made.status).toBe(0);
    await tell(dir, (JSON.parse(made.printed) as { recoveryCode: string }).recoveryCode);
  });
}

describe('the command line opens a store', () => {
  it('by the code that `init` printed once, out of the environment, from which it is gone before anything else starts', () => withMadeStore(async (dir, code) => {
    expect(await run(['audit', 'verify', '--data', dir, '--json'], { code })).toMatchObject({ status: 0, printed: '{"sound":true,"events":2,"firstBroken":null}', asked: 0 });
    const env = { COUNTERSIGN_RECOVERY_CODE: code };
    expect(takeSecrets(env)).toEqual({ recoveryCode: code, keyFile: null });
    expect(env).toEqual({});
  }));

  it('by a prompt, three times at most, with what was mistyped told', () => withMadeStore(async (dir, code) => {
    const mended = await run(['audit', 'verify', '--data', dir], { typed: [code.slice(1), code.toLowerCase()] });
    expect(mended).toMatchObject({ status: 0, asked: 2 });
    expect(mended.told).toContain('recovery-code-length');
    expect(await run(['audit', 'verify', '--data', dir], { typed: [newRecoveryCode(), newRecoveryCode(), newRecoveryCode(), code] })).toMatchObject({ status: 4, asked: 3 });
  }));

  it('of real candidates never in a process that can be debugged; one for practice it does', () => withTemporaryFolder(async (dir) => {
    const live = join(dir, 'live');
    const made = await run(['init', '--data', live, '--json']);
    const { recoveryCode: code } = JSON.parse(made.printed) as { recoveryCode: string };
    const before = process.env['NODE_OPTIONS'];
    process.env['NODE_OPTIONS'] = `${before ?? ''} --inspect=127.0.0.1:0`;
    try {
      expect(await run(['audit', 'verify', '--data', live], { code })).toMatchObject({ status: 4, told: expect.stringMatching(/^live-store-refused: .*debug-switch/s) as string });
      expect(await run(['init', '--data', join(dir, 'another')])).toMatchObject({ status: 4, told: expect.stringContaining('live-store-refused') as string });
      expect((await run(['init', '--kind', 'training', '--data', join(dir, 'practice')])).status).toBe(0);
    } finally {
      if (before === undefined) delete process.env['NODE_OPTIONS'];
      else process.env['NODE_OPTIONS'] = before;
    }
    expect((await run(['audit', 'verify', '--data', live], { code })).status).toBe(0);
  }));

  it('or answers with one object that says why not, when it was asked for one', () => withMadeStore(async (dir) => {
    const { printed, status } = await run(['audit', 'verify', '--data', dir, '--json']);
    expect(status).toBe(4);
    expect(JSON.parse(printed)).toEqual({ error: { code: 'key-needed', message: expect.stringContaining('COUNTERSIGN_RECOVERY_CODE') as string } });
    expect(JSON.parse((await run(['audit', 'verify', '--json', '--nonsense'])).printed)).toMatchObject({ error: { code: 'usage' } });
  }));

  it('not at all when nobody gives the code', () => withMadeStore(async (dir) => {
    const ended = await run(['audit', 'verify', '--data', dir]);
    expect(ended).toMatchObject({ status: 4, printed: '' });
    expect(ended.told).toContain('key-needed');
  }));

  it('by a key file that only its owner can read, and by no other', () => withMadeStore(async (dir, code) => {
    const file = join(dir, 'code');
    await writeFile(file, code, { mode: 0o600 });
    expect(await run(['audit', 'verify', '--data', dir, '--key-file', file])).toMatchObject({ status: 0 });
    for (const mode of [0o640, 0o604, 0o660]) {
      await chmod(file, mode);
      const refused = await run(['audit', 'verify', '--data', dir, '--key-file', file]);
      expect(refused.status).toBe(4);
      expect(refused.told).toContain('key-file-open-to-others');
    }
    expect((await run(['audit', 'verify', '--data', dir, '--key-file', join(dir, 'nowhere')])).told).toContain('key-file-unreadable');
  }));

  it('asking nobody for a secret while another process holds it: in-use, 4', () => withMadeStore(async (dir, code) => {
    const held = takeFolderLock(dir);
    if (!held.ok) throw new Error(held.error.code);
    try {
      expect(await run(['audit', 'verify', '--data', dir], { typed: [code] })).toMatchObject({ status: 4, asked: 0 });
    } finally {
      held.value.release();
    }
  }));
});

describe('`recovery-code reissue`', () => {
  it('prints a new code once; the one before opens nothing any more', () => withMadeStore(async (dir, code) => {
    const reissued = await run(['recovery-code', 'reissue', '--data', dir, '--json'], { code });
    const { recoveryCode } = JSON.parse(reissued.printed) as { recoveryCode: string };
    expect(recoveryCode).not.toBe(code);
    expect(await run(['audit', 'verify', '--data', dir], { code })).toMatchObject({ status: 4 });
    expect(await run(['audit', 'verify', '--data', dir, '--json'], { code: recoveryCode })).toMatchObject({ status: 0, printed: '{"sound":true,"events":3,"firstBroken":null}' });
  }));
});

describe('`passphrase set`', () => {
  it('takes a passphrase that is typed twice the same and not guessed first', () => withMadeStore(async (dir, code) => {
    expect(await run(['passphrase', 'set', '--data', dir], { code, typed: ['早上开机用的口令', '早上开机用的口今'] })).toMatchObject({ status: 3 });
    expect(await run(['passphrase', 'set', '--data', dir], { code, typed: ['12345678', '12345678'] })).toMatchObject({ status: 0 });
    const weak = await run(['passphrase', 'set', '--data', dir], { code, typed: ['abababab', 'abababab'] });
    expect(weak.status).toBe(3);
    expect(weak.told).toContain('passphrase-too-weak');
  }));
});
