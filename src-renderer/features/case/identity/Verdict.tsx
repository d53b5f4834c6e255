import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner, type BannerTone } from '../Banner';
import type { SamePerson } from './identity-answers';

type Told = Extract<SamePerson, { kind: 'confirm' }>['told'] | 'answerFirst' | 'impossible';

const TONES: Readonly<Record<Told, BannerTone>> = {
  clean: 'well', answered: 'well', differences: 'careful', doubtful: 'careful', answerFirst: 'careful', impossible: 'stop',
};

/** What card and registration come to, before the clerk says anything. */
export function Verdict({ now }: { now: SamePerson }): ReactNode {
  const { t } = useTranslation();
  const told: Told = now.kind === 'confirm' ? now.told : now.kind;
  return <Banner tone={TONES[told]} title={t(`identity:verdict.${told}.title`)}>{t(`identity:verdict.${told}.hint`)}</Banner>;
}
