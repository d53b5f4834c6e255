import type { ReactNode } from 'react';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../src-preload/contract/common';
import { FEWEST_PEOPLE, type PersonRow } from './first-use-form';
import styles from './PeopleTable.module.css';
import { Icon } from '../../ui/Icon';

const ROLES: readonly Role[] = ['reviewer', 'approver', 'administrator'];

export interface PeopleTableProps {
  people: readonly PersonRow[];
  pins: Readonly<Record<number, string>>;
  onChange(people: readonly PersonRow[]): void;
  onPins(pins: Readonly<Record<number, string>>): void;
}

/** At least two people: who asks for a correction never decides it. Each types an own PIN. */
export function PeopleTable({ people, pins, onChange, onPins }: PeopleTableProps): ReactNode {
  const { t } = useTranslation();
  function change(key: number, part: Partial<PersonRow>): void {
    onChange(people.map((person) => (person.key === key ? { ...person, ...part } : person)));
  }
  function add(): void {
    onChange([...people, { key: Math.max(0, ...people.map(({ key }) => key)) + 1, name: '', roles: ['reviewer'] }]);
  }
  return (
    <section aria-labelledby="first-use-people" className={styles.people}>
      <h2 id="first-use-people" className={styles.title}>{t('first-use:people')}</h2>
      <p className={styles.hint}>{t('first-use:peopleHint')}</p>
      {people.map((person, index) => (
        <div key={person.key} className={styles.row} role="group" aria-label={t('first-use:person', { n: index + 1 })}>
          <Input aria-label={t('first-use:name')} placeholder={t('first-use:name')} value={person.name} maxLength={40} onChange={(event) => change(person.key, { name: event.target.value })} />
          <Checkbox.Group className={`${styles.roles}`} value={[...person.roles]} options={ROLES.map((role) => ({ value: role, label: t(`common:role.${role}`) }))} onChange={(roles) => change(person.key, { roles })} />
          <Input.Password aria-label={t('common:credential.pin')} placeholder={t('first-use:pin')} value={pins[person.key] ?? ''} maxLength={64} autoComplete="new-password" onChange={(event) => onPins({ ...pins, [person.key]: event.target.value })} />
          <Button type="text" icon={<Icon of={DeleteOutlined} />} aria-label={t('first-use:remove', { name: person.name })} disabled={people.length <= FEWEST_PEOPLE}
            onClick={() => onChange(people.filter(({ key }) => key !== person.key))} />
        </div>
      ))}
      <Button type="dashed" icon={<Icon of={PlusOutlined} />} onClick={add}>{t('first-use:addPerson')}</Button>
    </section>
  );
}
