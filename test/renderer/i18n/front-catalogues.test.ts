import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCatalogues } from '../../../src-renderer/i18n/catalogues';
import { readFrontCatalogues } from '../../../src-renderer/i18n/front-catalogues';
import { addCatalogues, createI18n } from '../../../src-renderer/i18n/i18n';
import { LANGUAGES } from '../../../src-renderer/i18n/language';

const RENDERER = join(import.meta.dirname, '../../../src-renderer');
/** What may be on the screen before the desk itself has been read. */
const SHOWN_FIRST = [
  'app/StaffWindow.tsx', 'app/Bands.tsx', 'app/ErrorBoundary.tsx', 'app/FrontPage.tsx', 'app/LanguageSwitch.tsx', 'features/sign-in/SignInPage.tsx', 'features/sign-in/PersonList.tsx',
  'ui/FrontCard.tsx', 'ui/RefusalNotice.tsx', 'ui/Notice.tsx', 'ui/EmptyState.tsx', 'ui/FrontButton.tsx', 'ui/KeyHint.tsx', 'ui/Drawing.tsx',
];

describe('the texts of the first page', () => {
  it('are there in both languages before those of the desk are read', () => {
    const front = readFrontCatalogues();
    for (const language of LANGUAGES) expect(Object.keys(front[language]).sort()).toEqual(['common', 'errors', 'shell', 'sign-in']);
  });

  it.each(SHOWN_FIRST)('are all that %s asks for', (file) => {
    const asked = [...readFileSync(join(RENDERER, file), 'utf8').matchAll(/\bt\(\[?[`']([a-z-]+):/g)].map(([, area]) => area);
    expect(asked.filter((area) => area !== undefined && !(area in readFrontCatalogues().en))).toEqual([]);
  });

  it.each(SHOWN_FIRST)('and %s needs nothing of the kit', (file) => {
    expect(readFileSync(join(RENDERER, file), 'utf8')).not.toMatch(/from '(?:antd|@ant-design\/icons)'/);
  });

  it('are joined by those of every room once the desk is read', () => {
    const i18n = createI18n('en', readFrontCatalogues());
    expect(i18n.hasResourceBundle('en', 'cases')).toBe(false);
    addCatalogues(i18n, readCatalogues());
    const areas = Object.keys(readCatalogues().en);
    for (const language of LANGUAGES) expect(areas.filter((area) => !i18n.hasResourceBundle(language, area))).toEqual([]);
  });
});
