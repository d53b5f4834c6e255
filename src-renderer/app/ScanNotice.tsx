import type { ReactNode } from 'react';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NoticeScan } from './use-notice-scan';
import styles from './CardNotice.module.css';

/** A barcode that opened no case: what was scanned, and what to do now. The lines of a passport are not repeated. */
export function ScanNotice({ scan }: { scan: NoticeScan }): ReactNode {
  const { t } = useTranslation();
  if (scan.told === null) return null;
  const { text, found } = scan.told;
  const unknown = text.includes('<') ? 'passport' : 'none';
  const kind = found === 0 ? unknown : 'several';
  return (
    <Alert className={`${styles.notice}`} type="warning" showIcon role="alert" title={t(`shell:scan.${kind}.title`, { text })} description={t(`shell:scan.${kind}.todo`)}
      closable={{ onClose: scan.dismiss, 'aria-label': t('common:close') }} />
  );
}
