import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CASE_STATES } from '../../../src-main/domain/case-record';
import { FIELD_KEYS } from '../../../src-main/domain/fields';
import { PROBLEM_SEVERITIES } from '../../../src-main/domain/registration-problems';
import { REFUSAL_CODES } from '../../../src-main/domain/refusal';
import { ROLES } from '../../../src-main/domain/vocabulary';
import { readCatalogues, type Catalogue } from '../../../src-renderer/i18n/catalogues';
import { createI18n } from '../../../src-renderer/i18n/i18n';
import { LANGUAGES } from '../../../src-renderer/i18n/language';

const ROOT = join(import.meta.dirname, '../../..');
const catalogues = readCatalogues();
const areas = Object.keys(catalogues['zh-CN']);

function leaves(catalogue: Catalogue, path = ''): [key: string, text: string][] {
  return Object.entries(catalogue).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`)));
}

/** English tells one from many, Chinese does not. */
function keysOf(catalogue: Catalogue): string[] {
  return [...new Set(leaves(catalogue).map(([key]) => key.replace(/_(one|other)$/, '')))].sort();
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name)).map((name) => join(folder, name));
}

function found(file: string, pattern: RegExp): string[] {
  return [...readFileSync(join(ROOT, file), 'utf8').matchAll(pattern)].map((match) => match[1] ?? '');
}

const AUDIT_KINDS = found('src-main/domain/audit-event.ts', /'([a-zA-Z]+\.[a-zA-Z]+)'/g);
const READER_FAULTS = found('src-main/devices/card-reader.ts', /^ {2}\| '(\w+)'/gm);
const IMPORT_PHASES = found('src-main/workflows/import-types.ts', /(?:ImportPhase =|\|) '(\w+)'/g);

/** What the readiness check of main can say, by check. */
const READINESS = {
  store: ['live', 'training', 'missing'], runtime: ['trial', 'current'], policy: ['adopted', 'missing'], schedule: ['open', 'closed', 'empty', 'missing'],
  reader: ['ready', 'absent', 'connecting', 'faulty', 'simulated'], siteKey: ['present', 'accepted', 'elsewhere'], diskSpace: ['enough', 'low'], chineseFont: ['present', 'missing'],
  candidateWindow: ['secondDisplay', 'singleDisplay'], printer: ['present', 'missing'], auditChain: ['head'],
};

describe('the catalogues', () => {
  it('cover the same areas in both languages', () => {
    expect(Object.keys(catalogues.en).sort()).toEqual([...areas].sort());
    expect(areas).toEqual(expect.arrayContaining(['common', 'errors', 'shell', 'fields', 'audit', 'case', 'identity', 'review']));
  });

  it.each(areas)('%s has the same keys in both languages', (area) => {
    expect(keysOf(catalogues.en[area] ?? {})).toEqual(keysOf(catalogues['zh-CN'][area] ?? {}));
  });

  it.each(areas)('%s fills the same things into its texts in both languages', (area) => {
    const english = new Map(leaves(catalogues.en[area] ?? {}));
    for (const [key, text] of leaves(catalogues['zh-CN'][area] ?? {})) expect({ key, names: namesIn(english.get(key) ?? '') }).toEqual({ key, names: namesIn(text) });
  });

  it('leave no text empty', () => {
    const empty = LANGUAGES.flatMap((language) => areas.flatMap((area) => leaves(catalogues[language][area] ?? {}).filter(([, text]) => text.trim() === '').map(([key]) => `${language} ${area}:${key}`)));
    expect(empty).toEqual([]);
  });

  it.each(LANGUAGES)('%s has a text for every refusal, field, state, role and audit kind', (language) => {
    const { t } = createI18n(language, readCatalogues());
    const needed = [
      ...REFUSAL_CODES.map((code) => `errors:${code}`), ...FIELD_KEYS.map((field) => `fields:${field}`), ...CASE_STATES.map((state) => `common:state.${state}`),
      ...ROLES.map((role) => `common:role.${role}`), ...AUDIT_KINDS.map((kind) => `audit:${kind}`),
    ];
    expect(AUDIT_KINDS.length).toBeGreaterThan(40);
    expect(needed.filter((key) => t(key) === key.slice(key.indexOf(':') + 1))).toEqual([]);
  });

  it.each(LANGUAGES)('%s has a text for every problem of a package, fault of a reader, phase of a job and line of readiness', (language) => {
    const { t } = createI18n(language, readCatalogues());
    const needed = [
      ...Object.keys(PROBLEM_SEVERITIES).map((code) => `packages:problem.${code}`), ...READER_FAULTS.map((fault) => `reader:fault.${fault}`),
      ...[...IMPORT_PHASES, 'drawing', 'exporting'].map((phase) => `packages:phase.${phase}`),
      ...Object.entries(READINESS).flatMap(([id, details]) => [`readiness:name.${id}`, ...details.map((detail) => `readiness:${id}.${detail}`)]),
    ];
    expect([READER_FAULTS.length >= 6, IMPORT_PHASES.length >= 4]).toEqual([true, true]);
    expect(needed.filter((key) => t(key) === key.slice(key.indexOf(':') + 1))).toEqual([]);
  });

  it.each(LANGUAGES)('%s says of a backup place that does not answer the same under readiness as in its panel', (language) => {
    const i18n = createI18n(language, readCatalogues());
    const place = '/mnt/share';
    expect(i18n.t('readiness:backup.hangs', { place })).toBe(i18n.t('errors:backup-place-hangs', { place }));
  });

  it('tell no refusal in one breath: what happened, then what to do', () => {
    const { t } = createI18n('zh-CN', readCatalogues());
    expect(REFUSAL_CODES.filter((code) => t(`errors:${code}`).split(/[。，；]/).length < 3)).toEqual([]);
  });

  it('hold every text that a screen names', () => {
    const known = new Set(areas.flatMap((area) => keysOf(catalogues['zh-CN'][area] ?? {}).map((key) => `${area}:${key}`)));
    const named = sourceFiles(join(ROOT, 'src-renderer')).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/['"`]([a-z-]+:[A-Za-z][\w.-]*)['"`]/g)].map((match) => match[1] ?? ''));
    const texts = named.filter((key) => areas.includes(key.split(':')[0] ?? ''));
    expect(texts.length).toBeGreaterThan(100);
    const isKnown = (key: string): boolean => known.has(key) || [...known].some((each) => each.startsWith(`${key}.`));
    expect([...new Set(texts.filter((key) => !isKnown(key)))]).toEqual([]);
  });
});
