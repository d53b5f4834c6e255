import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Drawing } from '../ui/Drawing';
import { EmptyState } from '../ui/EmptyState';
import { FrontButton } from '../ui/FrontButton';

interface Fault {
  incident: string;
}

/**
 * A screen that fails shows where and what to do, and can be drawn again. What was typed is in the drafts outside of it;
 * what was confirmed is in the desk. The incident id stands in the desk's log beside the error.
 */
export class ErrorBoundary extends Component<{ children: ReactNode }, { fault: Fault | null }> {
  override state: { fault: Fault | null } = { fault: null };

  static getDerivedStateFromError(): { fault: Fault } {
    return { fault: { incident: `S-${crypto.randomUUID().slice(0, 8)}` } };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // eslint-disable-next-line no-console -- main keeps what a page says here in the desk's log, beside the incident id
    console.error(`incident ${this.state.fault?.incident ?? ''}`, error.name, error.message, info.componentStack);
  }

  override render(): ReactNode {
    if (this.state.fault === null) return this.props.children;
    return <FaultNotice incident={this.state.fault.incident} onAgain={() => this.setState({ fault: null })} />;
  }
}

function FaultNotice({ incident, onAgain }: { incident: string; onAgain: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <EmptyState icon={<Drawing of="bug" />} title={t('shell:fault.title')} hint={t('shell:fault.hint')}>
        <FrontButton primary onClick={onAgain}>{t('shell:fault.again')}</FrontButton>
        <span className="desk-mono">{t('common:incident', { id: incident })}</span>
      </EmptyState>
    </div>
  );
}
