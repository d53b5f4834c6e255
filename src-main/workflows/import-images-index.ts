import type { RegistrationNo } from '../domain/vocabulary';
import type { ListedFile } from '../packages/registration-inventory';

export interface IndexedImage {
  file: ListedFile;
  material: string;
  n: number;
  /** Place among the images of its material, from 1. */
  rank: number;
}

/** What a package holds for one registration. */
export interface RegistrationImages {
  /** By material and number. */
  images: readonly IndexedImage[];
  photo: ListedFile | null;
}

export const NO_IMAGES: RegistrationImages = { images: [], photo: null };

/** Images and photos of a package by registration number, as their paths say. */
export function indexImages(files: readonly ListedFile[]): ReadonlyMap<RegistrationNo, RegistrationImages> {
  const index = new Map<RegistrationNo, { images: IndexedImage[]; photo: ListedFile | null }>();
  for (const file of files) {
    if (file.place.kind !== 'image' && file.place.kind !== 'photo') continue;
    const of = index.get(file.place.registrationNo) ?? { images: [], photo: null };
    index.set(file.place.registrationNo, of);
    if (file.place.kind === 'photo') of.photo = file;
    else of.images.push({ file, material: file.place.material, n: file.place.n, rank: 0 });
  }
  for (const of of index.values()) of.images = ranked(of.images);
  return index;
}

function ranked(images: readonly IndexedImage[]): IndexedImage[] {
  const inOrder = images.toSorted((a, b) => (a.material < b.material ? -1 : a.material > b.material ? 1 : a.n - b.n));
  let rank = 0;
  return inOrder.map((image, i) => {
    rank = inOrder[i - 1]?.material === image.material ? rank + 1 : 1;
    return { ...image, rank };
  });
}
