import type { ReactNode } from 'react';
import { classes } from './classes';
import { Drawing, type SignName } from './Drawing';
import styles from './Notice.module.css';

export type NoticeTone = 'info' | 'warning' | 'error';

const SIGNS: Readonly<Record<NoticeTone, SignName>> = { info: 'notice', warning: 'careful', error: 'faulty' };

export interface NoticeProps {
  tone: NoticeTone;
  /** What is so, in one sentence or a few. */
  title: string;
  /** What else helps, e.g. an incident number. */
  more?: ReactNode;
  /** A way on, e.g. a button that asks again. */
  action?: ReactNode;
  /** Taking it away; named for those who hear the page. */
  close?: { label: string; onClose(): void };
}

/** Something that a person must know now, said as soon as it appears. Looks as the kit's own, and needs none of it. */
export function Notice({ tone, title, more, action, close }: NoticeProps): ReactNode {
  return (
    <div className={classes(styles.notice, styles[tone])} role="alert" data-notice={tone}>
      <span className={styles.sign}><Drawing of={SIGNS[tone]} /></span>
      <div className={styles.words}>
        <div>{title}</div>
        {more !== undefined && <div className={styles.more}>{more}</div>}
      </div>
      {(action !== undefined || close !== undefined) && (
        <div className={styles.ways}>
          {action}
          {close !== undefined && <button type="button" className={styles.close} aria-label={close.label} onClick={close.onClose}>×</button>}
        </div>
      )}
    </div>
  );
}
