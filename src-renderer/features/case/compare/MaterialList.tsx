import type { ReactNode } from 'react';
import { CheckCircleFilled, ClockCircleOutlined, ExclamationCircleFilled, FileDoneOutlined, StopOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseView, MaterialView } from '../../../../src-preload/contract/cases';
import { useLanguage } from '../../../app/language';
import { classes } from '../../../ui/classes';
import { disagrees, hasWork } from './paper-work';
import styles from './compare.module.css';

export interface MaterialListProps {
  view: CaseView;
  /** Code of the paper in view. */
  here: string | null;
  onChoose(code: string): void;
}

const ICONS: Readonly<Record<MaterialView['state'], ReactNode>> = {
  missing: <StopOutlined />, open: <ClockCircleOutlined />, accepted: <CheckCircleFilled />, acceptedWithCommitment: <FileDoneOutlined />, contested: <ExclamationCircleFilled />,
};

/** The papers of the case with where each stands, in the order in which the desk works through them. */
export function MaterialList({ view, here, onChoose }: MaterialListProps): ReactNode {
  const { t } = useTranslation();
  const done = view.materials.filter((material) => material.state !== 'missing' && !hasWork(view, material)).length;
  return (
    <nav className={styles.papers} aria-label={t('review:papers')}>
      <h3 className={styles.groupName}>{t('review:progress', { done, total: view.materials.length })}</h3>
      <ol>
        {view.materials.map((material) => (
          <li key={material.code}>
            <Paper material={material} here={material.code === here} onChoose={() => onChoose(material.code)} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Paper({ material, here, onChoose }: { material: MaterialView; here: boolean; onChoose(): void }): ReactNode {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const checked = material.fields.filter(({ result }) => result !== null).length;
  const returned = material.images.some(({ onlineState }) => onlineState === 'returned');
  const because = reasons(material).map((condition) => t([`review:because.${condition}`, 'review:because.other'], { condition }));
  return (
    <button type="button" tabIndex={-1} className={classes(styles.paper, styles[material.state], here && styles.inView)} aria-current={here}
      onMouseDown={(event) => event.preventDefault()} onClick={onChoose}>
      <span className={styles.paperName}>{material.name[language]}</span>
      <span className={styles.paperState}><span aria-hidden="true">{ICONS[material.state]}</span>{t(`review:materialState.${material.state}`)}</span>
      <span className={styles.paperFacts}>
        {material.code !== '-' && <span>{t(countText(material), { count: material.images.length, min: material.min, max: material.max })}</span>}
        {material.fields.length > 0 && <span>{t('review:fieldsChecked', { checked, count: material.fields.length })}</span>}
      </span>
      {because.length > 0 && <span className={styles.because}>{because.join(t('common:listSeparator'))}</span>}
      {returned && <span className={styles.returned}>{t('review:returnedOnline')}</span>}
      {material.fields.some(disagrees) && <span className={styles.returned}>{t('review:hasDisagreement')}</span>}
    </button>
  );
}

/** How many images are asked for is told when it is not fulfilled. */
function countText({ required, images, min, max }: MaterialView): string {
  if (images.length < min || images.length > max) return 'review:imagesAsked';
  return required ? 'review:images' : 'review:imagesOptional';
}

/** That a paper is always asked for needs no reason; anything else does. */
function reasons(material: MaterialView): readonly string[] {
  return material.because.filter((condition) => condition !== 'always');
}
