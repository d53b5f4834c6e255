import type { ReactNode } from 'react';
import { ArrowRightOutlined } from '@ant-design/icons';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FieldKey } from '../../../src-preload/contract/cases';
import type { SheetContentView } from '../../../src-preload/contract/signing';
import { spanFor, type Span } from './block-span';
import { CorrectedTag } from './CorrectedTag';
import { Leaf, NumberLeaf } from './Leaf';
import { Labelled, type SheetBlock } from './SheetBlock';
import styles from './field-blocks.module.css';

export type Names = Readonly<Record<string, string>>;

/** The fields of a section, in the order of the sheet; a corrected one takes the whole width and tells what it was, and why it changed. */
export function fieldBlocks(t: TFunction, sheet: SheetContentView, fields: readonly FieldKey[], categoryNames: Names): SheetBlock[] {
  return fields.map((key) => {
    const value = sheet.fields[key] ?? '';
    const corrections = sheet.corrections.filter(({ field }) => field === key);
    const shown = <FieldValue field={key} value={value} names={categoryNames} />;
    if (corrections.length === 0) return { id: key, span: spanOf(key, value, categoryNames), content: <Labelled label={t(`fields:${key}`)}>{shown}</Labelled> };
    const olds = corrections.map(({ old }) => valueText(key, old, categoryNames));
    return { id: key, span: 6, content: <Labelled label={t(`fields:${key}`)} mark={<CorrectedTag />}><Changed olds={olds} reasons={corrections.map(({ reason }) => reason)}>{shown}</Changed></Labelled> };
  });
}

function spanOf(key: FieldKey, value: string, names: Names): Span {
  if (key === 'name') return 6;
  if (key === 'idNumber') return 3;
  return spanFor(valueText(key, value, names));
}

/** A value as people read it: a category's code with its name. */
export function valueText(field: FieldKey, value: string, categoryNames: Names): string {
  return field === 'category' ? [value, categoryNames[value]].filter(Boolean).join(' ') : value;
}

function FieldValue({ field, value, names }: { field: FieldKey; value: string; names: Names }): ReactNode {
  const at = ['fields', field];
  switch (field) {
    case 'name': return <Leaf at={at} value={value} className={styles.name} />;
    case 'idNumber': return <NumberLeaf at={at} value={value} className={styles.idNumber} />;
    case 'category': return <><Leaf at={at} value={value} /> {names[value]}</>;
    default: return <Leaf at={at} value={value} />;
  }
}

/** What stood there before each correction, what stands there now, and why. The corrections themselves are read back from their own section. */
function Changed({ olds, reasons, children }: { olds: readonly string[]; reasons: readonly string[]; children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <span className={styles.change}>
        {olds.map((old, index) => (
          <span key={index} className={styles.side}>
            <span className={styles.small}>{t('candidate:correction.old')}</span>
            {old === '' ? <span className={styles.small}>{t('candidate:value.empty')}</span> : <s className={styles.old}>{old}</s>}
          </span>
        ))}
        <span className={styles.side}><ArrowRightOutlined aria-label={t('candidate:correction.now')} className={styles.arrow} /><span>{children}</span></span>
      </span>
      {reasons.map((reason, index) => <span key={index} className={styles.reason}>{t('candidate:correction.because', { reason })}</span>)}
    </>
  );
}
