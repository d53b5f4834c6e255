import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../src-preload/contract/cases';
import { useDeskCommand } from '../../app/desk-client';
import { showClock, showTime } from '../../i18n/times';
import { classes } from '../../ui/classes';
import { KeyHint } from '../../ui/KeyHint';
import { MaskedNumber } from '../../ui/MaskedNumber';
import { PersonPhoto } from '../../ui/PersonPhoto';
import { StatusTag } from '../../ui/StatusTag';
import styles from './case.module.css';

const PHOTO_PX = 76;
/** Names longer than this stand on two lines, in smaller type: a name is never cut short. */
const LONG_NAME = 10;
/** Marks the place of the number, so that a key can press its button. */
export const ID_NUMBER = 'data-id-number';

/** Who stands at the counter, and where the case stands. */
export function CaseHeader({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation();
  const ask = useDeskCommand('cases.showIdNumber');
  const reveal = async (): Promise<string | null> => (await ask.send({ registrationNo: view.registrationNo }))?.idNumber ?? null;
  return (
    <header className={styles.header}>
      <PersonPhoto url={view.photoUrl} name={view.name} height={PHOTO_PX} />
      <div className={styles.person}>
        <h1 className={classes(styles.name, [...view.name].length > LONG_NAME && styles.longName)} title={view.name}>{view.name}</h1>
        <span {...{ [ID_NUMBER]: '' }} className={styles.idNumber} onMouseDown={(event) => event.preventDefault()}><MaskedNumber masked={view.maskedIdNumber} reveal={reveal} /><KeyHint keys="V" /></span>
      </div>
      <dl className={styles.facts}>
        <Fact name={t('case:header.category')}>{t('case:header.categoryOf', { name: view.categoryName, code: view.category })}</Fact>
        <Fact name={t('case:header.registrationNo')}><span className={styles.mono}>{view.registrationNo}</span></Fact>
        <Fact name={t('case:header.workUnit')} wide>{view.workUnit}</Fact>
        <Fact name={t('case:header.online')} wide>{onlineText(view) ?? t('common:none')}</Fact>
      </dl>
      <Standing view={view} />
    </header>
  );
}

function onlineText(view: CaseView): string | null {
  const parts = [view.onlineStatus, view.onlineOpinion].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : parts.join(' · ');
}

function Fact({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }): ReactNode {
  return <div className={classes(styles.fact, wide && styles.wide)}><dt>{name}</dt><dd {...(typeof children === 'string' ? { title: children } : {})}>{children}</dd></div>;
}

/** State, sheet, what is open, and whose desk holds the case. */
function Standing({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation();
  const { claim, sheet, openItems } = view;
  return (
    <div className={styles.standing}>
      <span><StatusTag state={view.state} />{view.state === 'signed' ? t('case:header.final') : t('case:header.openItems', { count: openItems.length })}</span>
      {sheet !== null && <span>{t('case:header.sheet', { revision: sheet.revision })}</span>}
      {sheet === null && view.appointmentAt !== null && <span>{t('case:header.appointment', { time: showTime(view.appointmentAt) })}</span>}
      {claim !== null && <span>{t(claim.mine ? 'case:header.claimMine' : 'case:header.claimOther', { desk: claim.deskId, name: claim.staffName, since: showClock(claim.since) })}</span>}
    </div>
  );
}
