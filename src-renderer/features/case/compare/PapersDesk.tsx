import type { ReactNode } from 'react';
import type { CaseView } from '../../../../src-preload/contract/cases';
import type { KeyedAction } from '../keys/keyed-action';
import { ImageDesk } from '../viewer/ImageDesk';
import { MaterialList } from './MaterialList';
import { PaperFields } from './PaperFields';
import type { PapersAtHand } from './use-papers';
import styles from './compare.module.css';

export interface PapersDeskProps {
  view: CaseView;
  papers: PapersAtHand;
  /** Every action of the step; each column shows its own. */
  actions: readonly KeyedAction[];
  onBlocked(action: KeyedAction): void;
  /** In the field in focus, while a result is being explained. */
  form?: ReactNode;
  /** E.g. why an image was not added. */
  underImage?: ReactNode;
  /** Above the fields, e.g. what still holds the case back. */
  children?: ReactNode;
}

const MOVES: readonly KeyedAction['name'][] = ['nextField', 'previousField', 'backToPaper'];

/** Three columns: the papers, the image, the fields that the paper proves. */
export function PapersDesk({ view, papers, actions, onBlocked, form = null, underImage, children }: PapersDeskProps): ReactNode {
  const { material, move } = papers;
  if (material === null) return null;
  const onField = actions.filter(({ name, group }) => group === 'field' && !MOVES.includes(name));
  return (
    <div className={styles.desk}>
      <MaterialList view={view} here={material.code} onChoose={(code) => move({ kind: 'material', code })} />
      <ImageDesk material={material} inView={papers.inView} views={papers.images} actions={actions} onBlocked={onBlocked} onPage={(page) => move({ kind: 'page', page })}>
        {underImage}
      </ImageDesk>
      <div className={styles.side}>
        {children}
        <PaperFields view={view} material={material} here={papers.place.field} actions={onField} onBlocked={onBlocked} form={form}
          onChoose={(field) => move({ kind: 'field', field })} />
      </div>
    </div>
  );
}
