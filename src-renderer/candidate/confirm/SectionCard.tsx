import { useRef, type ReactNode } from 'react';
import { ArrowDownOutlined, CheckCircleFilled, CheckOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { classes } from '../../ui/classes';
import { BigButton } from '../frame/BigButton';
import { BlockGrid, type SheetBlock } from '../sheet/SheetBlock';
import { isPartConfirmed } from './confirm-flow';
import type { Confirming } from './use-confirming';
import styles from './SectionCard.module.css';

export interface SectionCardProps {
  id: string;
  title: string;
  blocks: readonly SheetBlock[];
  /** Index of the first block of each part. */
  starts: readonly number[];
  confirmed: boolean;
  /** The part that the candidate should look at now, or null when the turn is elsewhere. */
  current: number | null;
  confirming: Confirming;
  /** The section takes no answer of its own, only the way on to the signature. */
  onward: { blocked: boolean; go(): void } | null;
}

/** One section of the sheet with its two answers; in several parts when it is higher than the screen. */
export function SectionCard(props: SectionCardProps): ReactNode {
  return (
    <div data-section={props.id} className={styles.section}>
      {props.starts.map((start, part) => <Part key={part} {...props} part={part} blocks={props.blocks.slice(start, props.starts[part + 1])} />)}
    </div>
  );
}

function Part({ id, title, blocks, starts, part, confirmed, current, confirming, onward }: SectionCardProps & { part: number }): ReactNode {
  const { t } = useTranslation();
  const card = useRef<HTMLElement>(null);
  const of = starts.length;
  const done = confirmed || isPartConfirmed(confirming.flow, id, part, of);
  const heading = `section-${id}-${part}`;
  return (
    <section ref={card} data-part={`${id}-${part}`} aria-labelledby={heading} className={classes(styles.part, current === part && styles.current, done && styles.done)}>
      <header className={styles.head}>
        <h2 id={heading} tabIndex={-1} className={styles.title}>{of === 1 ? title : t('candidate:section.part', { title, part: part + 1, of })}</h2>
        {done && <span className={styles.confirmed}><CheckCircleFilled aria-hidden="true" />{t('candidate:confirm.confirmed')}</span>}
      </header>
      <BlockGrid blocks={blocks} />
      <footer className={styles.answers}>
        {onward === null ? <Answers heading={heading} done={done} current={current === part} busy={confirming.busy}
          onWrong={() => void confirming.doubt(id)}
          onCorrect={() => {
            if (card.current !== null) void confirming.confirm(id, part, of, card.current);
          }} /> : <Onward {...onward} />}
      </footer>
    </section>
  );
}

interface AnswersProps {
  heading: string;
  done: boolean;
  current: boolean;
  busy: boolean;
  onWrong(): void;
  onCorrect(): void;
}

function Answers({ heading, done, current, busy, onWrong, onCorrect }: AnswersProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <BigButton tone="quiet" icon={<ExclamationCircleOutlined />} disabled={busy} describedBy={heading} onPress={onWrong}>{t('candidate:confirm.wrong')}</BigButton>
      {!done && <BigButton tone={current ? 'primary' : 'plain'} wide icon={<CheckOutlined />} disabled={busy} describedBy={heading} onPress={onCorrect}>{t('candidate:confirm.correct')}</BigButton>}
    </>
  );
}

function Onward({ blocked, go }: { blocked: boolean; go(): void }): ReactNode {
  const { t } = useTranslation();
  return <BigButton tone={blocked ? 'plain' : 'primary'} wide icon={<ArrowDownOutlined />} disabled={blocked} onPress={go}>{t('candidate:declaration.onward')}</BigButton>;
}
