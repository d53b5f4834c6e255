import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaterialView, PaperImageView } from '../../../../src-preload/contract/cases';
import { useLanguage } from '../../../app/language';
import { classes } from '../../../ui/classes';
import { atEdge } from '../../../ui/material-url';
import { ActionButton } from '../keys/ActionButton';
import type { KeyedAction } from '../keys/keyed-action';
import { ImagePane } from './ImagePane';
import { placementOf } from './image-view';
import type { ImageViews } from './use-image-views';
import styles from './viewer.module.css';

export interface ImageDeskProps {
  material: MaterialView;
  /** Positions of the images in view. */
  inView: readonly number[];
  views: ImageViews;
  actions: readonly KeyedAction[];
  onPage(page: number): void;
  onBlocked(action: KeyedAction): void;
  /** At the foot, with images and without. */
  children?: ReactNode;
}

const THUMB_PX = 32;
const TOOLS: readonly KeyedAction['name'][] = ['zoomIn', 'zoomOut', 'fit', 'turn', 'onePage', 'bothPages', 'imageFacts', 'addImage'];

/** The middle of the counter: the paper's images, what was found on them, and the tools to look closer. */
export function ImageDesk({ material, inView, views, actions, onPage, onBlocked, children }: ImageDeskProps): ReactNode {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const name = material.name[language];
  const images = inView.flatMap((n) => material.images[n] ?? []);
  const active = images.find(({ sha256 }) => sha256 === views.active);
  const tools = actions.filter(({ name: tool }) => TOOLS.includes(tool)).map((action) => <ActionButton key={action.name} action={action} size="small" onBlocked={onBlocked} />);
  if (images.length === 0) return <NoImage material={material} name={name} tools={tools}>{children}</NoImage>;
  const labelOf = (image: PaperImageView): string => t('review:image.label', { paper: name, n: image.n, count: material.images.length });
  return (
    <section className={styles.desk} aria-label={t('review:image.desk')}>
      <header className={styles.heading}>
        <h2>{name}</h2>
        <Pages material={material} inView={inView} shown={views.shown} onPage={onPage} />
      </header>
      <div className={classes(styles.panes, images.length === 2 && (liesFlat(images, views) ? styles.stacked : styles.beside))}>
        {images.map((image) => (
          <ImagePane key={image.sha256} image={image} label={labelOf(image)} views={views} marked={images.length > 1 && image === active} />
        ))}
      </div>
      <Findings images={images} />
      <div className={styles.tools} role="toolbar" aria-label={t('review:image.tools')}>
        {tools}
        {active !== undefined && <span className={styles.scale}>{Math.round(placementOf(views.viewOf(active.sha256), views.sizeOf(active), views.paneOf(active.sha256)).scale * 100)} %</span>}
      </div>
      {children}
    </section>
  );
}

/** Landscape pictures, such as both sides of a card, lie one above the other; upright ones stand beside each other. */
function liesFlat(images: readonly PaperImageView[], views: ImageViews): boolean {
  return images.every((image) => views.sizeOf(image).width >= views.sizeOf(image).height);
}

function NoImage({ material, name, tools, children }: { material: MaterialView; name: string; tools: readonly ReactNode[]; children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const kind = material.code === '-' ? 'byHand' : material.state === 'missing' ? 'missing' : 'none';
  return (
    <section className={styles.desk} aria-label={t('review:image.desk')}>
      <header className={styles.heading}><h2>{name}</h2></header>
      <div className={styles.paperless}><p><strong>{t(`review:noImage.${kind}.title`)}</strong>{t(`review:noImage.${kind}.hint`)}</p></div>
      {tools.length > 0 && <div className={styles.tools} role="toolbar" aria-label={t('review:image.tools')}>{tools}</div>}
      {children}
    </section>
  );
}

function Pages({ material, inView, shown, onPage }: { material: MaterialView; inView: readonly number[]; shown: ReadonlySet<string>; onPage(page: number): void }): ReactNode {
  const { t } = useTranslation();
  if (material.images.length < 2) return null;
  return (
    <div className={styles.pages} role="group" aria-label={t('review:image.pages')}>
      {material.images.map((image, i) => (
        <button key={image.sha256} type="button" tabIndex={-1} aria-pressed={inView.includes(i)} className={classes(styles.page, !shown.has(image.sha256) && styles.unseen)}
          title={shown.has(image.sha256) ? undefined : t('review:image.unseen')} onMouseDown={(event) => event.preventDefault()} onClick={() => onPage(i)}>
          <img src={atEdge(image.url, THUMB_PX * 2)} alt="" />{image.n}
        </button>
      ))}
    </div>
  );
}

/** What the online review and the import said of the images in view. */
function Findings({ images }: { images: readonly PaperImageView[] }): ReactNode {
  const { t } = useTranslation();
  const told = images.flatMap((image) => [
    ...(image.onlineState === 'returned' ? [t('review:image.returned', { n: image.n, opinion: image.onlineOpinion ?? t('review:image.noOpinion') })] : []),
    ...(image.onlineState !== 'returned' && image.onlineOpinion !== null ? [t('review:image.opinion', { n: image.n, opinion: image.onlineOpinion })] : []),
    ...image.flags.map((flag) => t('review:image.flagged', { n: image.n, flag: t([`review:flag.${flag}`, 'review:flag.other'], { code: flag }) })),
  ]);
  if (told.length === 0) return null;
  return <div className={styles.findings}>{told.map((line) => <span key={line}>⚠ {line}</span>)}</div>;
}
