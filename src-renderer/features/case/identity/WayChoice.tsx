import type { KeyboardEvent, ReactNode } from 'react';
import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ShownDocument } from '../../../../src-preload/contract/cases';
import { KeyHint } from '../../../ui/KeyHint';
import styles from './identity.module.css';

/** A paper that is shown, or nothing but an approver's word. */
export type Way = ShownDocument | 'consent';

/** The ways to show who one is, each with its digit: the digit chooses and leads on to the first field. */
export function WayChoice({ ways, value, onChange, onChosen }: { ways: readonly Way[]; value: Way; onChange(way: Way): void; onChosen(way: Way): void }): ReactNode {
  const { t } = useTranslation();
  function onKeyDown(event: KeyboardEvent): void {
    const way = event.ctrlKey || event.altKey || event.metaKey || event.repeat ? undefined : ways[Number(event.key) - 1];
    if (way === undefined) return;
    event.preventDefault();
    onChosen(way);
  }
  return (
    <Form.Item label={t('identity:otherWays.method')}>
      <div onKeyDown={onKeyDown}>
        <Radio.Group className={styles.ways ?? ''} value={value} onChange={(event) => onChange(event.target.value as Way)}
          options={ways.map((way, i) => ({ value: way, label: <>{t(`identity:otherWays.ways.${way}`)} <KeyHint keys={String(i + 1)} /></> }))} />
      </div>
    </Form.Item>
  );
}
