import type { ReactNode } from 'react';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../src-preload/contract/cases';
import { showTime } from '../../i18n/times';
import { refusalText } from '../../ui/refusal-text';
import { isAllowed, whyNot } from './available';
import styles from './case.module.css';

/** Why the case can only be read here, told once above the work: another desk has it, or the site is closed. */
export function Standstill({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation();
  const { claim } = view;
  if (claim !== null && !claim.mine) {
    const text = t('case:standstill.claimed', { name: claim.staffName, desk: claim.deskId, since: showTime(claim.since) });
    return <Alert className={styles.standstill ?? ''} type="warning" showIcon title={isAllowed(view, 'takeOver') ? `${text} ${t('case:standstill.takeOver')}` : text} />;
  }
  const reason = whyNot(view, view.step === 'identity' ? 'confirmIdentity' : view.step === 'sign' ? 'presentSheet' : 'reviewMaterials');
  if (reason?.code === 'outside-schedule') return <Alert className={styles.standstill ?? ''} type="info" showIcon title={refusalText(t, reason)} />;
  if (reason?.code === 'withdrawn-registration') return <Alert className={styles.standstill ?? ''} type="warning" showIcon title={refusalText(t, reason)} />;
  return null;
}
