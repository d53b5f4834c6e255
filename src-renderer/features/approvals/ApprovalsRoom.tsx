import { useState, type ReactNode } from 'react';
import { CheckSquareOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../src-preload/contract/session';
import { useDeskQuery } from '../../app/desk-client';
import { EmptyState } from '../../ui/EmptyState';
import { Icon } from '../../ui/Icon';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { useHotkeys } from '../../ui/use-hotkeys';
import { CorrectionDetail } from './CorrectionDetail';
import { CorrectionInbox } from './CorrectionInbox';
import styles from './ApprovalsRoom.module.css';

export interface ApprovalsRoomProps {
  session: SessionView;
  onOpenCase(registrationNo: string): void;
}

/** Corrections that wait for a decision, live: one list for every desk of the site. */
export function ApprovalsRoom({ session, onOpenCase }: ApprovalsRoomProps): ReactNode {
  const { t } = useTranslation();
  const inbox = useDeskQuery('corrections.inbox', {});
  const [chosenId, setChosenId] = useState<string | null>(null);
  const open = inbox.data ?? [];
  const at = Math.max(0, open.findIndex(({ id }) => id === chosenId));
  const chosen = open[at];
  function step(by: number): void {
    const next = open[Math.min(open.length - 1, Math.max(0, at + by))];
    if (next !== undefined) setChosenId(next.id);
  }
  useHotkeys({ ArrowDown: () => step(1), ArrowUp: () => step(-1) });
  if (inbox.error !== null) return <div className={styles.notice}><RefusalNotice refusal={inbox.error} action={<Button onClick={() => void inbox.refetch()}>{t('common:retry')}</Button>} /></div>;
  if (inbox.data === undefined) return <EmptyState title={t('common:loading')} />;
  if (chosen === undefined) return <EmptyState icon={<Icon of={CheckSquareOutlined} />} title={t('approvals:empty.title')} hint={t('approvals:empty.hint')} />;
  return (
    <div className={styles.room}>
      <CorrectionInbox open={open} chosenId={chosen.id} onChoose={setChosenId} />
      <CorrectionDetail key={chosen.id} correction={chosen} staff={session.staff} onOpenCase={onOpenCase} />
    </div>
  );
}
