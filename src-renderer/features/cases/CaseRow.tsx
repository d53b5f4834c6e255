import { memo, type ReactNode } from 'react';
import { LockOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseListItem } from '../../../src-preload/contract/cases';
import { showClock } from '../../i18n/times';
import { Icon } from '../../ui/Icon';
import { classes } from '../../ui/classes';
import { PersonPhoto } from '../../ui/PersonPhoto';
import { StatusTag } from '../../ui/StatusTag';
import table from './CaseTable.module.css';
import styles from './CaseRow.module.css';

/** Names longer than this stand on two lines: their beginnings are often alike. */
const LONG_NAME = 8;

export interface CaseRowProps {
  index: number;
  /** Distance from the top of the list, in px. */
  top: number;
  /** Null while on its way. */
  item: CaseListItem | null;
  current: boolean;
  onCursor(index: number): void;
  onOpen(registrationNo: string): void;
}

/** One candidate in the list. A click chooses and opens, as Enter does. */
export const CaseRow = memo(function CaseRow({ index, top, item, current, onCursor, onOpen }: CaseRowProps): ReactNode {
  const { t } = useTranslation();
  const place = { transform: `translateY(${top}px)` };
  if (item === null) {
    return <div role="row" aria-rowindex={index + 2} aria-busy="true" className={classes(table.grid, styles.row, styles.coming)} style={place}><span role="gridcell" className={styles.blank}>{t('common:loading')}</span></div>;
  }
  function open(): void {
    if (item === null) return;
    onCursor(index);
    onOpen(item.registrationNo);
  }
  return (
    <div id={`case-row-${index}`} role="row" aria-rowindex={index + 2} aria-selected={current} className={classes(table.grid, styles.row, current && styles.current)} style={place} onClick={open}>
      <span role="gridcell"><PersonPhoto url={item.photoUrl} name={item.name} height={44} /></span>
      <span role="gridcell" className={styles.two}><span className={classes(styles.name, [...item.name].length > LONG_NAME && styles.longName)} title={item.name}>{item.name}</span><span className={styles.no}>{item.registrationNo}</span></span>
      <span role="gridcell" className={styles.number}>{item.maskedIdNumber}</span>
      <span role="gridcell" className={styles.two}><span className={styles.cut} title={item.categoryName}>{item.categoryName}</span><span className={styles.no}>{item.category}</span></span>
      <span role="gridcell" className={styles.unit} title={item.workUnit}>{item.workUnit}</span>
      <span role="gridcell" className={styles.point} title={item.point}>{item.point}</span>
      <span role="gridcell" className={styles.two}><StatusTag state={item.state} />{item.lapsed && <span className={styles.lapsed}>{t('cases:lapsed')}</span>}</span>
      <span role="gridcell" className={styles.two}><Claim claim={item.claim} /></span>
    </div>
  );
});

function Claim({ claim }: { claim: CaseListItem['claim'] }): ReactNode {
  const { t } = useTranslation();
  if (claim === null) return <span className={styles.soft}>{t('common:none')}</span>;
  return (
    <>
      <span className={styles.cut} title={claim.staffName}>{!claim.mine && <Icon of={LockOutlined} />} {claim.staffName}</span>
      <span className={styles.no}>{claim.mine ? t('cases:claimHere') : t('cases:claimAt', { desk: claim.deskId, since: showClock(claim.since) })}</span>
    </>
  );
}
