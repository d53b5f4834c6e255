import type { TFunction } from 'i18next';
import type { CandidateView } from '../../../src-preload/contract/signing';
import type { Language } from '../../i18n/language';
import { PersonPhoto } from '../../ui/PersonPhoto';
import type { Holding, PlannedSection } from './plan-sections';
import { correctionBlocks } from './correction-blocks';
import { declarationBlocks } from './declaration-blocks';
import { fieldBlocks } from './field-blocks';
import { headBlocks, headFingerprints } from './head-blocks';
import { Leaf } from './Leaf';
import { materialBlocks } from './material-blocks';
import { BlockGrid, Fingerprint, type SheetBlock } from './SheetBlock';
import styles from './section-blocks.module.css';

export type ConfirmView = Extract<CandidateView, { step: 'confirm' }>;

/** Everything that a section shows: its fields first, then what else it holds, small print last. */
export function sectionBlocks(t: TFunction, language: Language, view: ConfirmView, section: PlannedSection): SheetBlock[] {
  const head = section.holds.includes('head') ? headBlocks(t, view.sheet) : [];
  const fields = fieldBlocks(t, view.sheet, section.fields, view.categoryNames);
  const shown = section.holds.includes('photo') && section.id === 'person' ? besidePhoto(view, fields) : fields;
  return [...head, ...shown, ...section.holds.flatMap((holding) => following(t, language, view, holding))];
}

const PHOTO_HEIGHT = 168;
/** So many fields stand beside the photo: name, kind of document, number. */
const BESIDE_PHOTO = 3;

function besidePhoto(view: ConfirmView, fields: readonly SheetBlock[]): SheetBlock[] {
  const content = (
    <div className={styles.person}>
      <PersonPhoto url={view.photoUrl} name={view.sheet.fields.name ?? ''} height={PHOTO_HEIGHT} />
      <div className={styles.beside}><BlockGrid within blocks={fields.slice(0, BESIDE_PHOTO)} /></div>
    </div>
  );
  return [{ id: 'photo', span: 6, content }, ...fields.slice(BESIDE_PHOTO)];
}

function following(t: TFunction, language: Language, view: ConfirmView, holding: Holding): SheetBlock[] {
  const { sheet } = view;
  switch (holding) {
    case 'head': return headFingerprints(t, sheet);
    case 'photo': return [{ id: 'photo-sha256', span: 6, close: true, content: <Fingerprint label={t('candidate:fingerprint.photo')}><Leaf at={['photo']} value={sheet.photo} /></Fingerprint> }];
    case 'corrections': return correctionBlocks(t, sheet.corrections, view.categoryNames);
    case 'materials': return materialBlocks(t, language, sheet.materials, view.materialNames);
    case 'declaration': return declarationBlocks(t, language, sheet, view.declaration);
  }
}
