import type { ReactNode } from 'react';
import { Alert, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CardReadView } from '../../src-preload/contract/session';
import { useDeskQuery } from './desk-client';
import type { CardTap } from './use-card-tap';
import styles from './CardNotice.module.css';

/** A card that did not open a case: what was looked for, and what to do now. */
export function CardNotice({ card }: { card: CardTap }): ReactNode {
  const { t } = useTranslation();
  const { told } = card;
  if (told === null) return <UnreadCard />;
  if (told.outcome === 'one') return <OtherCandidate read={told} card={card} />;
  const { outcome, maskedIdNumber: number } = told;
  return (
    <Alert className={`${styles.notice}`} type="warning" showIcon role="alert" title={t(`shell:card.${outcome}.title`, { number })} closable={{ onClose: card.dismiss, 'aria-label': t('common:close') }}
      description={(
        <>
          <p className={styles.todo}>{t(`shell:card.${outcome}.todo`)}</p>
          {outcome === 'several' && <div className={styles.choices}>{told.registrationNos.map((no) => <Choice key={no} registrationNo={no} onOpen={card.open} />)}</div>}
        </>
      )} />
  );
}

/** A card that lies on the reader and was not read; gone as soon as it is lifted. */
function UnreadCard(): ReactNode {
  const { t } = useTranslation();
  const reader = useDeskQuery('reader.get', {}).data;
  if (reader?.state !== 'cardPresent' || reader.fault === null) return null;
  return <Alert className={`${styles.notice}`} type="warning" showIcon role="alert" title={t([`reader:fault.${reader.fault}`, 'reader:fault.other'], { code: reader.fault })} />;
}

function Choice({ registrationNo, onOpen }: { registrationNo: string; onOpen: (registrationNo: string) => void }): ReactNode {
  const item = useDeskQuery('cases.list', { text: registrationNo, states: [], offset: 0, limit: 1 }).data?.items[0];
  return <Button onClick={() => onOpen(registrationNo)}>{[registrationNo, item?.name, item?.workUnit].filter(Boolean).join(' · ')}</Button>;
}

/** Somebody else's card while a case is under way: never switched unasked, never lost. */
function OtherCandidate({ read, card }: { read: CardReadView; card: CardTap }): ReactNode {
  const { t } = useTranslation();
  const [registrationNo = ''] = read.registrationNos;
  const item = useDeskQuery('cases.list', { text: registrationNo, states: [], offset: 0, limit: 1 }).data?.items[0];
  return (
    <Modal open title={t('shell:card.other.title')} onOk={() => card.open(registrationNo)} onCancel={card.dismiss} okText={t('shell:card.other.open')} cancelText={t('shell:card.other.stay')}
      cancelButtonProps={{ autoFocus: true }} mask={{ closable: false }} closable={{ 'aria-label': t('common:close') }}>
      <p>{t('shell:card.other.todo', { name: item?.name ?? '', number: read.maskedIdNumber })}</p>
    </Modal>
  );
}
