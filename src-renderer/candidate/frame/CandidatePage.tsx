import type { ReactNode } from 'react';
import type { CandidateFrame } from '../../../src-preload/contract/signing';
import { LanguageToggle } from './LanguageToggle';
import styles from './CandidatePage.module.css';

export interface CandidatePageProps {
  frame: Pick<CandidateFrame, 'site' | 'exam'>;
  /** What the page is about; else site and exam alone stand at the top. */
  title?: string;
  /** Stands before the choice of language. */
  extra?: ReactNode;
  /** One calm message in the middle of the page. */
  centred?: boolean;
  children: ReactNode;
}

/** Top line and body of every page of the candidate's screen. */
export function CandidatePage({ frame, title, extra, centred = false, children }: CandidatePageProps): ReactNode {
  const place = [frame.site, frame.exam].filter((each) => each !== null);
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <div className={styles.about}>
          {title !== undefined && <h1 className={styles.title}>{title}</h1>}
          {place.length > 0 && <p className={styles.place}>{place.join(' · ')}</p>}
        </div>
        {extra}
        <LanguageToggle />
      </header>
      <div className={centred ? styles.centred : styles.body}>{centred ? <main className={styles.message}>{children}</main> : children}</div>
    </div>
  );
}
