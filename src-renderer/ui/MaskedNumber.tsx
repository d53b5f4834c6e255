import { useEffect, useState, type ReactNode } from 'react';
import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon';
import styles from './MaskedNumber.module.css';

/** A number shown in full covers itself again after this time. */
const SHOWN_MS = 30_000;

export interface MaskedNumberProps {
  masked: string;
  /** Asks the desk for the number in full (which is logged); null when refused. Without it the number stays masked. */
  reveal?: () => Promise<string | null>;
}

/** An ID number, masked until a person asks to see it. */
export function MaskedNumber({ masked, reveal }: MaskedNumberProps): ReactNode {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    if (shown === null) return undefined;
    const timer = setTimeout(() => setShown(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  const label = t(shown === null ? 'common:idNumber.show' : 'common:idNumber.hide');
  async function toggle(): Promise<void> {
    setShown(shown === null && reveal !== undefined ? await reveal() : null);
  }
  return (
    <span className={styles.line}>
      <span className={styles.number}>{shown ?? masked}</span>
      {reveal !== undefined && (
        <Button type="text" size="small" aria-label={label} title={label} icon={shown === null ? <Icon of={EyeOutlined} /> : <Icon of={EyeInvisibleOutlined} />}
          onClick={() => void toggle()} />
      )}
    </span>
  );
}
