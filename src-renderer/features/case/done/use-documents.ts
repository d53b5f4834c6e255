import { useState } from 'react';
import { useDeskCommand } from '../../../app/desk-client';
import type { DeskRefusal } from '../../../app/desk-refusal';

/** What became of the last request for one document. */
export interface Told {
  id: string;
  printed: number | null;
  savedAs: string | null;
}

export interface Documents {
  print(id: string): Promise<void>;
  save(id: string): Promise<void>;
  pending: boolean;
  told: (Told & { refusal: DeskRefusal | null }) | null;
}

/** Printing and saving the stored papers of a signed case. A second print is a further copy of the same paper. */
export function useDocuments(): Documents {
  const print = useDeskCommand('documents.print');
  const save = useDeskCommand('documents.save');
  const [told, setTold] = useState<Told | null>(null);
  const begin = (id: string): void => {
    print.reset();
    save.reset();
    setTold({ id, printed: null, savedAs: null });
  };
  return {
    async print(id) {
      begin(id);
      const answer = await print.send({ documentId: id });
      if (answer !== null) setTold({ id, printed: answer.copyNo, savedAs: null });
    },
    async save(id) {
      begin(id);
      const answer = await save.send({ documentId: id });
      if (answer !== null) setTold({ id, printed: null, savedAs: answer.fileName });
    },
    pending: print.pending || save.pending,
    told: told === null ? null : { ...told, refusal: print.refusal ?? save.refusal },
  };
}
