import type { ReactNode } from 'react';
import { CheckCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { SigningProgress } from '../../../../src-preload/contract/signing';
import { classes } from '../../../ui/classes';
import { refusalText } from '../../../ui/refusal-text';
import { Banner } from '../Banner';
import type { Watching } from './sign-progress';
import styles from './sign.module.css';

export interface SignMirrorProps {
  watching: Watching;
  sections: SigningProgress['sections'];
  samples: number;
}

/** How far the candidate is, section by section, as it happens at the other window. */
export function SignMirror({ watching, sections, samples }: SignMirrorProps): ReactNode {
  if (watching.kind === 'notShown') return <NotShown watching={watching} />;
  return (
    <>
      <Headline watching={watching} count={sections.length} samples={samples} />
      <Sections sections={sections} />
    </>
  );
}

function NotShown({ watching }: { watching: Extract<Watching, { kind: 'notShown' }> }): ReactNode {
  const { t } = useTranslation();
  if (watching.after === 'doubted') return <Banner tone="careful" title={t('case:sign.doubted', { section: t(`case:section.${watching.section}`) })}>{t('case:sign.doubtedHint')}</Banner>;
  return <Banner tone="told" title={t(watching.after === null ? 'case:sign.toShow' : 'case:sign.takenBack')}>{t('case:sign.toShowHint')}</Banner>;
}

function Headline({ watching, count, samples }: { watching: Extract<Watching, { kind: 'shown' }>; count: number; samples: number }): ReactNode {
  const { t } = useTranslation();
  if (watching.phase === 'failed') return <Banner tone="stop" title={t('case:sign.failed')}>{refusalText(t, { code: watching.failure })} {t('case:sign.failedHint')}</Banner>;
  return (
    <div className={styles.headline} role="status">
      <strong>{t(`case:sign.phase.${watching.phase}`)}</strong>
      <span>{t('case:sign.confirmed', { done: watching.confirmed, count })}</span>
      {watching.phase === 'signing' && <span>{t('case:sign.samples', { count: samples })}</span>}
    </div>
  );
}

function Sections({ sections }: { sections: SigningProgress['sections'] }): ReactNode {
  const { t } = useTranslation();
  return (
    <ol className={styles.sections} aria-label={t('case:sign.sections')}>
      {sections.map(({ id, confirmed }) => (
        <li key={id} className={classes(styles.section, confirmed ? styles.confirmed : styles.open)}>
          <span aria-hidden="true">{confirmed ? <CheckCircleFilled /> : <MinusCircleOutlined />}</span>
          <span>{t(`case:section.${id}`)}</span>
          <span className={styles.word}>{t(`case:sign.state.${confirmed ? 'confirmed' : 'open'}`)}</span>
        </li>
      ))}
    </ol>
  );
}
