import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNotice } from '../../../ui/RefusalNotice';
import type { AddingImage } from './use-adding-image';

/** Beneath the image: the file input behind the key, and why the desk did not take a file. */
export function AddImage({ adding, paper, onChosen }: { adding: AddingImage; paper: string; onChosen(file: File): void }): ReactNode {
  const { t } = useTranslation();
  const { setChooser, refusal, forget } = adding;
  return (
    <>
      <input ref={setChooser} type="file" accept="image/jpeg,image/png" className="visually-hidden" tabIndex={-1} aria-label={t('review:addImage', { material: paper })}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onChosen(file);
          event.target.value = '';
        }} />
      <RefusalNotice refusal={refusal} onClose={forget} />
    </>
  );
}
