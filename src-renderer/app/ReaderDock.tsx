import { useState, type ReactNode } from 'react';
import { Button, Drawer, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { READER_FAULTS, TRAINING_CARDS, type TrainingCardKind } from '../../src-preload/contract/readers';
import { RefusalNotice } from '../ui/RefusalNotice';
import { useDeskCommand, useDeskQuery } from './desk-client';
import styles from './ReaderDock.module.css';

const FOUND_AT_ONCE = 20;
const SLOW_MS = 3_000;

/** The simulated reader in the hand: anybody's card, the plug, and what can go wrong. For practice with a build for trials. */
export function ReaderDock({ isOpen, openCase, onClose }: { isOpen: boolean; openCase: string | null; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Drawer open={isOpen} onClose={onClose} title={t('reader:dock.title')} placement="bottom" mask={false} size={244} destroyOnHidden>
      <div className={styles.dock}>
        <CardRow key={openCase} openCase={openCase} />
        <FaultRow />
      </div>
    </Drawer>
  );
}

function CardRow({ openCase }: { openCase: string | null }): ReactNode {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [person, setPerson] = useState(openCase);
  const [card, setCard] = useState<TrainingCardKind>('own');
  const found = useDeskQuery('cases.list', { text, states: [], offset: 0, limit: FOUND_AT_ONCE }, { keepPrevious: true });
  const people = found.data?.items.map(({ registrationNo, name }) => ({ value: registrationNo, label: `${name} · ${registrationNo}` })) ?? [];
  const present = useDeskCommand('trainingReader.present');
  const lift = useDeskCommand('trainingReader.lift');
  return (
    <div className={styles.row}>
      <Select className={styles.person ?? ''} showSearch={{ filterOption: false, onSearch: setText }} value={person} options={people} placeholder={t('reader:dock.search')} onChange={setPerson} aria-label={t('reader:dock.person')} />
      <Select className={styles.card ?? ''} value={card} onChange={setCard} aria-label={t('reader:dock.card.label')} options={TRAINING_CARDS.map((value) => ({ value, label: t(`reader:dock.card.${value}`) }))} />
      <Button type="primary" disabled={person === null} onClick={() => person !== null && void present.send({ registrationNo: person, card })}>{t('reader:dock.present')}</Button>
      <Button onClick={() => void lift.send({})}>{t('reader:dock.lift')}</Button>
      <RefusalNotice refusal={present.refusal ?? lift.refusal} />
    </div>
  );
}

function FaultRow(): ReactNode {
  const { t } = useTranslation();
  const command = useDeskCommand('trainingReader.command');
  const [fault, setFault] = useState<(typeof READER_FAULTS)[number]>('silence');
  const [times, setTimes] = useState(1);
  return (
    <>
      <div className={styles.row}>
        {(['unplug', 'plug', 'replace', 'crash'] as const).map((each) => <Button key={each} onClick={() => void command.send({ do: each })}>{t(`reader:dock.${each}`)}</Button>)}
        <Button onClick={() => void command.send({ do: 'takeTime', readMs: SLOW_MS })}>{t('reader:dock.slow')}</Button>
        <Button onClick={() => void command.send({ do: 'workAgain' }).then(() => command.send({ do: 'takeTime', readMs: 0 }))}>{t('reader:dock.workAgain')}</Button>
      </div>
      <div className={styles.row}>
        <label htmlFor="dock-fault">{t('reader:dock.fault.label')}</label>
        <Select id="dock-fault" className={styles.card ?? ''} value={fault} onChange={setFault} options={READER_FAULTS.map((value) => ({ value, label: t(`reader:dock.fault.${value}`) }))} />
        <label htmlFor="dock-times">{t('reader:dock.times')}</label>
        <InputNumber id="dock-times" className={styles.times ?? ''} min={1} max={100} precision={0} value={times} onChange={(typed) => setTimes(typed ?? 1)} />
        <Button danger onClick={() => void command.send({ do: 'fail', fault, times })}>{t('reader:dock.fail')}</Button>
        <RefusalNotice refusal={command.refusal} />
      </div>
    </>
  );
}
