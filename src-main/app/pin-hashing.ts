import { hash, verify } from '@node-rs/argon2';
import type { PinHashing } from '../workflows/ports';

/** argon2id (the library's default) in OWASP's second profile: 19 MiB, two passes; about 30 ms, off the main thread. */
const PROFILE = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function argon2PinHashing(): PinHashing {
  return {
    hash: (pin) => hash(pin, PROFILE),
    verify: (stored, pin) => verify(stored, pin),
  };
}
