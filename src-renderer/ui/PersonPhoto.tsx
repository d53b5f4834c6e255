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
}

/** The registration photo, or an honest sign that there is none or that it cannot be shown. */
export function PersonPhoto({ url, name, height }: PersonPhotoProps): ReactNode {
  const { t } = useTranslation();
  const [broken, setBroken] = useState<string | null>(null);
  const size = { height, width: Math.round(height * 0.75) };
  if (url === null || broken === url) {
    const label = t(url === null ? 'common:photo.none' : 'common:photo.broken', { name });
    return <span role="img" aria-label={label} title={label} className={styles.none} style={size}><Icon of={UserOutlined} /></span>;
  }
  return (
    <img className={styles.photo} style={size} src={atEdge(url, height * EDGE_PER_PX)} alt={t('common:photo.of', { name })}
      loading="lazy" decoding="async" draggable={false} onError={() => setBroken(url)} />
  );
}
