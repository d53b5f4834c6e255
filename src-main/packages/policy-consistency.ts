import { readCondition } from '../domain/conditions';
import { ID_TYPES } from '../domain/identity-documents';
import type { ScheduleSpan } from '../domain/policy';
import type { ParsedPolicy } from '../domain/policy-defaults';
import type { PolicyFault } from './policy-problem';
import { outOfOrder } from './policy-time';

/** What the parts of a well-formed policy say about each other: codes that exist, days and hours in order. */
export function contradictionsOf(policy: ParsedPolicy): PolicyFault[] {
  return [
    ...spanFaults('schedule', policy.schedule),
    ...spanFaults('corrections', policy.corrections),
    ...materialFaults(policy),
    ...requiredFaults(policy),
    ...Object.entries(policy.fields).flatMap(([key, rule]) => codeFaults(policy, ['fields', key, 'evidence'], rule?.evidence ?? [])),
    ...codeFaults(policy, ['paper', 'kept'], policy.paper.kept),
  ];
}

function spanFaults(key: string, spans: readonly ScheduleSpan[]): PolicyFault[] {
  return spans.flatMap((span, i) => [
    ...(span.from <= span.to ? [] : [{ code: 'bad-value', path: [key, i, 'from'], expectation: 'fromBeforeTo' } as const]),
    ...outOfOrder(span.hours).map((j) => ({ code: 'bad-value', path: [key, i, 'hours', j], expectation: 'hoursInOrder' }) as const),
  ]);
}

function materialFaults(policy: ParsedPolicy): PolicyFault[] {
  return Object.entries(policy.materials).flatMap(([code, rule]) =>
    rule.min <= rule.max ? [] : [{ code: 'bad-value', path: ['materials', code, 'max'], expectation: 'minBelowMax' } as const],
  );
}

function requiredFaults(policy: ParsedPolicy): PolicyFault[] {
  return policy.required.flatMap(({ when, materials }, i) => [
    ...conditionFaults(policy, when, ['required', i, 'when']),
    ...codeFaults(policy, ['required', i, 'materials'], materials),
  ]);
}

function conditionFaults(policy: ParsedPolicy, when: string, path: PolicyFault['path']): PolicyFault[] {
  const read = readCondition(when);
  if (read === null || 'plain' in read) return [];
  const groups = new Set<string>(Object.values(policy.categories).map((category) => category.group));
  const known = {
    category: { values: new Set(Object.keys(policy.categories)), expectation: 'knownCategory' },
    'category.group': { values: groups, expectation: `choice ${[...groups].join(' ')}` },
    idType: { values: new Set<string>(ID_TYPES), expectation: `choice ${ID_TYPES.join(' ')}` },
  }[read.subject];
  return known.values.has(read.value) ? [] : [{ code: 'unknown-code', path, expectation: known.expectation }];
}

function codeFaults(policy: ParsedPolicy, path: PolicyFault['path'], codes: readonly string[]): PolicyFault[] {
  const expectation = `knownMaterial ${Object.keys(policy.materials).join(' ')}`;
  return codes.flatMap((code, i) => (Object.hasOwn(policy.materials, code) ? [] : [{ code: 'unknown-code', path: [...path, i], expectation } as const]));
}
