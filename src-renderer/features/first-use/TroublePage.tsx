import type { ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../src-preload/contract/session';
import { LANGUAGES } from '../../i18n/language';
import { useDeskCommand } from '../../app/desk-client';
import { FrontCard } from '../../ui/FrontCard';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { refusalText } from '../../ui/refusal-text';
import { Offers } from '../recovery/Offers';
import { LiveObstacles } from './LiveObstacles';
import styles from './TroublePage.module.css';

/** Trouble for which a backup is the remedy. */
const IS_NOT_SOUND: ReadonlySet<string> = new Set(['store-damaged', 'store-keys-missing', 'store-keys-damaged']);

/** The store was not opened. Said in both languages: who stands before the desk now is not known yet. */
export function TroublePage({ session }: { session: SessionView }): ReactNode {
  const { t, i18n } = useTranslation();
  const again = useDeskCommand('session.reopenStore');
  const trouble = session.trouble ?? { code: 'unexpected', params: {} };
  const detail = trouble.params.detail ?? '';
  return (
    <FrontCard title={t('first-use:trouble.title')} subtitle={t('first-use:trouble.subtitle')}>
      <div role="alert" className={styles.words}>
        {LANGUAGES.map((language) => <p key={language} lang={language} className={styles.word}>{refusalText(i18n.getFixedT(language), trouble)}</p>)}
      </div>
      {trouble.code === 'live-store-refused' && <LiveObstacles obstacles={session.liveObstacles} />}
      <dl className={styles.facts}>
        <dt>{t('first-use:trouble.folder')}</dt><dd className="desk-mono">{session.dataFolder}</dd>
        {'copy' in trouble.params && trouble.params.copy !== '' && <><dt>{t('first-use:trouble.copy')}</dt><dd className="desk-mono">{trouble.params.copy}</dd></>}
        <dt>{t('first-use:trouble.technical')}</dt><dd className="desk-mono">{[trouble.code, detail, session.version].filter((part) => part !== '').join(' · ')}</dd>
      </dl>
      <RefusalNotice refusal={again.refusal} />
      <Button type="primary" loading={again.pending} onClick={() => void again.send({})}>{t('first-use:trouble.again')}</Button>
      {IS_NOT_SOUND.has(trouble.code) && <Offers session={session} withSalvage={trouble.code === 'store-damaged'} isOpen />}
    </FrontCard>
  );
}
