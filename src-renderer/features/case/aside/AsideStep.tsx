import type { ReactNode } from 'react';
import { HourglassOutlined, StopOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-preload/contract/cases';
import { useDeskCommand } from '../../../app/desk-client';
import { useLanguage } from '../../../app/language';
import { Banner } from '../Banner';
import { isOffered, needsConsent, whyNot } from '../available';
import { keyedAction, type KeyedAction } from '../keys/keyed-action';
import { materialName } from '../material-name';
import type { StepProps } from '../room';
import { RoomNotice } from '../RoomNotice';
import { StepFrame } from '../StepFrame';
import styles from './aside.module.css';

/** The case stands beside the counter: papers are owed, or the site refused. Both can be taken up again inside the schedule. */
export function AsideStep({ view, room }: StepProps): ReactNode {
  const reopen = useDeskCommand('cases.reopen');
  const { registrationNo } = view;
  function takeUp(): void {
    if (needsConsent(view, 'reopen')) room.open({ kind: 'reopen' });
    else void reopen.send({ registrationNo, approver: null });
  }
  const actions: readonly KeyedAction[] = isOffered(view, 'reopen')
    ? [keyedAction({ name: 'reopen', keys: ['Enter', ' '], group: 'step', look: 'primary', blocked: whyNot(view, 'reopen'), run: takeUp })] : [];
  return (
    <StepFrame room={room} actions={actions} busy={reopen.pending}>
      <div className={styles.aside}>
        <RoomNotice refusal={reopen.refusal} onClose={reopen.reset} />
        {view.supplement !== null && <Owed view={view} supplement={view.supplement} />}
        {view.refusal !== null && <Refused view={view} refusal={view.refusal} />}
      </div>
    </StepFrame>
  );
}

function Owed({ view, supplement }: { view: CaseView; supplement: NonNullable<CaseView['supplement']> }): ReactNode {
  const { t } = useTranslation();
  return (
    <section className={styles.slip}>
      <h2><HourglassOutlined aria-hidden="true" />{t('case:aside.owed')}</h2>
      <p className={styles.lastDay}>{t('case:aside.lastDay', { day: supplement.lastDay })}</p>
      {supplement.lapsed && <Banner tone="careful" title={t('case:aside.lapsed')}>{t('case:aside.lapsedHint')}</Banner>}
      <Papers view={view} title={t('case:aside.toBring')} codes={supplement.missing} />
      <h3>{t('case:aside.reason')}</h3><p>{supplement.reason}</p>
      {!supplement.lapsed && <p className={styles.soft}>{t('case:aside.owedHint')}</p>}
    </section>
  );
}

function Refused({ view, refusal }: { view: CaseView; refusal: NonNullable<CaseView['refusal']> }): ReactNode {
  const { t } = useTranslation();
  return (
    <section className={styles.slip}>
      <h2><StopOutlined aria-hidden="true" />{t('case:aside.refused')}</h2>
      <h3>{t('case:aside.reason')}</h3><p>{refusal.reason}</p>
      <Papers view={view} title={t('case:aside.returned')} codes={refusal.returned} />
      <p className={styles.soft}>{t('case:aside.refusedHint')}</p>
    </section>
  );
}

function Papers({ view, title, codes }: { view: CaseView; title: string; codes: readonly string[] }): ReactNode {
  const { t } = useTranslation();
  const { language } = useLanguage();
  if (codes.length === 0) return <><h3>{title}</h3><p>{t('case:aside.noPapers')}</p></>;
  return <><h3>{title}</h3><ul>{codes.map((code) => <li key={code}>{materialName(view, code, language, t)}</li>)}</ul></>;
}
