import type { ReactNode } from 'react';
import {
  CheckOutlined, CloseCircleFilled, EyeInvisibleOutlined, FileUnknownOutlined, HighlightOutlined, MinusCircleOutlined, QuestionCircleFilled,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { FieldResult } from '../../../src-preload/contract/cases';
import { classes } from '../../ui/classes';
import styles from './case.module.css';

export type ShownResult = FieldResult | 'needsHuman' | 'open';

const LOOKS: Readonly<Record<ShownResult, { icon: ReactNode; tone: string | undefined }>> = {
  same: { icon: <CheckOutlined />, tone: styles.good },
  equivalent: { icon: <span className={styles.almost}>≈</span>, tone: styles.good },
  differs: { icon: <CloseCircleFilled />, tone: styles.bad },
  notPresented: { icon: <FileUnknownOutlined />, tone: styles.bad },
  unreadable: { icon: <EyeInvisibleOutlined />, tone: styles.bad },
  looksAltered: { icon: <HighlightOutlined />, tone: styles.bad },
  needsHuman: { icon: <QuestionCircleFilled />, tone: styles.attention },
  open: { icon: <MinusCircleOutlined />, tone: styles.quiet },
};

/** What a comparison came to: sign, word and colour say the same. */
export function ResultMark({ result }: { result: ShownResult }): ReactNode {
  const { t } = useTranslation();
  const look = LOOKS[result];
  return <span className={classes(styles.result, look.tone)}><span aria-hidden="true">{look.icon}</span>{t(`case:result.${result}`)}</span>;
}
