import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { err } from '../../../src-main/domain/result';
import { findSlot, forBackup, parseSlots, slotsText, withSlot } from '../../../src-main/storage/keys/key-slots';
import type { KeySlots } from '../../../src-main/storage/keys/key-slots';
import { newRecoveryCode } from '../../../src-main/storage/keys/recovery-code';
import { readSlots, writeSlots } from '../../../src-main/storage/keys/slot-files';
import { keyStoreSlot, openByKeyStore, openByPassphrase, openByRecoveryCode, passphraseSlot, recoverySlot } from '../../../src-main/storage/keys/slot-secrets';
import { StoreKey } from '../../../src-main/storage/keys/store-key';
import { StoryKeyStore } from '../../support/story-key-store';
import { withTemporaryFolder } from '../../support/temporary-store';

const key = StoreKey.create();
const code = newRecoveryCode();
const passphrase = '早上开机的口令 2026';
const keyStore = new StoryKeyStore();
const kept = keyStoreSlot(key, keyStore);
if (kept === null) throw new Error('the story’s key store is ready');
const SLOTS: KeySlots = { storeKeyId: key.id, slots: [await recoverySlot(key, code, false), await passphraseSlot(key, passphrase), kept] };

function without(kind: string): KeySlots {
  return { ...SLOTS, slots: SLOTS.slots.filter((slot) => slot.kind !== kind) };
}

describe('the slots of a store key', () => {
  test('each lead to the key by themselves', async () => {
    for (const opened of [await openByRecoveryCode(SLOTS, code.toLowerCase()), await openByPassphrase(SLOTS, ` ${passphrase} `), openByKeyStore(SLOTS, keyStore)]) {
      expect(opened.ok && opened.value.toBytes()).toEqual(key.toBytes());
    }
  });

  test('lose nothing when one of them is lost', async () => {
    expect((await openByPassphrase(without('recoveryCode'), passphrase)).ok).toBe(true);
    expect((await openByRecoveryCode(without('passphrase'), code)).ok).toBe(true);
    expect((await openByPassphrase(without('keyStore'), passphrase)).ok).toBe(true);
    expect(await openByPassphrase(without('passphrase'), passphrase)).toEqual(err({ code: 'slot-missing' }));
    expect(await openByRecoveryCode(without('recoveryCode'), code)).toEqual(err({ code: 'slot-missing' }));
    expect(openByKeyStore(without('keyStore'), keyStore)).toEqual(err({ code: 'slot-missing' }));
  });

  test('tell a wrong secret as wrong', async () => {
    expect(await openByPassphrase(SLOTS, '早上开机的口令 2027')).toEqual(err({ code: 'passphrase-wrong' }));
    expect(await openByRecoveryCode(SLOTS, newRecoveryCode())).toEqual(err({ code: 'recovery-code-wrong' }));
    expect(await openByRecoveryCode(SLOTS, code.slice(1))).toMatchObject(err({ code: 'recovery-code-length' }));
    expect(openByKeyStore(SLOTS, new StoryKeyStore())).toEqual(err({ code: 'key-store-refused' }));
    expect(openByKeyStore(SLOTS, new StoryKeyStore({ ready: false, why: 'plain-text' }))).toEqual(err({ code: 'key-store-refused' }));
  });

  test('are never kept by a key store that writes in clear', () => {
    expect(keyStoreSlot(key, new StoryKeyStore({ ready: false, why: 'plain-text' }))).toBeNull();
  });

  test('do not open when they were put among the slots of another store', async () => {
    const other = StoreKey.create();
    expect(await openByPassphrase({ ...SLOTS, storeKeyId: other.id }, passphrase)).toEqual(err({ code: 'passphrase-wrong' }));
  });

  test('carry neither the key nor a secret in clear', () => {
    const text = slotsText(SLOTS);
    for (const secret of [Buffer.from(key.toBytes()).toString('hex'), Buffer.from(key.toBytes()).toString('base64'), code, passphrase]) expect(text).not.toContain(secret);
  });

  test('go into a backup without what belongs to this machine', () => {
    expect(forBackup(SLOTS).slots.map(({ kind }) => kind)).toEqual(['recoveryCode']);
  });

  test('are changed one at a time: the old passphrase is worth nothing then, the code still opens', async () => {
    const changed = withSlot(SLOTS, await passphraseSlot(key, 'eine neue Losung'));
    expect(changed.slots).toHaveLength(3);
    expect(await openByPassphrase(changed, passphrase)).toEqual(err({ code: 'passphrase-wrong' }));
    expect((await openByPassphrase(changed, 'eine neue Losung')).ok).toBe(true);
    expect((await openByRecoveryCode(changed, code)).ok).toBe(true);
  });
});

describe('the slots file', () => {
  test('says the same again, is damaged by any changed letter, and refuses a newer version', () => {
    const text = slotsText(SLOTS);
    expect(parseSlots(text)).toEqual({ ok: true, value: SLOTS });
    for (let at = 0; at < text.length - 1; at += 7) {
      const letter = text.charAt(at) === 'a' ? 'b' : 'a';
      expect(parseSlots(`${text.slice(0, at)}${letter}${text.slice(at + 1)}`)).toEqual(err({ code: 'slots-damaged' }));
    }
    expect(parseSlots('')).toEqual(err({ code: 'slots-damaged' }));
  });

  test('is readable by its owner alone, and survives the loss or damage of either copy', () => withTemporaryFolder(async (dir) => {
    await writeSlots(dir, SLOTS, () => Promise.resolve(true));
    expect((await readdir(join(dir, 'keys'))).toSorted()).toEqual(['slots.copy.json', 'slots.json']);
    for (const name of ['slots.json', 'slots.copy.json']) {
      const file = join(dir, 'keys', name);
      if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.slice(0, 40));
      expect(await readSlots(dir)).toEqual({ ok: true, value: SLOTS });
      await rm(file);
      expect(await readSlots(dir)).toEqual({ ok: true, value: SLOTS });
      await writeFile(file, text);
    }
    await rm(join(dir, 'keys'), { recursive: true });
    expect(await readSlots(dir)).toMatchObject(err({ code: 'slots-missing' }));
  }));

  test('stays as it was when what was written does not open', () => withTemporaryFolder(async (dir) => {
    await writeSlots(dir, SLOTS, () => Promise.resolve(true));
    const changed = withSlot(SLOTS, await passphraseSlot(key, 'eine neue Losung'));
    const seen: (string | undefined)[] = [];
    await expect(writeSlots(dir, changed, (written) => {
      seen.push(findSlot(written, 'passphrase')?.sealed);
      return Promise.resolve(false);
    })).rejects.toThrow('did not read back');
    expect(seen).toEqual([findSlot(changed, 'passphrase')?.sealed]);
    expect(await readSlots(dir)).toEqual({ ok: true, value: SLOTS });
  }));
});
