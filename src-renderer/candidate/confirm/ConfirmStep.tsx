import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/language';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { CandidatePage } from '../frame/CandidatePage';
import { StaffControl } from '../frame/StaffControl';
import { planSections } from '../sheet/plan-sections';
import { sectionBlocks, type ConfirmView } from '../sheet/section-blocks';
import { SignatureInk } from '../sign/signature-ink';
import { SignCard } from '../sign/SignCard';
import { beginShowing } from '../sign/use-dwell';
import { LockedSignCard } from './LockedSignCard';
import { ProgressSteps } from './ProgressSteps';
import { SectionCard } from './SectionCard';
import { standOf } from './stand';
import { useConfirming } from './use-confirming';
import { useParts } from './use-parts';
import { useTurn } from './use-turn';
import styles from './ConfirmStep.module.css';

export interface ConfirmStepProps {
  view: ConfirmView;
  /** Told of the section before the desk is, and null when the desk refused. */
  onDoubted(section: string | null): void;
}

/**
 * The sheet, section by section, then declaration and signature, on one page: what the candidate confirmed is still drawn
 * while they sign, and is read back from there. One presentation of one revision; another one is another component.
 */
export function ConfirmStep({ view, onDoubted }: ConfirmStepProps): ReactNode {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const [showing] = useState(beginShowing);
  const [signature] = useState(() => new SignatureInk());
  const [screen, setScreen] = useState<HTMLElement | null>(null);
  const parts = useParts(screen);
  const confirming = useConfirming(view.sheet.revision, screen, onDoubted);
  const plan = useMemo(() => planSections(view.sheet, view.sections), [view.sheet, view.sections]);
  const stand = standOf(plan, view.sections, confirming.flow, parts);
  const goTo = useTurn(screen, stand.turn);
  const titleOf = (id: string): string => t(`candidate:section.${id}`);
  return (
    <CandidatePage frame={view} title={t('candidate:confirm.title')} extra={view.singleDisplay ? <StaffControl /> : null}>
      <ProgressSteps onGo={goTo} steps={[
        ...stand.sections.filter(({ toConfirm }) => toConfirm).map(({ id, confirmed, current }) => ({ id, title: t(`candidate:section.short.${id}`), done: confirmed, current: current !== null })),
        { id: 'sign', title: t('candidate:section.short.sign'), done: false, current: stand.open === 0 },
      ]} />
      <RefusalNotice refusal={confirming.refusal} />
      <main ref={setScreen} className={styles.screen}>
        {stand.sections.map(({ id, starts, confirmed, current, planned, toConfirm }) => (
          <SectionCard key={id} id={id} title={titleOf(id)} starts={starts} confirmed={confirmed} current={current} confirming={confirming}
            blocks={sectionBlocks(t, language, view, planned)} onward={toConfirm ? null : { blocked: stand.open > 0, go: () => goTo('sign') }} />
        ))}
        {stand.open > 0 ? <LockedSignCard open={stand.open} /> : (
          <SignCard revision={view.sheet.revision} finality={view.finality[language]} minDwellSeconds={view.minDwellSeconds} showing={showing} signature={signature} getSheet={() => screen} />
        )}
      </main>
    </CandidatePage>
  );
}
