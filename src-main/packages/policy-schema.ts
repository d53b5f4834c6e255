import { z } from 'zod';
import { isCondition, PLAIN_CONDITIONS } from '../domain/conditions';
import { FIELD_KEYS } from '../domain/fields';
import { SHOWN_DOCUMENT_KINDS } from '../domain/identity-documents';
import { TEXT_GAPS, unknownGaps } from '../domain/policy-texts';
import { isCalendarDay, isHours, isTimeZone } from './policy-time';

/** The form of a policy file after it was laid over the defaults (spec policy.md). Every error names an expectation. */

const CONTROL_EXCEPT_NEWLINE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

function group<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const keys = Object.keys(shape).join(' ');
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? `keys ${keys}` : `group ${keys}`) });
}

function byCode<Key extends z.core.$ZodRecordKey, Value extends z.ZodType>(key: Key, value: Value) {
  return z.record(key, value, { error: (issue) => (issue.code === 'invalid_type' ? 'byCode' : undefined) });
}

function choice<const Values extends readonly [string, ...string[]]>(...values: Values) {
  return z.enum(values, { error: `choice ${values.join(' ')}` });
}

function whole(min: number, max: number) {
  const error = `whole ${min} ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

function text(max: number) {
  const error = `text ${max}`;
  return z.string({ error }).min(1, { error }).max(max, { error }).refine((value) => !CONTROL_EXCEPT_NEWLINE.test(value), { error });
}

function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item, { error: 'list' });
}

const flag = z.boolean({ error: 'flag' });
const day = z.string({ error: 'day' }).refine(isCalendarDay, { error: 'day' });
const hours = z.string({ error: 'hours' }).refine(isHours, { error: 'hours' });
const materialCode = z.string({ error: 'materialCode' }).regex(/^[A-Z][A-Z0-9_]{0,31}$/, { error: 'materialCode' });
const categoryCode = z.string({ error: 'categoryCode' }).regex(/^\d{3}$/, { error: 'categoryCode' });
const fieldKey = z.enum(FIELD_KEYS as [(typeof FIELD_KEYS)[number]], { error: `choice ${FIELD_KEYS.join(' ')}` });
const conditionWords = `condition ${PLAIN_CONDITIONS.join(' ')}`;
const condition = z.string({ error: conditionWords }).refine(isCondition, { error: conditionWords });

const gapsError = `gaps ${TEXT_GAPS.map((gap) => `{${gap}}`).join(' ')}`;
const filledText = text(4000).refine((value) => unknownGaps(value).length === 0, { error: gapsError });
const filledTexts = group({ 'zh-CN': filledText, en: filledText });

const span = group({ from: day, to: day, hours: listOf(hours) });
const coded = group({ code: text(20), name: text(100) });
const documentRule = group({
  accepted: choice('yes', 'approver', 'no'),
  chip: choice('required', 'optional', 'none'),
  expired: choice('refuse', 'approver'),
});
const categoryRule = group({ name: text(100), group: choice('physician', 'assistant', 'apprenticeship') });
const materialRule = group({
  name: group({ 'zh-CN': text(100), en: text(100) }),
  min: whole(0, 99),
  max: whole(1, 99),
  proves: listOf(fieldKey),
  alsoShows: listOf(fieldKey).default([]),
  keptBySite: flag.default(false),
});
const fieldRule = group({
  compare: flag,
  correctable: flag,
  evidence: listOf(materialCode),
  risk: choice('normal', 'high'),
  selfContact: flag,
});

export const policySchema = group({
  format: z.literal('countersign.policy', { error: 'constant "countersign.policy"' }),
  version: z.literal(1, { error: 'constant 1' }),
  site: coded.optional(),
  zone: coded.optional(),
  exam: group({ name: text(100), year: whole(2000, 2100) }).optional(),
  schedule: listOf(span),
  corrections: listOf(span),
  supplementsUntil: day.nullable(),
  timeZone: z.string({ error: 'timeZone' }).refine(isTimeZone, { error: 'timeZone' }),
  mode: choice('candidate-in-person', 'unit-delegate'),
  checks: group({ count: z.union([z.literal(1), z.literal(2)], { error: 'choice 1 2' }), samePersonMayDoBoth: flag }),
  identityDocuments: group(Object.fromEntries(SHOWN_DOCUMENT_KINDS.map((kind) => [kind, documentRule]))),
  categories: byCode(categoryCode, categoryRule),
  materials: byCode(materialCode, materialRule),
  required: listOf(group({ when: condition, materials: listOf(materialCode) })),
  images: group({
    maxBytes: whole(1024, 104_857_600),
    formats: listOf(choice('jpeg', 'png')),
    minWidth: whole(1, 20_000),
    minHeight: whole(1, 20_000),
    maxPixels: whole(1, 60_000_000),
    upright: flag,
  }),
  fields: group(Object.fromEntries(FIELD_KEYS.map((key) => [key, fieldRule.optional()]))),
  pendingCertification: z.union([z.literal('refuse'), group({ commitment: z.literal(true), dueDate: day })], { error: 'pendingCertification' }),
  texts: group({
    declaration: group({ id: text(100), version: whole(1, 9999), text: filledTexts }),
    finality: filledTexts,
    receipt: filledTexts,
    watermark: filledTexts,
    commitments: filledTexts,
  }),
  signing: group({ legalOriginal: choice('electronic', 'ink'), minDwellSeconds: whole(0, 600), sectionsConfirmed: flag }),
  paper: group({
    sheetCopies: whole(0, 9),
    candidateCopy: flag,
    sheetSize: choice('A4'),
    receipt: choice('A5', '80mm'),
    kept: listOf(materialCode),
  }),
  retentionDays: whole(1, 36_500),
});
