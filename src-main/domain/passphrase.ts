/** Characters that a start passphrase has at least, and how many different ones. */
export const SHORTEST_PASSPHRASE = 8;
const FEWEST_DIFFERENT = 4;

/** A passphrase that is guessed first keeps nobody out; argon2id makes each guess slow, not impossible. */
export function isWeakPassphrase(passphrase: string): boolean {
  const characters = [...passphrase.normalize('NFKC').trim()];
  return characters.length < SHORTEST_PASSPHRASE || new Set(characters).size < FEWEST_DIFFERENT;
}
