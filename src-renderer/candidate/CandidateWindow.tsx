import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CandidateView } from '../../src-preload/contract/signing';
import { ErrorBoundary } from '../app/ErrorBoundary';
import { useLanguage } from '../app/language';
import { LANGUAGES } from '../i18n/language';
import { ConfirmStep } from './confirm/ConfirmStep';
import { CandidateBands } from './frame/CandidateBands';
import { guardGestures } from './frame/guard-gestures';
import { CorrectionStep } from './steps/CorrectionStep';
import { HandBackStep } from './steps/HandBackStep';
import { HandOverStep } from './steps/HandOverStep';
import { ThanksStep } from './steps/ThanksStep';
import { WaitingCover } from './steps/WaitingCover';
import { WelcomeStep } from './steps/WelcomeStep';
import { useCandidateView } from './use-candidate-view';
import styles from './CandidateWindow.module.css';

/** The word to the person who found something wrong gives way to the greeting after this time. */
const DOUBT_SHOWN_MS = 60_000;
const NOWHERE = { site: null, exam: null } as const;

/** The candidate's screen: one union of steps, told by the desk. */
export function CandidateWindow(): ReactNode {
  const { setLanguage } = useLanguage();
  const [doubted, setDoubted] = useState<string | null>(null);
  const { view, presentation } = useCandidateView((next, before) => {
    if (isAtRest(next) && before !== null && !isAtRest(before) && doubted === null) setLanguage(LANGUAGES[0]);
    if (!isAtRest(next)) setDoubted(null);
  });
  const waiting = doubted !== null && view !== null && isAtRest(view);
  const forget = useEffectEvent(() => {
    setDoubted(null);
    setLanguage(LANGUAGES[0]);
  });
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setTimeout(forget, DOUBT_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [waiting]);
  useEffect(() => guardGestures(document), []);
  useEffect(() => {
    if (view !== null) document.documentElement.dataset['ready'] = 'candidate';
  }, [view]);
  return (
    <div className={styles.window}>
      {view !== null && <CandidateBands frame={view} />}
      <ErrorBoundary>
        {view === null ? <WelcomeStep frame={NOWHERE} doubted={null} /> : <Step view={view} presentation={presentation} doubted={doubted} onDoubted={setDoubted} />}
      </ErrorBoundary>
      {view?.waiting === true && <WaitingCover />}
    </div>
  );
}

/** Nobody's data is on the screen: the next person begins in the desk's first language. */
function isAtRest({ step }: CandidateView): boolean {
  return step === 'welcome' || step === 'handBack';
}

interface StepProps {
  view: CandidateView;
  presentation: number;
  doubted: string | null;
  onDoubted(section: string | null): void;
}

function Step({ view, presentation, doubted, onDoubted }: StepProps): ReactNode {
  const { t } = useTranslation();
  const section = doubted === null ? null : t(`candidate:section.${doubted}`);
  switch (view.step) {
    case 'welcome': return <WelcomeStep frame={view} doubted={section} />;
    case 'handOver': return <HandOverStep view={view} />;
    case 'correction': return <CorrectionStep view={view} />;
    case 'confirm': return <ConfirmStep key={presentation} view={view} onDoubted={onDoubted} />;
    case 'thanks': return <ThanksStep view={view} />;
    case 'handBack': return <HandBackStep frame={view} doubted={section} />;
  }
}
