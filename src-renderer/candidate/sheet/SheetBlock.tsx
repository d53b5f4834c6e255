import type { ReactNode } from 'react';
import { classes } from '../../ui/classes';
import type { Span } from './block-span';
import styles from './SheetBlock.module.css';

/** The smallest piece of a section: it is never split between two screens. */
export interface SheetBlock {
  id: string;
  span: Span;
  /** Small print stands close together. */
  close?: true;
  content: ReactNode;
}

const SPANS: Readonly<Record<Span, string | undefined>> = { 2: styles.third, 3: styles.half, 6: styles.whole };

/** `within`: inside another block, which is split as a whole. */
export function BlockGrid({ blocks, within = false }: { blocks: readonly SheetBlock[]; within?: boolean }): ReactNode {
  return (
    <div className={styles.grid} {...(within ? {} : { 'data-blocks': '' })}>
      {blocks.map(({ id, span, close, content }) => <div key={id} data-span={span} className={classes(styles.block, SPANS[span], close && styles.close)}>{content}</div>)}
    </div>
  );
}

/** A value under its label; with a mark, what was corrected stands out. */
export function Labelled({ label, mark, children }: { label: string; mark?: ReactNode; children: ReactNode }): ReactNode {
  return (
    <div className={classes(mark !== undefined && styles.corrected)}>
      <p className={styles.label}>{label}{mark}</p>
      <div className={styles.value}>{children}</div>
    </div>
  );
}

/** A line of the small print: digests and codes that machines compare. */
export function Fingerprint({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return <p className={styles.fingerprint}><span className={styles.fingerprintLabel}>{label}</span>{children}</p>;
}

export function FingerprintTitle({ text }: { text: string }): ReactNode {
  return <p className={styles.fingerprintTitle}>{text}</p>;
}
