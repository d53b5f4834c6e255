import type { z } from 'zod';
import { digestOf } from '../canonical/canonical-json';
import type { JsonValue } from '../domain/audit-event';
import type { SitePolicy } from '../domain/policy';
import type { ParsedPolicy, PolicyDefaults } from '../domain/policy-defaults';
import { err, ok, type Result } from '../domain/result';
import type { Sha256 } from '../domain/vocabulary';
import { contradictionsOf } from './policy-consistency';
import { problemOf, type PolicyFault, type PolicyProblem } from './policy-problem';
import { policySchema } from './policy-schema';

/** What every policy file begins with. */
const HEAD = { format: 'constant "countersign.policy"', version: 'constant 1' } as const;

type JsonObject = { readonly [key: string]: JsonValue };

/**
 * Reads a policy file (spec policy.md): objects are laid over the defaults key by key, lists and plain values replace.
 * Only `format` and `version` are required. Left out, `corrections` are the `schedule` and supplements come until its last day.
 */
export function parsePolicy(text: string, defaults: PolicyDefaults): Result<ParsedPolicy, PolicyProblem[]> {
  const file = readObject(text);
  if (file === null) return err([problemOf({ code: 'not-json', path: [], expectation: 'json' })]);
  const stranger = headFault(file);
  if (stranger !== null) return err([problemOf(stranger)]);
  const checked = checkPolicy(overlay(defaults as unknown as JsonObject, file));
  return checked.ok ? ok(withDerived(checked.value, file)) : checked;
}

/** Checks a complete policy, as `parsePolicy` does after laying the file over the defaults. */
export function checkPolicy(candidate: unknown): Result<ParsedPolicy, PolicyProblem[]> {
  const read = policySchema.safeParse(candidate, { reportInput: true });
  if (!read.success) return err(read.error.issues.flatMap(faultsOf).map(problemOf));
  // The schema takes some keys from tables, which makes its type wider than the policy's.
  const policy = read.data as ParsedPolicy;
  const contradictions = contradictionsOf(policy);
  return contradictions.length === 0 ? ok(policy) : err(contradictions.map(problemOf));
}

/** SHA-256 of the policy's canonical JSON (RFC 8785): what every case is decided under. */
export function policyDigest(policy: SitePolicy): Sha256 {
  return digestOf(policy as unknown as JsonValue);
}

function readObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function headFault(file: JsonObject): PolicyFault | null {
  const missing = (['format', 'version'] as const).find((key) => !(key in file));
  if (missing !== undefined) return { code: 'missing-value', path: [missing], expectation: HEAD[missing] };
  if (file['format'] !== 'countersign.policy') return { code: 'unknown-format', path: ['format'], expectation: HEAD.format };
  if (file['version'] !== 1) return { code: 'unknown-version', path: ['version'], expectation: HEAD.version };
  return null;
}

function overlay(base: JsonObject, over: JsonObject): JsonObject {
  const merged = new Map<string, JsonValue>(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key);
    merged.set(key, isObject(below) && isObject(value) ? overlay(below, value) : value);
  }
  return Object.fromEntries(merged);
}

function withDerived(policy: ParsedPolicy, file: JsonObject): ParsedPolicy {
  const lastDay = policy.schedule.map((span) => span.to).toSorted().at(-1) ?? null;
  return {
    ...policy,
    corrections: 'schedule' in file && !('corrections' in file) ? policy.schedule : policy.corrections,
    supplementsUntil: 'schedule' in file && !('supplementsUntil' in file) ? lastDay : policy.supplementsUntil,
  };
}

function faultsOf(issue: z.core.$ZodIssue): PolicyFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ code: 'unknown-key', path: [...issue.path, key], expectation: issue.message }));
  }
  if (issue.code === 'invalid_key') return issue.issues.map((inner) => ({ code: 'unknown-code', path: issue.path, expectation: inner.message }));
  return [{ code: issue.input === undefined ? 'missing-value' : 'bad-value', path: issue.path, expectation: issue.message }];
}
