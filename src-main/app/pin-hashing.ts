import type * as Argon2 from '@node-rs/argon2';
import type { PinHashing } from '../workflows/ports';

/** argon2id (the library's default) in OWASP's second profile: 19 MiB, two passes; about 30 ms, off the main thread. */
const PROFILE = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The addon is read with the first PIN, not at every start. */
export function argon2PinHashing(): PinHashing {
  const argon2 = (): Promise<typeof Argon2> => import('@node-rs/argon2');
  return {
    hash: async (pin) => (await argon2()).hash(pin, PROFILE),
    verify: async (stored, pin) => (await argon2()).verify(stored, pin),
  };
}
