import type { ReactNode } from 'react';
import type { TFunction } from 'i18next';
import type { BothLanguages } from '../../../src-preload/contract/common';
import type { SheetContentView } from '../../../src-preload/contract/signing';
import { isLanguage, LANGUAGES, type Language } from '../../i18n/language';
import { Leaf } from './Leaf';
import { Fingerprint, FingerprintTitle, type SheetBlock } from './SheetBlock';
import styles from './declaration-blocks.module.css';

/** The declaration in the language that the sheet binds to; a person who reads another gets a translation above it, called so. */
export function declarationBlocks(t: TFunction, language: Language, sheet: SheetContentView, text: BothLanguages): SheetBlock[] {
  const { lang, id, version, sha256 } = sheet.declaration;
  const binding = isLanguage(lang) ? lang : LANGUAGES[0];
  const translated: SheetBlock[] = binding === language ? [] : [
    { id: 'translation', span: 6, content: <Text lang={language} note={t('candidate:declaration.translation')} text={text[language]} /> },
  ];
  const note = binding === language ? null : t('candidate:declaration.binding', { language: t(`candidate:language.${binding}`) });
  return [
    ...translated,
    { id: 'declaration', span: 6, content: <Text lang={binding} note={note} text={text[binding]} /> },
    { id: 'declaration-fingerprints', span: 6, close: true, content: <FingerprintTitle text={t('candidate:fingerprint.title')} /> },
    {
      id: 'declaration-id', span: 3, close: true,
      content: <Fingerprint label={t('candidate:fingerprint.declaration')}><Leaf at={['declaration', 'id']} value={id} /> · <Leaf at={['declaration', 'version']} value={version} /> · <Leaf at={['declaration', 'lang']} value={lang} /></Fingerprint>,
    },
    { id: 'declaration-sha256', span: 3, close: true, content: <Fingerprint label="SHA-256"><Leaf at={['declaration', 'sha256']} value={sha256} /></Fingerprint> },
  ];
}

function Text({ lang, note, text }: { lang: Language; note: string | null; text: string }): ReactNode {
  return (
    <>
      {note !== null && <p className={styles.note}>{note}</p>}
      <p lang={lang} className={styles.text}>{text}</p>
    </>
  );
}
