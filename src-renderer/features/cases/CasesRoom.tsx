import { useDeferredValue, useRef, useState, type ReactNode } from 'react';
import { InboxOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, type InputRef } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../src-preload/contract/session';
import { useDeskCommand } from '../../app/desk-client';
import { useDraft } from '../../app/drafts';
import { EmptyState } from '../../ui/EmptyState';
import { Icon } from '../../ui/Icon';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { useHotkeys } from '../../ui/use-hotkeys';
import { countOf, EVERY_CASE, isEveryCase } from './case-filter';
import { CaseSearch } from './CaseSearch';
import { CaseTable } from './CaseTable';
import { StateFilter } from './StateFilter';
import { useCasePages } from './use-case-pages';
import styles from './CasesRoom.module.css';

export interface CasesRoomProps {
  session: SessionView;
  onOpen(registrationNo: string): void;
  onPackages(): void;
}

/** Everyone who may come to this counter: find by name, initials, number, last four digits or state, and open. */
export function CasesRoom({ session, onOpen, onPackages }: CasesRoomProps): ReactNode {
  const { t } = useTranslation();
  const filter = useDraft('cases/filter', EVERY_CASE);
  const cursor = useDraft('cases/cursor', 0);
  const shown = useDeferredValue(filter.value);
  const [range, setRange] = useState({ first: 0, last: 20 });
  const pages = useCasePages(shown, range.first, range.last);
  const search = useRef<InputRef>(null);
  const total = pages.total ?? 0;
  const at = Math.min(cursor.value, Math.max(0, total - 1));

  function narrow(part: Partial<typeof filter.value>): void {
    filter.change({ ...filter.value, ...part });
    cursor.change(0);
  }
  function step(rows: number): void {
    cursor.change(Math.max(0, Math.min(total - 1, at + rows)));
  }
  function openCursor(): void {
    const row = pages.rowAt(at);
    if (row !== null && total > 0) onOpen(row.registrationNo);
  }
  const steps = { ArrowDown: () => step(1), ArrowUp: () => step(-1), PageDown: () => step(10), PageUp: () => step(-10) };
  useHotkeys({ ...steps, '/': () => search.current?.focus(), Home: () => step(-total), End: () => step(total), Enter: (event) => (event.target instanceof HTMLButtonElement ? false : openCursor()) });

  const nobody = pages.counts !== null && countOf(pages.counts, null) === 0;
  return (
    <section className={styles.room} aria-label={t('shell:room.cases')}>
      <CaseSearch field={search} text={filter.value.text} total={pages.total} isMore={pages.isMore} onText={(text) => narrow({ text })} onStep={step} onOpen={openCursor} />
      <StateFilter state={filter.value.state} counts={pages.counts} onState={(state) => narrow({ state })} />
      <RefusalNotice refusal={pages.refusal} action={<Button size="small" onClick={pages.askAgain}>{t('common:retry')}</Button>} />
      {nobody && <NoCandidates training={session.store?.kind === 'training'} onPackages={onPackages} />}
      {!nobody && pages.total === 0 && (
        <EmptyState icon={<Icon of={SearchOutlined} />} title={t('cases:notFound.title')} hint={t('cases:notFound.hint')}>
          {!isEveryCase(filter.value) && <Button onClick={() => narrow(EVERY_CASE)}>{t('cases:notFound.all')}</Button>}
        </EmptyState>
      )}
      {total > 0 && <CaseTable pages={pages} cursor={at} onCursor={cursor.change} onOpen={onOpen} onRange={setRange} />}
    </section>
  );
}

function NoCandidates({ training, onPackages }: { training: boolean; onPackages: () => void }): ReactNode {
  const { t } = useTranslation();
  const sample = useDeskCommand('packages.import');
  async function importSample(): Promise<void> {
    const started = await sample.send({ source: 'sample' });
    if (started !== null) onPackages();
  }
  return (
    <EmptyState icon={<Icon of={InboxOutlined} />} title={t('cases:empty.title')} hint={t(training ? 'cases:empty.trainingHint' : 'cases:empty.liveHint')}>
      {training && <Button type="primary" loading={sample.pending} onClick={() => void importSample()}>{t('cases:empty.sample')}</Button>}
      <Button type={training ? 'default' : 'primary'} onClick={onPackages}>{t('cases:empty.packages')}</Button>
      <RefusalNotice refusal={sample.refusal} />
    </EmptyState>
  );
}
