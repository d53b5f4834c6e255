import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { IdentityCheckView } from '../../../../src-preload/contract/cases';
import { showTime } from '../../../i18n/times';
import { Banner } from '../Banner';
import { methodOf } from './registered-document';

/** The check before this one, and why it is asked for again. */
export function EarlierCheck({ check }: { check: IdentityCheckView }): ReactNode {
  const { t } = useTranslation();
  const facts = { method: methodOf(check, t), time: showTime(check.at), name: check.by, approver: check.consentBy ?? '' };
  const text = t(check.consentBy === null ? 'identity:earlier.by' : 'identity:earlier.withConsent', facts);
  return <Banner tone={check.passed ? 'told' : 'stop'} title={t(check.passed ? 'identity:earlier.passed' : 'identity:earlier.failed')}>{text}</Banner>;
}
