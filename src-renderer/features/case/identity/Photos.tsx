import type { ReactNode } from 'react';
import { IdcardOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseView, PendingCardView } from '../../../../src-preload/contract/cases';
import { PersonPhoto } from '../../../ui/PersonPhoto';
import styles from './identity.module.css';

const PHOTO_PX = 216;

/** Registration photo and chip photo side by side. The chip's photo needs a vendor's decoder: what cannot be shown is said, not faked. */
export function Photos({ view, card }: { view: CaseView; card: PendingCardView }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles.photos}>
      <figure>
        <PersonPhoto url={view.photoUrl} name={view.name} height={PHOTO_PX} />
        <figcaption>{t('identity:photo.registration')}</figcaption>
      </figure>
      {card.photo !== undefined && (
        <figure>
          <img className={styles.chipPhoto} src={card.photo} alt={t('identity:photo.chipOf', { name: view.name })} draggable={false} />
          <figcaption>{t('identity:photo.chip')}</figcaption>
        </figure>
      )}
      {!card.photoDecoded && card.paper === undefined && (
        <figure>
          <div className={styles.noChipPhoto} role="img" aria-label={t('identity:photo.notDecoded')}>
            <IdcardOutlined aria-hidden="true" />
            <span>{t('identity:photo.notDecoded')}</span>
          </div>
          <figcaption>{t('identity:photo.chip')}</figcaption>
        </figure>
      )}
      {card.paper !== undefined && (
        <div className={styles.noChipPhoto}>
          <IdcardOutlined aria-hidden="true" />
          <span>{t('identity:photo.onPaper')}</span>
        </div>
      )}
      <p className={styles.compare}>{t('identity:photo.compare')}</p>
    </div>
  );
}
