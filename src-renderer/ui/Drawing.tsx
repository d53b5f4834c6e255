import type { ReactNode } from 'react';
import type { IconDefinition } from '@ant-design/icons-svg/lib/types';
import bug from '@ant-design/icons-svg/es/asn/BugOutlined';
import faulty from '@ant-design/icons-svg/es/asn/CloseCircleFilled';
import careful from '@ant-design/icons-svg/es/asn/ExclamationCircleFilled';
import lost from '@ant-design/icons-svg/es/asn/DisconnectOutlined';
import training from '@ant-design/icons-svg/es/asn/ExperimentOutlined';
import font from '@ant-design/icons-svg/es/asn/FontSizeOutlined';
import notice from '@ant-design/icons-svg/es/asn/InfoCircleFilled';
import closed from '@ant-design/icons-svg/es/asn/LockOutlined';
import person from '@ant-design/icons-svg/es/asn/UserOutlined';
import warning from '@ant-design/icons-svg/es/asn/WarningOutlined';
import styles from './Drawing.module.css';

const SIGNS = { bug, faulty, careful, closed, font, lost, notice, person, training, warning } as const;

export type SignName = keyof typeof SIGNS;

/**
 * A sign beside a word that says the same; not read aloud. The kit's own drawings without the kit, for the pages that stand
 * before the desk is read.
 */
export function Drawing({ of }: { of: SignName }): ReactNode {
  return (
    <svg className={styles.drawing} viewBox="64 64 896 896" width="1em" height="1em" fill="currentColor" aria-hidden="true">
      {strokesOf(SIGNS[of]).map((stroke) => <path key={stroke} d={stroke} />)}
    </svg>
  );
}

function strokesOf({ icon }: IconDefinition): readonly string[] {
  const root = typeof icon === 'function' ? icon('currentColor', 'none') : icon;
  return (root.children ?? []).map(({ attrs }) => attrs['d'] ?? '');
}
