import type { ReactNode } from 'react';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../../ui/KeyHint';
import { ACTION_GROUPS, capOf, type KeyedAction } from './keyed-action';
import styles from './keys.module.css';

export interface KeyOverlayProps {
  actions: readonly KeyedAction[];
  onClose(): void;
}

/** Every key that works at this step, in one look. */
export function KeyOverlay({ actions, onClose }: KeyOverlayProps): ReactNode {
  const { t } = useTranslation();
  const groups = ACTION_GROUPS.filter((group) => actions.some((action) => action.group === group));
  return (
    <Modal open title={t('case:keys.title')} footer={null} width={760} style={{ top: 40 }} onCancel={onClose} closable={{ 'aria-label': t('common:close') }}>
      <div className={styles.overlay}>
        {groups.map((group) => (
          <section key={group}>
            <h3>{t(`case:keys.group.${group}`)}</h3>
            <dl>
              {actions.filter((action) => action.group === group).map((action) => (
                <div key={action.name} className={styles.line}>
                  <dt>{[...new Set(action.keys.map(capOf))].map((cap) => <KeyHint key={cap} keys={cap} />)}</dt>
                  <dd>{t(`case:action.${action.name}`, action.params)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
