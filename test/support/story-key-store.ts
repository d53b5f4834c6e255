import { randomBytes } from 'node:crypto';
import { SealCipher } from '../../src-main/storage/keys/seal-cipher';
import type { MachineKeyStore } from '../../src-main/storage/keys/slot-secrets';

/** The operating system's key store of a story: what one of them protects, no other gives back. */
export class StoryKeyStore implements MachineKeyStore {
  readonly #cipher: SealCipher;
  readonly #state: ReturnType<MachineKeyStore['state']>;

  /** With the secret of another one it is the same machine's, later. */
  constructor(state: ReturnType<MachineKeyStore['state']> = { ready: true, backend: 'story' }, secret: Uint8Array = StoryKeyStore.newSecret()) {
    this.#state = state;
    this.#cipher = new SealCipher(secret.subarray(0, 32), secret.subarray(32));
  }

  static newSecret(): Uint8Array {
    return randomBytes(32 + 8);
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
