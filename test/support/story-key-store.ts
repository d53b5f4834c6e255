import { randomBytes } from 'node:crypto';
import { SealCipher } from '../../src-main/storage/keys/seal-cipher';
import type { MachineKeyStore } from '../../src-main/storage/keys/slot-secrets';

/** The operating system's key store of a story: what one of them protects, no other gives back. */
export class StoryKeyStore implements MachineKeyStore {
  readonly #cipher = new SealCipher(randomBytes(32), randomBytes(8));
  readonly #state: ReturnType<MachineKeyStore['state']>;

  constructor(state: ReturnType<MachineKeyStore['state']> = { ready: true, backend: 'story' }) {
    this.#state = state;
  }

  state(): ReturnType<MachineKeyStore['state']> {
    return this.#state;
  }

  protect(bytes: Uint8Array): Uint8Array {
    return this.#cipher.sealBytes(bytes);
  }

  findProtected(kept: Uint8Array): Uint8Array | null {
    const opened = this.#cipher.openBytes(kept);
    return opened.ok ? opened.value : null;
  }
}
