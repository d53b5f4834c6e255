import { useState, type ReactNode } from 'react';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../src-preload/contract/session';
import { useDeskCommand, useDeskQuery } from '../../app/desk-client';
import { FrontCard } from '../../ui/FrontCard';
import { RefusalNotice } from '../../ui/RefusalNotice';
import styles from './RecoveryCodePage.module.css';

/**
 * A new recovery code, shown this once. It leaves the screen when somebody has typed two groups of it back from the paper: the
 * code itself is covered meanwhile.
 */
export function RecoveryCodePage({ session }: { session: SessionView }): ReactNode {
  const { t } = useTranslation();
  const shown = useDeskQuery('keys.showCode', {});
  const [proving, setProving] = useState(false);
  return (
    <FrontCard title={t('keys:code.title')} subtitle={t('keys:code.subtitle')}>
      <RefusalNotice refusal={shown.error} />
      {shown.data !== undefined && (proving
        ? <TypeBack asked={shown.data.asked} onBack={() => setProving(false)} />
        : <CodeSheet code={shown.data.code} session={session} onWritten={() => setProving(true)} />)}
    </FrontCard>
  );
}

function CodeSheet({ code, session, onWritten }: { code: string; session: SessionView; onWritten(): void }): ReactNode {
  const { t } = useTranslation();
  const date = new Date().toLocaleDateString('sv-SE');
  return (
    <>
      <div className={styles.sheet}>
        <p className={styles.of}>{t('keys:code.of', { desk: session.store?.deskId ?? '', date })}</p>
        <ol className={styles.groups} aria-label={t('keys:code.label')}>
          {code.split('-').map((group, at) => <li key={at} className={styles.group}><span className={styles.place}>{at + 1}</span>{group}</li>)}
        </ol>
      </div>
      <ul className={styles.rules}>
        {(['elsewhere', 'never', 'apart'] as const).map((rule) => <li key={rule}>{t(`keys:code.rule.${rule}`)}</li>)}
      </ul>
      <div className={styles.end}>
        <Button size="large" onClick={() => window.print()}>{t('keys:code.print')}</Button>
        <Button type="primary" size="large" autoFocus onClick={onWritten}>{t('keys:code.written')}</Button>
      </div>
    </>
  );
}

function TypeBack({ asked, onBack }: { asked: readonly number[]; onBack(): void }): ReactNode {
  const { t } = useTranslation();
  const confirm = useDeskCommand('keys.confirmCode');
  const [typed, setTyped] = useState<readonly string[]>(asked.map(() => ''));
  const complete = typed.every((group) => group.trim() !== '');
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (complete) void confirm.send({ typed: [...typed] }); }}>
      <p className={styles.prove}>{t('keys:code.prove')}</p>
      <div className={styles.asked}>
        {asked.map((group, at) => (
          <label key={group} className={styles.ask}>
            {t('keys:code.group', { group })}
            <Input size="large" className={`${styles.answer}`} value={typed[at] ?? ''} maxLength={8} autoFocus={at === 0} spellCheck={false} autoComplete="off"
              onChange={(event) => setTyped(typed.map((each, index) => (index === at ? event.target.value : each)))} />
          </label>
        ))}
      </div>
      <RefusalNotice refusal={confirm.refusal} />
      <div className={styles.end}>
        <Button size="large" onClick={onBack}>{t('keys:code.back')}</Button>
        <Button type="primary" size="large" htmlType="submit" disabled={!complete} loading={confirm.pending}>{t('keys:code.confirm')}</Button>
      </div>
    </form>
  );
}
