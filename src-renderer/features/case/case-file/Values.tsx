import type { ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { isAllowed, whyNot } from '../available';
import type { StepProps } from '../room';
import styles from './case-file.module.css';

/** All values of the registration, with the received one where a correction changed it. A field that no paper shows is corrected from here. */
export function Values({ view, room }: StepProps): ReactNode {
  const { t } = useTranslation();
  const offered = isAllowed(view, 'requestCorrection') || whyNot(view, 'requestCorrection')?.code === 'outside-schedule';
  const correctable = (field: string): boolean => offered && view.correctionRules.some((rule) => rule.field === field && rule.correctable);
  return (
    <section>
      <h3>{t('case:file.values')}</h3>
      <dl className={styles.values}>
        {view.values.map(({ field, value, received }) => (
          <div key={field}>
            <dt>{t(`fields:${field}`)}</dt>
            <dd>{value}{received !== null && <del>{received === '' ? t('case:emptyValue') : received}</del>}</dd>
            {correctable(field) && (
              <Button size="small" type="link" aria-label={t('case:file.correct', { field: t(`fields:${field}`) })} onClick={() => room.open({ kind: 'correction', field })}>{t('case:file.correctShort')}</Button>
            )}
          </div>
        ))}
      </dl>
    </section>
  );
}
