import { useState, type ReactNode } from 'react';
import { UserOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { MaterialUrl } from '../../src-preload/contract/common';
import { Icon } from './Icon';
import { atEdge } from './material-url';
import styles from './PersonPhoto.module.css';

/** Photos are drawn at twice the shown height, so that they stay sharp at 150 % scaling. */
const EDGE_PER_PX = 2;

export interface PersonPhotoProps {
  url: MaterialUrl | null;
  name: string;
  /** Shown height in px; the width follows at 3:4. */
  height: number;
  /** Somebody waits for it: called when it stands on the screen, or turned out not to be shown. Then it is fetched at once, wherever it stands. */
  onSettled?: (outcome: PhotoOutcome) => void;
}

/** What became of a photo that was asked for. */
export type PhotoOutcome = 'shown' | 'broken';

/** The registration photo, or an honest sign that there is none or that it cannot be shown. */
export function PersonPhoto({ url, name, height, onSettled }: PersonPhotoProps): ReactNode {
  const { t } = useTranslation();
  const [broken, setBroken] = useState<string | null>(null);
  const size = { height, width: Math.round(height * 0.75) };
  if (url === null || broken === url) {
    const label = t(url === null ? 'common:photo.none' : 'common:photo.broken', { name });
    return <span role="img" aria-label={label} title={label} className={styles.none} style={size}><Icon of={UserOutlined} /></span>;
  }
  const tellBroken = (): void => {
    setBroken(url);
    onSettled?.('broken');
  };
  const drawn = onSettled === undefined ? ({ loading: 'lazy', decoding: 'async' } as const) : ({ loading: 'eager', decoding: 'sync' } as const);
  return (
    <img className={styles.photo} style={size} src={atEdge(url, height * EDGE_PER_PX)} alt={t('common:photo.of', { name })}
      {...drawn} draggable={false} onLoad={() => onSettled?.('shown')} onError={tellBroken} />
  );
}
