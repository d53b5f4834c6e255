import { useEffect, useRef, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { classes } from '../../ui/classes';
import { CaseRow } from './CaseRow';
import type { CasePages } from './use-case-pages';
import styles from './CaseTable.module.css';

const ROW_PX = 56;
const OVERSCAN = 8;
/** Columns after the photo; texts under `cases:column.<id>`. */
const COLUMNS = ['name', 'idNumber', 'category', 'workUnit', 'point', 'state', 'claim'] as const;

export interface CaseTableProps {
  pages: CasePages;
  /** Row that Enter opens. */
  cursor: number;
  onCursor(index: number): void;
  onOpen(registrationNo: string): void;
  /** Told which rows are in view, so that their pages are asked for. */
  onRange(range: { first: number; last: number }): void;
}

/** Only the rows in view are drawn; 100,000 candidates scroll like a hundred. */
export function CaseTable({ pages, cursor, onCursor, onOpen, onRange }: CaseTableProps): ReactNode {
  const { t } = useTranslation();
  const scroll = useRef<HTMLDivElement>(null);
  const total = pages.total ?? 0;
  // eslint-disable-next-line react-hooks/incompatible-library -- no compiler memoizes this code
  const rows = useVirtualizer({ count: total, getScrollElement: () => scroll.current, estimateSize: () => ROW_PX, overscan: OVERSCAN, initialRect: { width: 1000, height: 560 } });
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onRange({ first, last }), [onRange, first, last]);
  useEffect(() => rows.scrollToIndex(cursor, { align: 'auto' }), [rows, cursor]);
  return (
    <div className={styles.table} role="grid" aria-label={t('shell:room.cases')} aria-rowcount={total + 1} aria-activedescendant={`case-row-${cursor}`} tabIndex={0}>
      <div className={classes(styles.grid, styles.head)} role="row" aria-rowindex={1}>
        <span role="columnheader"><span className="visually-hidden">{t('cases:column.photo')}</span></span>
        {COLUMNS.map((column) => <span key={column} role="columnheader">{t(`cases:column.${column}`)}</span>)}
      </div>
      <div ref={scroll} className={styles.scroll} role="rowgroup" tabIndex={-1}>
        <div className={styles.sheet} style={{ height: rows.getTotalSize() }} role="presentation">
          {items.map(({ index, start }) => (
            <CaseRow key={index} index={index} top={start} item={pages.rowAt(index)} current={index === cursor} onCursor={onCursor} onOpen={onOpen} />
          ))}
        </div>
      </div>
    </div>
  );
}
