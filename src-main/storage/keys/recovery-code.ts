import { randomInt } from 'node:crypto';
import { err, ok } from '../../domain/result';
import type { Result } from '../../domain/result';

/** Digits and letters without I, L, O and U (Crockford's base 32): nothing on paper is taken for something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** What people write and type in place of a character that the alphabet does not have. */
const MEANT: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };
/** 6 groups of 4 random characters (120 bits) and a check character each. */
export const GROUPS = 6;
export const GROUP_LENGTH = 5;

/** Why a typed code is none, before it is tried; `group` counts from 1 and says where to look. */
export type CodeFault = { code: 'recovery-code-length'; characters: number } | { code: 'recovery-code-mistyped'; group: number };

/** A recovery code as it is shown, printed and typed: `7H2KC-…`, six groups. Shown once, never stored. */
export function newRecoveryCode(): string {
  const groups = Array.from({ length: GROUPS }, (_, at) => {
    const values = Array.from({ length: GROUP_LENGTH - 1 }, () => randomInt(ALPHABET.length));
    return [...values, checkOf(values, at)].map((value) => ALPHABET.charAt(value)).join('');
  });
  return groups.join('-');
}

/**
 * Reads a code as typed: small letters, spaces and hyphens do not matter, O counts as 0, I and L as 1. A wrong character, two
 * that changed places, or two groups that did are told before the code is tried. The answer is the code as it was shown.
 */
export function parseRecoveryCode(typed: string): Result<string, CodeFault> {
  const letters = lettersOf(typed);
  if (letters.length !== GROUPS * GROUP_LENGTH) return err({ code: 'recovery-code-length', characters: letters.length });
  const groups: string[] = [];
  for (let at = 0; at < GROUPS; at += 1) {
    const group = letters.slice(at * GROUP_LENGTH, (at + 1) * GROUP_LENGTH);
    const values = group.map((letter) => ALPHABET.indexOf(letter));
    const check = values.pop();
    if (values.includes(-1) || check !== checkOf(values, at)) return err({ code: 'recovery-code-mistyped', group: at + 1 });
    groups.push(group.join(''));
  }
  return ok(groups.join('-'));
}

/** Whether a group of the code, counted from 1, was typed as it is. */
export function isGroupOf(code: string, group: number, typed: string): boolean {
  return code.split('-')[group - 1] === lettersOf(typed).join('');
}

function lettersOf(typed: string): readonly string[] {
  return [...typed.normalize('NFKC').toUpperCase().replace(/[\s\u3000\-\u2010-\u2015\u2212_.]/g, '')].map((letter) => MEANT[letter] ?? letter);
}

/**
 * Check character of a group: its characters as a polynomial over GF(32) at 2, its place added. One wrong character and two
 * that changed places always show, since powers of 2 below 31 all differ there.
 */
function checkOf(values: readonly number[], at: number): number {
  return double(values.reduce((sum, value) => double(sum) ^ value, 0)) ^ (at + 1);
}

/** Times 2 in GF(32), modulo x⁵ + x² + 1. */
function double(value: number): number {
  const doubled = value << 1;
  return doubled < ALPHABET.length ? doubled : doubled ^ 0b100101;
}
