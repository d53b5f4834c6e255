import { useState, useSyncExternalStore, type ReactNode } from 'react';
import { CheckCircleFilled, ClockCircleOutlined, HighlightOutlined, RedoOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { BigButton } from '../frame/BigButton';
import { HoldButton } from './HoldButton';
import { SignatureArea } from './SignatureArea';
import type { SignatureInk } from './signature-ink';
import { useDwell, type Showing } from './use-dwell';
import { useInkProgress } from './use-ink-progress';
import { useSigning } from './use-signing';
import styles from './SignCard.module.css';

export interface SignCardProps {
  revision: number;
  finality: string;
  minDwellSeconds: number;
  showing: Showing;
  signature: SignatureInk;
  /** The sheet as it is drawn on the page. */
  getSheet(): ParentNode | null;
}

/** The rule in plain words, the paper to sign on, and the button that is held. Only drawn when every section is confirmed. */
export function SignCard({ revision, finality, minDwellSeconds, showing, signature, getSheet }: SignCardProps): ReactNode {
  const { t } = useTranslation();
  const ink = useSyncExternalStore(signature.subscribe, signature.getSummary);
  const secondsLeft = useDwell(showing, minDwellSeconds);
  const signing = useSigning(revision, showing, signature, getSheet);
  const [tooShort, setTooShort] = useState(false);
  useInkProgress(ink.samples);
  const ready = ink.signed && secondsLeft === 0;
  return (
    <section data-part="sign" aria-labelledby="sign-title" className={styles.card}>
      <h2 id="sign-title" tabIndex={-1} className={styles.title}>{t('candidate:sign.title')}</h2>
      <p className={styles.finality}>{finality}</p>
      <SignatureArea signature={signature} startedAt={showing.at} empty={ink.samples === 0} locked={signing.pending} />
      <div className={styles.controls}>
        <BigButton tone="quiet" icon={<RedoOutlined />} disabled={ink.samples === 0 || signing.pending} onPress={() => {
          setTooShort(false);
          signature.clear();
        }}>{t('candidate:sign.clear')}</BigButton>
        {signing.refusal === null
          ? <p id="sign-state" role="status" className={styles.state}><SignState ink={ink} secondsLeft={secondsLeft} pending={signing.pending} tooShort={tooShort} /></p>
          : <div id="sign-state" className={styles.refusal}><p className={styles.kept}>{t('candidate:sign.notSigned')}</p><RefusalNotice refusal={signing.refusal} onClose={signing.reset} /></div>}
        <HoldButton disabled={!ready || signing.pending} describedBy="sign-state" onTooShort={() => setTooShort(true)}
          onHeld={() => {
            setTooShort(false);
            void signing.sign();
          }}>
          <HighlightOutlined aria-hidden="true" />{t(signing.pending ? 'candidate:sign.pending' : 'candidate:sign.hold')}
        </HoldButton>
      </div>
    </section>
  );
}

interface SignStateProps {
  ink: { signed: boolean; full: boolean };
  secondsLeft: number;
  pending: boolean;
  tooShort: boolean;
}

/** What is still missing before the button can be held, or that it can be. */
function SignState({ ink, secondsLeft, pending, tooShort }: SignStateProps): ReactNode {
  const { t } = useTranslation();
  if (pending) return t('candidate:sign.wait');
  if (secondsLeft > 0) return <><ClockCircleOutlined aria-hidden="true" /> {t('candidate:sign.dwell', { seconds: secondsLeft })}</>;
  if (ink.full) return t('candidate:sign.full');
  if (!ink.signed) return t('candidate:sign.missing');
  if (tooShort) return t('candidate:sign.tooShort');
  return <><CheckCircleFilled aria-hidden="true" className={styles.good} /> {t('candidate:sign.ready')}</>;
}
