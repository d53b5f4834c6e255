import { useState, type ReactNode } from 'react';
import { ApiOutlined, CreditCardOutlined, DisconnectOutlined, LoadingOutlined, UpSquareOutlined, WarningFilled } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReaderState, ReaderView } from '../../src-preload/contract/session';
import { Icon } from '../ui/Icon';
import { classes } from '../ui/classes';
import { useDeskQuery } from './desk-client';
import { ReaderDock } from './ReaderDock';
import { TrainingCard } from './TrainingCard';
import styles from './ReaderStatus.module.css';

const LOOKS: Readonly<Record<ReaderState, { icon: ReactNode; tone: 'good' | 'busy' | 'bad' }>> = {
  absent: { icon: <Icon of={DisconnectOutlined} />, tone: 'bad' },
  connecting: { icon: <Icon of={LoadingOutlined} />, tone: 'busy' },
  ready: { icon: <Icon of={ApiOutlined} />, tone: 'good' },
  cardPresent: { icon: <Icon of={CreditCardOutlined} />, tone: 'good' },
  reading: { icon: <Icon of={LoadingOutlined} />, tone: 'busy' },
  mustLift: { icon: <Icon of={UpSquareOutlined} />, tone: 'busy' },
  faulty: { icon: <Icon of={WarningFilled} />, tone: 'bad' },
};

/** A faulty reader, and a card that was not read. */
const BROKEN = LOOKS.faulty;

interface ReaderStatusProps {
  trainingReader: boolean;
  /** The simulated reader can be made to fail. */
  hasDock: boolean;
  openCase: string | null;
}

/** The card reader in words: ready, reading, lift the card, or what is wrong and what to do. */
export function ReaderStatus({ trainingReader, hasDock, openCase }: ReaderStatusProps): ReactNode {
  const { t } = useTranslation();
  const [isDockOpen, setDockOpen] = useState(false);
  const [isTold, setTold] = useState(false);
  const openDock = (): void => { setTold(false); setDockOpen(true); };
  const reader = useDeskQuery('reader.get', {}).data;
  if (reader === undefined) return null;
  const look = reader.fault === null ? LOOKS[reader.state] : BROKEN;
  const state = t(reader.fault !== null && reader.state === 'cardPresent' ? 'reader:state.cardTrouble' : `reader:state.${reader.state}`);
  return (
    <>
      <Popover trigger="click" open={isTold} onOpenChange={setTold} placement="bottomRight" content={<ReaderDetails reader={reader} trainingReader={trainingReader} openCase={openCase} onDock={hasDock ? openDock : null} />}>
        <button type="button" className={classes(styles.status, styles[look.tone])} aria-haspopup="dialog">{look.icon}{state}</button>
      </Popover>
      <span role="status" className="visually-hidden">{state}</span>
      {hasDock && <ReaderDock isOpen={isDockOpen} openCase={openCase} onClose={() => setDockOpen(false)} />}
    </>
  );
}

interface ReaderDetailsProps {
  reader: ReaderView;
  trainingReader: boolean;
  openCase: string | null;
  /** Opens the simulator's dock; null where there is none. */
  onDock: (() => void) | null;
}

function ReaderDetails({ reader, trainingReader, openCase, onDock }: ReaderDetailsProps): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles.details}>
      <p className={styles.line}>{reader.fault === null ? t(`reader:next.${reader.state}`) : t([`reader:fault.${reader.fault}`, 'reader:fault.other'], { code: reader.fault })}</p>
      {reader.simulated && <p className={styles.line}>{t('reader:simulated')}</p>}
      {trainingReader && <TrainingCard openCase={openCase} />}
      {onDock !== null && <Button type="link" size="small" onClick={onDock}>{t('reader:dock.open')}</Button>}
    </div>
  );
}
