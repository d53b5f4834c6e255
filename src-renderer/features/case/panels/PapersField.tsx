import type { ReactNode } from 'react';
import { Checkbox, Form } from 'antd';
import type { CaseView } from '../../../../src-preload/contract/cases';
import { useLanguage } from '../../../app/language';
import styles from './panels.module.css';

export interface PapersFieldProps {
  view: CaseView;
  label: string;
  /** Codes of the papers chosen. */
  value: readonly string[];
  onChange(value: readonly string[]): void;
}

/** A choice among the papers of the case. */
export function PapersField({ view, label, value, onChange }: PapersFieldProps): ReactNode {
  const { language } = useLanguage();
  const options = view.materials.filter(({ code }) => code !== '-').map((material) => ({ value: material.code, label: material.name[language] }));
  return (
    <Form.Item label={label}>
      <Checkbox.Group aria-label={label} className={styles.papers ?? ''} options={options} value={[...value]} onChange={(chosen) => onChange(chosen)} />
    </Form.Item>
  );
}
