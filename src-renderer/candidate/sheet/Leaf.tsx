import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../ui/classes';
import { pathOf, textOf } from './sheet-leaves';
import styles from './Leaf.module.css';

export type Path = readonly (string | number)[];

interface LeafProps {
  at: Path;
  value: string | number | null;
  className?: string | undefined;
}

/**
 * One value of the sheet, drawn exactly as it is: the element's text is what is read back and digested.
 * Everything that only explains a value stands beside this element, never in it.
 */
export function Leaf({ at, value, className }: LeafProps): ReactNode {
  const { t } = useTranslation();
  const { type, text } = textOf(value);
  return (
    <>
      <span data-leaf={pathOf(at)} data-type={type} className={classes(styles.leaf, className)}>{text}</span>
      {value === '' && <span className={styles.empty}>{t('candidate:value.empty')}</span>}
    </>
  );
}

/** How many entries a list or record of the sheet has; read back too, so that an empty list is known and a lost entry noticed. */
export function LeafCount({ at, of, className }: { at: Path; of: readonly unknown[] | Readonly<Record<string, unknown>>; className?: string }): ReactNode {
  const list = Array.isArray(of);
  return <span data-leaf={pathOf(at)} data-type={list ? 'list' : 'record'} className={classes(styles.leaf, className)}>{list ? of.length : Object.keys(of).length}</span>;
}

const RESIDENT_NUMBER = /^(\d{6})(\d{8})(\w{4})$/;

/** A number that people compare digit by digit: a resident number stands in its three groups, set apart by space that is no text. */
export function NumberLeaf({ at, value, className }: { at: Path; value: string; className?: string | undefined }): ReactNode {
  const groups = RESIDENT_NUMBER.exec(value)?.slice(1);
  if (groups === undefined) return <Leaf at={at} value={value} className={classes(styles.number, className)} />;
  return (
    <span data-leaf={pathOf(at)} data-type="string" className={classes(styles.leaf, styles.number, className)}>
      {groups.map((group, i) => <span key={i} className={styles.group}>{group}</span>)}
    </span>
  );
}
