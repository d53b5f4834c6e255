import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { IdentityRow, PendingCardView, RareCharacterView } from '../../../../src-preload/contract/cases';
import { classes } from '../../../ui/classes';
import { ActionButton } from '../keys/ActionButton';
import type { KeyedAction } from '../keys/keyed-action';
import { ResultMark } from '../ResultMark';
import { answeredResult, reasonsOf, type Answers, type RowField } from './identity-answers';
import styles from './identity.module.css';

export interface CardRowsProps {
  card: PendingCardView;
  answers: Answers;
  asked: RowField | null;
  onAsk(field: RowField): void;
  /** What can be answered on the row that is asked. */
  actions: readonly KeyedAction[];
  onBlocked(action: KeyedAction): void;
}

/** Names longer than this are set smaller, so that chip and registration still stand side by side in sight. */
const LONG_NAME = 10;
/** Rows that are read digit by digit. */
const EXACT: readonly RowField[] = ['idNumber', 'birthDate', 'validity'];

/** Chip or paper and registration, row by row, each with what the comparison came to and why. */
export function CardRows({ card, answers, asked, onAsk, actions, onBlocked }: CardRowsProps): ReactNode {
  const { t } = useTranslation();
  const table = useRef<HTMLTableElement>(null);
  useEffect(() => {
    if (asked !== null) table.current?.querySelector<HTMLElement>(`[data-row="${asked}"]`)?.focus();
  }, [asked]);
  const open = asked ?? card.rows.find((row) => answeredResult(row, answers) === 'needsHuman')?.field ?? null;
  return (
    <table ref={table} className={styles.rows}>
      <thead>
        <tr><th scope="col">{t('identity:column.field')}</th><th scope="col">{t('identity:column.registration')}</th><th scope="col">{t(card.paper === undefined ? 'identity:column.chip' : 'identity:column.paper')}</th><th scope="col">{t('identity:column.result')}</th></tr>
      </thead>
      <tbody>
        {card.rows.map((row) => (
          <Row key={row.field} row={row} result={answeredResult(row, answers)} here={row.field === open} onAsk={() => onAsk(row.field)}
            buttons={row.field === open ? actions.map((action) => <ActionButton key={action.name} action={action} size="small" onBlocked={onBlocked} />) : null} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, result, here, onAsk, buttons }: { row: IdentityRow; result: IdentityRow['result']; here: boolean; onAsk(): void; buttons: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const question = row.result === 'needsHuman';
  const registered = row.judgedOn === undefined ? row.registration || t('common:none') : t('identity:judgedOn', { day: row.judgedOn });
  const look = row.field === 'name' ? ([...row.registration].length > LONG_NAME ? styles.longName : styles.largeName) : EXACT.includes(row.field) && styles.exact;
  return (
    <tr data-row={row.field} className={classes(styles.row, styles[result], here && styles.rowHere)} aria-current={here} {...(question ? { tabIndex: 0, onFocus: onAsk } : {})}>
      <th scope="row">{t(`identity:row.${row.field}`)}</th>
      <td className={row.judgedOn === undefined ? classes(styles.cell, look) : styles.judgedOn}>{registered}<RareCharacters all={row.rare?.registration} /></td>
      <td className={classes(styles.cell, look)}>{row.chip || t('common:none')}<RareCharacters all={row.rare?.chip} /></td>
      <td className={styles.found}>
        <ResultMark result={result} />
        {question && result !== 'needsHuman' && <span className={styles.why}>{t('identity:answeredByHand')}</span>}
        {reasonsOf(row).map((code) => <span key={code} className={styles.why}>{t([`identity:why.${code}`, 'identity:why.other'], { code })}</span>)}
        {buttons !== null && <span className={styles.answers}>{buttons}</span>}
      </td>
    </tr>
  );
}

/** Characters that another machine may draw otherwise, by their code points: those are compared, not the glyphs. */
function RareCharacters({ all = [] }: { all: readonly RareCharacterView[] | undefined }): ReactNode {
  const { t } = useTranslation();
  return all.map(({ character, code, kind }, i) => <span key={`${i} ${code}`} className={styles.rare}>{kind === 'broken' ? '' : `${character} `}{code} {t(`identity:rare.${kind}`)}</span>);
}
