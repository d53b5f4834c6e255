import { useState, type ReactNode } from 'react';
import { Alert, Button, Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../src-preload/contract/common';
import { useDeskCommand } from '../../app/desk-client';
import { useDraft } from '../../app/drafts';
import { RefusalNotice } from '../../ui/RefusalNotice';
import styles from './AddPersonForm.module.css';

const ROLES: readonly Role[] = ['reviewer', 'approver', 'administrator'];
const SHORTEST_PIN = 4;
const NOBODY: { name: string; roles: readonly Role[] } = { name: '', roles: ['reviewer'] };

/** A new colleague, who types the PIN in person. */
export function AddPersonForm(): ReactNode {
  const { t } = useTranslation();
  const add = useDeskCommand('staff.add');
  const person = useDraft('staff/add', NOBODY);
  const [pins, setPins] = useState({ pin: '', again: '' });
  const [added, setAdded] = useState<string | null>(null);
  const { name, roles } = person.value;
  const differ = pins.again !== '' && pins.again !== pins.pin;
  const complete = name.trim() !== '' && roles.length > 0 && pins.pin.length >= SHORTEST_PIN && pins.again === pins.pin;

  async function send(): Promise<void> {
    if (!complete) return;
    const made = await add.send({ name: name.trim(), roles: [...roles], pin: pins.pin });
    setPins({ pin: '', again: '' });
    setAdded(made?.name ?? null);
    if (made !== null) person.clear();
  }
  return (
    <Form layout="vertical" onFinish={() => void send()}>
      <div className={styles.fields}>
        <Form.Item label={t('staff:add.name')} htmlFor="staff-name">
          <Input id="staff-name" value={name} maxLength={40} onChange={(event) => person.change({ name: event.target.value, roles })} />
        </Form.Item>
        <Form.Item label={t('staff:add.pin')} htmlFor="staff-pin" extra={t('staff:add.pinHint')}>
          <Input.Password id="staff-pin" value={pins.pin} maxLength={64} autoComplete="new-password" onChange={(event) => setPins({ ...pins, pin: event.target.value })} />
        </Form.Item>
        <Form.Item label={t('staff:add.again')} htmlFor="staff-again" validateStatus={differ ? 'error' : ''} help={differ ? t('staff:add.differ') : undefined}>
          <Input.Password id="staff-again" value={pins.again} maxLength={64} autoComplete="new-password" onChange={(event) => setPins({ ...pins, again: event.target.value })} />
        </Form.Item>
      </div>
      <Form.Item label={t('staff:column.roles')}>
        <Checkbox.Group value={[...roles]} options={ROLES.map((role) => ({ value: role, label: t(`common:role.${role}`) }))} onChange={(next) => person.change({ name, roles: next })} />
      </Form.Item>
      <RefusalNotice refusal={add.refusal} onClose={add.reset} />
      {added !== null && <Alert type="success" showIcon role="status" title={t('staff:add.done', { name: added })} />}
      <Button type="primary" htmlType="submit" className={`${styles.send}`} disabled={!complete} loading={add.pending}>{t('staff:add.send')}</Button>
    </Form>
  );
}
