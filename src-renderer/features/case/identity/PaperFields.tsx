import type { ReactNode } from 'react';
import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { IdentityPaperView } from '../../../../src-preload/contract/cases';
import { DayField } from '../../../ui/DayField';
import { SECOND_IDENTIFIERS, type PaperForm } from './paper-form';
import styles from './identity.module.css';

export interface PaperFieldsProps {
  rule: IdentityPaperView;
  form: PaperForm;
  onChange(form: PaperForm): void;
}

const MOST_IN_LINES = 200;

/** What is typed of a paper in hand, in the order in which it stands there. */
export function PaperFields(props: PaperFieldsProps): ReactNode {
  return props.rule.document === 'passport' ? <PassportLines {...props} /> : <TypedFields {...props} />;
}

/** Typed, or read by a scanner that plays a keyboard. */
function PassportLines({ form, onChange }: PaperFieldsProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Form.Item label={t('identity:paper.lines')} htmlFor="paper-lines" required extra={t('identity:paper.linesHint')}>
      <Input.TextArea id="paper-lines" className={styles.lines ?? ''} rows={3} value={form.lines} maxLength={MOST_IN_LINES} spellCheck={false} autoComplete="off"
        onChange={(event) => onChange({ ...form, lines: event.target.value })} />
    </Form.Item>
  );
}

function TypedFields({ rule, form, onChange }: PaperFieldsProps): ReactNode {
  const { t } = useTranslation();
  const text = (key: 'number' | 'name'): ReactNode => (
    <Form.Item label={t(`identity:paper.${key}`)} htmlFor={`paper-${key}`} required>
      <Input id={`paper-${key}`} value={form[key]} maxLength={100} autoComplete="off" spellCheck={false} onChange={(event) => onChange({ ...form, [key]: event.target.value })} />
    </Form.Item>
  );
  return (
    <div className={styles.paperFields}>
      {text('number')}
      {text('name')}
      <Form.Item label={t('identity:paper.validFrom')} htmlFor="paper-validFrom">
        <DayField key={rule.document} id="paper-validFrom" value={form.validFrom} onChange={(validFrom) => onChange({ ...form, validFrom })} />
      </Form.Item>
      <LastDay rule={rule} form={form} onChange={onChange} />
      {rule.secondIdentifier && <SecondIdentifierFields rule={rule} form={form} onChange={onChange} />}
    </div>
  );
}

function LastDay({ rule, form, onChange }: PaperFieldsProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Form.Item label={t('identity:paper.validUntil')} htmlFor="paper-validUntil" required={rule.lastDay === 'asked'}>
      <div className={styles.lastDay}>
        <DayField key={rule.document} id="paper-validUntil" value={form.validUntil} disabled={form.isLongTerm} onChange={(validUntil) => onChange({ ...form, validUntil })} />
        {rule.longTerm && <Checkbox checked={form.isLongTerm} onChange={(event) => onChange({ ...form, isLongTerm: event.target.checked })}>{t('identity:paper.longTerm')}</Checkbox>}
      </div>
    </Form.Item>
  );
}

/** Something that does not stand on the card: who found a card cannot say it. */
function SecondIdentifierFields({ form, onChange }: PaperFieldsProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item label={t('identity:paper.identifier')} htmlFor="paper-identifier" required>
        <Select id="paper-identifier" value={form.identifier} onChange={(identifier) => onChange({ ...form, identifier, identifierValue: '' })}
          options={SECOND_IDENTIFIERS.map((value) => ({ value, label: t(`identity:paper.identifiers.${value}`) }))} />
      </Form.Item>
      <Form.Item label={t('identity:paper.identifierValue')} htmlFor="paper-identifierValue" required>
        <Input id="paper-identifierValue" value={form.identifierValue} maxLength={40} autoComplete="off" onChange={(event) => onChange({ ...form, identifierValue: event.target.value })} />
      </Form.Item>
    </>
  );
}
