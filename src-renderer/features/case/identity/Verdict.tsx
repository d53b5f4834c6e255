import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownPaperView } from '../../../../src-preload/contract/cases';
import { Banner, type BannerTone } from '../Banner';
import type { SamePerson } from './identity-answers';
import styles from './identity.module.css';

type Told = Extract<SamePerson, { kind: 'confirm' }>['told'] | 'answerFirst' | 'impossible';

const TONES: Readonly<Record<Told, BannerTone>> = {
  clean: 'well', answered: 'well', differences: 'careful', doubtful: 'careful', answerFirst: 'careful', impossible: 'stop',
};

/** What card or paper and registration come to, before the clerk says anything; of a paper, whose consent it wants and why no chip was read. */
export function Verdict({ now, paper }: { now: SamePerson; paper: ShownPaperView | undefined }): ReactNode {
  const { t } = useTranslation();
  const told: Told = now.kind === 'confirm' ? now.told : now.kind;
  const hint = paper !== undefined && now.kind === 'impossible' ? 'identity:verdict.impossible.paperHint' : `identity:verdict.${told}.hint`;
  const consent = now.kind === 'impossible' ? [] : (paper?.consent ?? []);
  return (
    <Banner tone={TONES[told]} title={t(`identity:verdict.${told}.title`)}>
      {t(hint)}
      {consent.length > 0 && <span className={styles.beside}>{t('identity:paper.wantsConsent', { whys: consent.map((why) => t(`identity:consentWhy.${why}`)).join('') })}</span>}
      {paper !== undefined && <span className={styles.beside}>{t('identity:paper.reasonWas', { reason: paper.reason })}</span>}
    </Banner>
  );
}
