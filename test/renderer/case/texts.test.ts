import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FIELD_RESULTS } from '../../../src-main/domain/case-record';
import { SHEET_SECTIONS } from '../../../src-main/domain/fields';
import { PLAIN_CONDITIONS } from '../../../src-main/domain/conditions';
import type { IdentityWhy } from '../../../src-main/domain/card-match';
import type { OwnKeyReason } from '../../../src-main/domain/papers';
import type { ConsentWhy, IdentityCheckView, MaterialView, OpenItem, ShownDocument } from '../../../src-preload/contract/cases';
import { COUNTER_STEPS } from '../../../src-renderer/features/case/StepBar';
import { SECOND_IDENTIFIERS } from '../../../src-renderer/features/case/identity/paper-form';
import { ACTION_NAMES } from '../../../src-renderer/features/case/keys/keyed-action';
import { readCatalogues } from '../../../src-renderer/i18n/catalogues';
import { createI18n } from '../../../src-renderer/i18n/i18n';
import { LANGUAGES } from '../../../src-renderer/i18n/language';

interface TablePaper {
  code: string;
  name: Record<(typeof LANGUAGES)[number], string>;
}

const materials = JSON.parse(readFileSync('resources/tables/materials.json', 'utf8')) as readonly TablePaper[];

/** Complete by type: a new word of the desk fails to compile here until it is listed, and then fails until it has a text. */
const WHYS: Readonly<Record<IdentityWhy, true>> = {
  dots: true, width: true, spaces: true, letterCase: true, untypedCharacter: true, privateUse: true, brokenCharacter: true, variantForm: true, wordOrder: true, cutOff: true, empty: true,
  checkCharacter: true, oldNumberCheck: true, oldNumber: true, contradictsNumber: true, notOnCard: true, notRegistered: true, otherForm: true, unknownCode: true, otherDocument: true,
  notAccepted: true, approverDecides: true, expired: true, notYetValid: true, seenByHuman: true, standsIn: true, lookAtPaper: true, tooLongForTemporary: true, latinOnly: true, nameCut: true,
};
const OWN_KEYS: Readonly<Record<OwnKeyReason, true>> = { highRisk: true, contested: true, onlineReturned: true, untypedCharacter: true };
const METHODS: Readonly<Record<IdentityCheckView['method'], true>> = { chip: true, document: true, temporaryId: true, policeCertificate: true, consent: true, simulated: true };
const PAPERS: Readonly<Record<ShownDocument, true>> = {
  residentId: true, temporaryId: true, policeCertificate: true, residencePermit: true, foreignResidentId: true, passport: true, officerCard: true, other: true,
};
const CONSENT_WHYS: Readonly<Record<ConsentWhy, true>> = { kind: true, chipNotRead: true, expired: true };
const MATERIAL_STATES: Readonly<Record<MaterialView['state'], true>> = { missing: true, open: true, accepted: true, acceptedWithCommitment: true, contested: true };
const OPEN_ITEMS: Readonly<Record<OpenItem['kind'], true>> = {
  identity: true, materialMissing: true, materialUndecided: true, fieldUnchecked: true, fieldContested: true, materialContested: true, correctionOpen: true, firstPass: true, secondPass: true,
};
const IMAGE_FLAGS = ['image-too-large', 'image-not-upright', 'image-too-small', 'image-too-many'];
/** What is always asked for needs no reason. */
const CONDITIONS = PLAIN_CONDITIONS.filter((condition) => condition !== 'always');

const KEYS: readonly string[] = [
  ...ACTION_NAMES.map((name) => `case:action.${name}`),
  ...COUNTER_STEPS.map((step) => `case:step.${step}`),
  ...[...FIELD_RESULTS, 'needsHuman', 'open'].map((result) => `case:result.${result}`),
  ...[...Object.keys(SHEET_SECTIONS), 'corrections', 'materials', 'declaration'].map((section) => `case:section.${section}`),
  ...materials.map(({ code }) => `case:material.${code}`),
  ...Object.keys(WHYS).map((why) => `identity:why.${why}`),
  ...Object.keys(METHODS).map((method) => `identity:method.${method}`),
  ...[...Object.keys(PAPERS), 'consent'].flatMap((way) => [`identity:otherWays.ways.${way}`, `identity:otherWays.hints.${way}`]),
  ...Object.keys(CONSENT_WHYS).map((why) => `identity:consentWhy.${why}`),
  ...SECOND_IDENTIFIERS.map((kind) => `identity:paper.identifiers.${kind}`),
  ...Object.keys(OWN_KEYS).map((why) => `review:ownKey.${why}`),
  ...Object.keys(MATERIAL_STATES).map((state) => `review:materialState.${state}`),
  ...Object.keys(OPEN_ITEMS).map((kind) => `review:openItem.${kind}`),
  ...CONDITIONS.map((condition) => `review:because.${condition}`),
  ...IMAGE_FLAGS.map((flag) => `review:flag.${flag}`),
];

describe.each(LANGUAGES)('the texts of the case room in %s', (language) => {
  const i18n = createI18n(language, readCatalogues());

  it('say every word that the desk can hand to it', () => {
    expect(KEYS.filter((key) => !i18n.exists(key, { lng: language, fallbackLng: [] }))).toEqual([]);
  });

  it('call every paper as the table of papers does', () => {
    for (const { code, name } of materials) expect(i18n.t(`case:material.${code}`)).toBe(name[language]);
  });
});
