import type { ReactNode } from 'react';
import type { TFunction } from 'i18next';
import { Trans } from 'react-i18next';
import type { SheetContentView } from '../../../src-preload/contract/signing';
import { Leaf, LeafCount } from './Leaf';
import { Fingerprint, FingerprintTitle, Labelled, type SheetBlock } from './SheetBlock';
import styles from './head-blocks.module.css';

/** What the sheet says of itself: exam, places, number and revision, and how much it holds. */
export function headBlocks(t: TFunction, sheet: SheetContentView): SheetBlock[] {
  return [
    { id: 'exam', span: 2, content: <Labelled label={t('candidate:head.exam')}><Exam t={t} exam={sheet.exam} /></Labelled> },
    { id: 'zone', span: 2, content: <Labelled label={t('candidate:head.zone')}><Place of="zone" place={sheet.zone} /></Labelled> },
    { id: 'site', span: 2, content: <Labelled label={t('candidate:head.site')}><Place of="site" place={sheet.site} /></Labelled> },
    {
      id: 'sheet', span: 2, content: (
        <Labelled label={t('candidate:head.sheet')}>
          <Leaf at={['registrationNo']} value={sheet.registrationNo} /> <span className={styles.plain}><Trans t={t} i18nKey="candidate:head.revision" components={{ n: <Leaf at={['revision']} value={sheet.revision} /> }} /></span>
        </Labelled>
      ),
    },
    {
      id: 'counts', span: 2, content: (
        <Labelled label={t('candidate:head.holds')}>
          <span className={styles.counts}>
            <span>{t('candidate:head.fields')} <LeafCount at={['fields']} of={sheet.fields} /></span>
            <span>{t('candidate:head.corrections')} <LeafCount at={['corrections']} of={sheet.corrections} /></span>
            <span>{t('candidate:head.materials')} <LeafCount at={['materials']} of={sheet.materials} /></span>
          </span>
        </Labelled>
      ),
    },
  ];
}

function Exam({ t, exam }: { t: TFunction; exam: SheetContentView['exam'] }): ReactNode {
  return <Trans t={t} i18nKey="candidate:head.examOf" components={{ year: <Leaf at={['exam', 'year']} value={exam.year} />, name: <Leaf at={['exam', 'name']} value={exam.name} /> }} />;
}

function Place({ of, place }: { of: 'zone' | 'site'; place: { code: string; name: string } }): ReactNode {
  return <><Leaf at={[of, 'name']} value={place.name} /> <Leaf at={[of, 'code']} value={place.code} className={styles.code} /></>;
}

/** The small print of the sheet as a whole. */
export function headFingerprints(t: TFunction, sheet: SheetContentView): SheetBlock[] {
  return [
    { id: 'fingerprints', span: 6, close: true, content: <FingerprintTitle text={t('candidate:fingerprint.title')} /> },
    { id: 'format', span: 3, close: true, content: <Fingerprint label={t('candidate:fingerprint.format')}><Leaf at={['format']} value={sheet.format} /> <Leaf at={['version']} value={sheet.version} /></Fingerprint> },
    { id: 'policy', span: 3, close: true, content: <Fingerprint label={t('candidate:fingerprint.policy')}><Leaf at={['policyDigest']} value={sheet.policyDigest} /></Fingerprint> },
  ];
}
