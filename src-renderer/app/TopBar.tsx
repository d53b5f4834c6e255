import type { ReactNode } from 'react';
import { LogoutOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../src-preload/contract/session';
import { Icon } from '../ui/Icon';
import { KeyHint } from '../ui/KeyHint';
import { ProductMark } from '../ui/ProductMark';
import { LanguageSwitch } from './LanguageSwitch';
import { ReaderStatus } from './ReaderStatus';
import styles from './TopBar.module.css';

export interface TopBarProps {
  session: SessionView;
  openCase: string | null;
  onSignOut(): void;
}

/** Which desk this is, whether the reader works, and who answers for what happens here. */
export function TopBar({ session, openCase, onSignOut }: TopBarProps): ReactNode {
  const { t } = useTranslation();
  const { store, staff } = session;
  const roles = staff?.roles.map((role) => t(`common:role.${role}`)).join(t('common:listSeparator')) ?? '';
  return (
    <header className={styles.bar}>
      <span className={styles.mark}><ProductMark size={26} /><span className={styles.product}>{t('common:product')}</span></span>
      <span className={styles.place}>
        <span className={styles.site} title={store?.site ?? ''}>{store?.site ?? t('shell:noSite')}</span>
        {store?.exam != null && <span className={styles.exam}>{t('shell:exam', { name: store.exam, year: store.examYear ?? '' })}</span>}
      </span>
      <span className={styles.desk}>{t('shell:desk', { desk: store?.deskId ?? '' })}</span>
      <ReaderStatus trainingReader={session.trainingReader} hasDock={session.readerDock} openCase={openCase} />
      <LanguageSwitch tone="bar" />
      {staff !== null && (
        <span className={styles.person}>
          <span className={styles.personName} title={staff.name}>{staff.name}</span>
          <span className={styles.roles} title={roles}>{roles}</span>
        </span>
      )}
      <Button ghost size="small" icon={<Icon of={LogoutOutlined} />} onClick={onSignOut} aria-keyshortcuts="Alt+Q">{t('shell:signOut')} <KeyHint keys="Alt+Q" /></Button>
    </header>
  );
}
