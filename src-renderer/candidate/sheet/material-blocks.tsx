import type { ReactNode } from 'react';
import type { TFunction } from 'i18next';
import { Trans } from 'react-i18next';
import type { BothLanguages } from '../../../src-preload/contract/common';
import type { SheetContentView } from '../../../src-preload/contract/signing';
import type { Language } from '../../i18n/language';
import { Leaf } from './Leaf';
import { Fingerprint, FingerprintTitle, type SheetBlock } from './SheetBlock';
import styles from './material-blocks.module.css';

type Material = SheetContentView['materials'][number];
type Names = Readonly<Record<string, BothLanguages>>;

/** Every image of every paper with what was decided; digests in small print below. */
export function materialBlocks(t: TFunction, language: Language, materials: readonly Material[], names: Names): SheetBlock[] {
  if (materials.length === 0) return [{ id: 'no-materials', span: 6, content: <p className={styles.none}>{t('candidate:material.none')}</p> }];
  const nameOf = (code: string): string => names[code]?.[language] ?? code;
  const papers = materials.map((material, index): SheetBlock => ({ id: `material-${index}`, span: 2, content: <Paper t={t} material={material} index={index} name={nameOf(material.code)} /> }));
  const digests = materials.map(({ code, n, sha256 }, index): SheetBlock => ({
    id: `material-${index}-sha256`, span: 3, close: true,
    content: <Fingerprint label={`${code} ${n}`}><Leaf at={['materials', index, 'sha256']} value={sha256} /></Fingerprint>,
  }));
  return [...papers, { id: 'material-fingerprints', span: 6, close: true, content: <FingerprintTitle text={t('candidate:fingerprint.title')} /> }, ...digests];
}

function Paper({ t, material, index, name }: { t: TFunction; material: Material; index: number; name: string }): ReactNode {
  const at = ['materials', index];
  return (
    <div className={styles.paper}>
      <p className={styles.name}>{name}</p>
      <p className={styles.facts}>
        <span><Trans t={t} i18nKey="candidate:material.image" components={{ n: <Leaf at={[...at, 'n']} value={material.n} /> }} /></span>
        {material.n === 0 && <span>{t('candidate:material.noImage')}</span>}
        <span>{t(`candidate:decision.${material.decision}`, { defaultValue: material.decision })}</span>
      </p>
      <p className={styles.codes}><Leaf at={[...at, 'code']} value={material.code} /> · <Leaf at={[...at, 'decision']} value={material.decision} /></p>
    </div>
  );
}
