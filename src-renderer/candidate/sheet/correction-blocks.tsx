import type { ReactNode } from 'react';
import { ArrowRightOutlined } from '@ant-design/icons';
import type { TFunction } from 'i18next';
import type { FieldKey } from '../../../src-preload/contract/cases';
import type { SheetContentView } from '../../../src-preload/contract/signing';
import { textWidth } from './block-span';
import type { Names } from './field-blocks';
import { Leaf, LeafCount, type Path } from './Leaf';
import { BlockGrid, Fingerprint, type SheetBlock } from './SheetBlock';
import styles from './correction-blocks.module.css';

type Correction = SheetContentView['corrections'][number];

/** Above this width, a correction is taken apart, so that it can be split between two screens. */
const LONG = 160;
/** Above this width, old and new value stand below each other. */
const SHORT = 40;

/** Every correction: which field, old → new, why, and in small print who decided on what evidence. */
export function correctionBlocks(t: TFunction, corrections: readonly Correction[], categoryNames: Names): SheetBlock[] {
  if (corrections.length === 0) return [{ id: 'no-corrections', span: 6, content: <p className={styles.none}>{t('candidate:correction.none')}</p> }];
  return corrections.flatMap((correction, index) => {
    const pieces = piecesOf(t, correction, index, categoryNames);
    const whole: SheetBlock = { id: `correction-${index}`, span: 6, content: <BlockGrid within blocks={pieces} /> };
    return [correction.old, correction.new, correction.reason].some((text) => textWidth(text) > LONG) ? pieces : [whole];
  });
}

function piecesOf(t: TFunction, correction: Correction, index: number, categoryNames: Names): SheetBlock[] {
  const at: Path = ['corrections', index];
  const id = `correction-${index}`;
  const heading = <Heading t={t} number={index + 1} field={correction.field} at={at} />;
  const old = <ChangedValue label={t('candidate:correction.old')} at={[...at, 'old']} value={correction.old} name={nameOf(correction.field, correction.old, categoryNames)} old />;
  const now = <ChangedValue label={t('candidate:correction.now')} at={[...at, 'new']} value={correction.new} name={nameOf(correction.field, correction.new, categoryNames)} />;
  const short = Math.max(textWidth(correction.old), textWidth(correction.new)) <= SHORT;
  const values: SheetBlock[] = short
    ? [{ id, span: 6, close: true, content: <>{heading}<div className={styles.change}>{old}<ArrowRightOutlined aria-hidden="true" className={styles.arrow} />{now}</div></> }]
    : [{ id, span: 6, close: true, content: <>{heading}<div className={styles.change}>{old}</div></> }, { id: `${id}-new`, span: 6, close: true, content: <div className={styles.change}>{now}</div> }];
  const reason = <p className={styles.reason}><span className={styles.label}>{t('candidate:correction.reason')}</span><Leaf at={[...at, 'reason']} value={correction.reason} /></p>;
  return [...values, { id: `${id}-reason`, span: 6, close: true, content: reason }, ...smallPrint(t, correction, at, id)];
}

function nameOf(field: FieldKey, value: string, categoryNames: Names): string | undefined {
  return field === 'category' ? categoryNames[value] : undefined;
}

function Heading({ t, number, field, at }: { t: TFunction; number: number; field: FieldKey; at: Path }): ReactNode {
  return <h3 className={styles.heading}>{t('candidate:correction.heading', { number, field: t(`fields:${field}`) })} <Leaf at={[...at, 'field']} value={field} className={styles.code} /></h3>;
}

function ChangedValue({ label, at, value, name, old = false }: { label: string; at: Path; value: string; name: string | undefined; old?: boolean }): ReactNode {
  return (
    <div className={styles.side}>
      <span className={styles.label}>{label}</span>
      <span className={old ? styles.old : styles.now}><Leaf at={at} value={value} />{name !== undefined && ` ${name}`}</span>
    </div>
  );
}

function smallPrint(t: TFunction, { requestedBy, decidedBy, decidedAt, evidence }: Correction, at: Path, id: string): SheetBlock[] {
  const people = (
    <Fingerprint label={t('candidate:fingerprint.decided')}>
      <Leaf at={[...at, 'requestedBy']} value={requestedBy} /> → <Leaf at={[...at, 'decidedBy']} value={decidedBy} /> · <Leaf at={[...at, 'decidedAt']} value={decidedAt} /> · {t('candidate:fingerprint.evidenceCount')} <LeafCount at={[...at, 'evidence']} of={evidence} />
    </Fingerprint>
  );
  const files = evidence.map((sha256, n): SheetBlock => ({
    id: `${id}-evidence-${n}`, span: 3, close: true, content: <Fingerprint label={t('candidate:fingerprint.evidence', { number: n + 1 })}><Leaf at={[...at, 'evidence', n]} value={sha256} /></Fingerprint>,
  }));
  return [{ id: `${id}-people`, span: 6, close: true, content: people }, ...files];
}
