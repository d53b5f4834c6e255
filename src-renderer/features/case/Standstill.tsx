import { useState, type ReactNode } from 'react';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../src-preload/contract/cases';
import type { Pushes } from '../../../src-preload/contract/desk-api';
import { useDeskPush } from '../../app/desk-client';
import { showClock, showTime } from '../../i18n/times';
import { refusalText } from '../../ui/refusal-text';
import { isAllowed, whyNot } from './available';
import styles from './case.module.css';

/** Reasons for which everything on the case rests, whoever is signed in. */
const LASTING: readonly string[] = ['withdrawn-registration', 'other-point', 'site-closed'];

type TakenOver = Pushes['cases.takenOver'];

/** Why the case can only be read here, told once above the work: another desk has it, it is another point's, or the site is closed. */
export function Standstill({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation();
  const { claim } = view;
  const [takenOver, setTakenOver] = useState<TakenOver | null>(null);
  useDeskPush('cases.takenOver', (news) => {
    if (news.registrationNo === view.registrationNo) setTakenOver(news);
  });
  // The news may come before the case as it is now: only a claim of this desk that is newer makes it old.
  const isBack = takenOver !== null && claim?.mine === true && Date.parse(claim.since) >= Date.parse(takenOver.at);
  if (isBack) setTakenOver(null);
  if (takenOver !== null && !isBack) return <Lost takenOver={takenOver} mayTakeOver={isAllowed(view, 'takeOver')} />;
  if (claim !== null && !claim.mine) {
    const text = t('case:standstill.claimed', { name: claim.staffName, desk: claim.deskId, since: showTime(claim.since) });
    return <Alert className={styles.standstill ?? ''} type="warning" showIcon title={isAllowed(view, 'takeOver') ? `${text} ${t('case:standstill.takeOver')}` : text} />;
  }
  const reason = whyNot(view, view.step === 'identity' ? 'confirmIdentity' : view.step === 'sign' ? 'presentSheet' : 'reviewMaterials');
  if (reason?.code === 'outside-schedule') return <Alert className={styles.standstill ?? ''} type="info" showIcon title={refusalText(t, reason)} />;
  if (reason !== null && LASTING.includes(reason.code)) return <Alert className={styles.standstill ?? ''} type="warning" showIcon title={refusalText(t, reason)} />;
  return null;
}

/** The case was worked on here until another desk took it: who, when, and that nothing typed is gone. */
function Lost({ takenOver, mayTakeOver }: { takenOver: TakenOver; mayTakeOver: boolean }): ReactNode {
  const { t } = useTranslation();
  const { staffName: name, deskId: desk, at } = takenOver;
  const words = [t('case:standstill.lost', { name, desk, at: showClock(at) }), t('case:standstill.kept'), ...(mayTakeOver ? [t('case:standstill.takeOver')] : [])];
  return <Alert className={styles.standstill ?? ''} type="warning" showIcon role="alert" title={words.join(' ')} />;
}
