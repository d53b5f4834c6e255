import type { ReactNode } from 'react';
import { IdcardOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseView, PendingCardView } from '../../../../src-preload/contract/cases';
import { classes } from '../../../ui/classes';
import { PersonPhoto } from '../../../ui/PersonPhoto';
import type { PhotosOnScreen } from './use-photos';
import styles from './identity.module.css';

const PHOTO_PX = 216;

/** Registration photo and chip photo side by side. The chip's photo needs a vendor's decoder: what cannot be shown is said, not faked. */
export function Photos({ view, card, photos }: { view: CaseView; card: PendingCardView; photos: PhotosOnScreen }): ReactNode {
  const { t } = useTranslation();
  const { photoUrl } = view;
  const registered = photoUrl === null ? 'missing' : photos.isBroken(photoUrl) ? 'broken' : 'registration';
  return (
    <div className={styles.photos}>
      <figure>
        <PersonPhoto url={photoUrl} name={view.name} height={PHOTO_PX} onSettled={(outcome) => photoUrl !== null && photos.settle(photoUrl, outcome)} />
        <figcaption className={classes(registered !== 'registration' && styles.noPhoto)}>{t(`identity:photo.${registered}`)}</figcaption>
      </figure>
      {card.photo !== undefined && <ChipPhoto address={card.photo} name={view.name} photos={photos} />}
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

function ChipPhoto({ address, name, photos }: { address: string; name: string; photos: PhotosOnScreen }): ReactNode {
  const { t } = useTranslation();
  if (photos.isBroken(address)) return <div className={styles.noChipPhoto}><IdcardOutlined aria-hidden="true" /><span>{t('identity:photo.chipBroken')}</span></div>;
  return (
    <figure>
      <img className={styles.chipPhoto} src={address} alt={t('identity:photo.chipOf', { name })} decoding="sync" draggable={false}
        onLoad={() => photos.settle(address, 'shown')} onError={() => photos.settle(address, 'broken')} />
      <figcaption>{t('identity:photo.chip')}</figcaption>
    </figure>
  );
}
