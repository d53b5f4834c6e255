import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskQuery } from '../../app/desk-client';
import { Notice } from '../../ui/Notice';

/** A package brought a policy of its own: said where packages are, to whoever works here. */
export function PolicyWaits(): ReactNode {
  const { t } = useTranslation();
  const waiting = useDeskQuery('policy.get', {}).data?.waiting ?? null;
  return waiting === null ? null : <Notice tone="info" title={t('packages:policyWaits.title')} more={t('packages:policyWaits.next')} />;
}
