import type { ReactNode } from 'react';
import {
  CheckCircleFilled, ClockCircleOutlined, EditOutlined, FileProtectOutlined, HourglassOutlined, IdcardOutlined, StopOutlined,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseState } from '../../src-preload/contract/cases';
import { Icon } from './Icon';
import { classes } from './classes';
import styles from './StatusTag.module.css';

const LOOKS: Readonly<Record<CaseState, { icon: ReactNode; tone: string | undefined }>> = {
  waiting: { icon: <Icon of={ClockCircleOutlined} />, tone: styles.quiet },
  checkedIn: { icon: <Icon of={IdcardOutlined} />, tone: styles.working },
  inReview: { icon: <Icon of={EditOutlined} />, tone: styles.working },
  readyToSign: { icon: <Icon of={FileProtectOutlined} />, tone: styles.ready },
  signed: { icon: <Icon of={CheckCircleFilled} />, tone: styles.done },
  supplementOwed: { icon: <Icon of={HourglassOutlined} />, tone: styles.owed },
  refused: { icon: <Icon of={StopOutlined} />, tone: styles.stopped },
};

/** The state of a case: shape, word and colour say the same. Plain HTML, for it stands in every row of long lists. */
export function StatusTag({ state }: { state: CaseState }): ReactNode {
  const { t } = useTranslation();
  const look = LOOKS[state];
  return <span className={classes(styles.tag, look.tone)}>{look.icon}{t(`common:state.${state}`)}</span>;
}
