import type { ReactNode } from 'react';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { RefusalNotice } from '../../ui/RefusalNotice';
import type { ShownRefusal } from '../../ui/refusal-text';
import { blockedText, isOfThisScreen } from './keys/blocked-text';

/** Why something was not done: a refusal of the desk, or a reason that only this screen knows. */
export function RoomNotice({ refusal, onClose }: { refusal: ShownRefusal | null; onClose?: () => void }): ReactNode {
  const { t, i18n } = useTranslation();
  const close = onClose === undefined ? {} : { onClose };
  if (refusal === null || !isOfThisScreen(i18n, refusal)) return <RefusalNotice refusal={refusal} {...close} />;
  return (
    <Alert type="info" showIcon role="alert" title={blockedText(t, i18n, refusal)}
      {...(onClose === undefined ? {} : { closable: { onClose, 'aria-label': t('common:close') } })} />
  );
}
