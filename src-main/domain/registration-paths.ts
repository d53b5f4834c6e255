import { birthDateOf, hasValidCheckCharacter } from './id-number';

/** Why a path may not stand in a package. */
export type PathFault = 'characters' | 'absolute' | 'parent' | 'emptyPart' | 'deviceName' | 'trailingDot' | 'idNumber' | 'layout' | 'special';

const DEVICE_NAME = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** What is wrong with one part of a path, most telling first. */
const PART_FAULTS: readonly { fault: PathFault; is: (part: string) => boolean }[] = [
  { fault: 'emptyPart', is: (part) => part === '' },
  { fault: 'parent', is: (part) => part === '..' || part === '.' },
  { fault: 'trailingDot', is: (part) => part.endsWith('.') },
  { fault: 'deviceName', is: (part) => DEVICE_NAME.test(part) },
  { fault: 'idNumber', is: holdsIdNumber },
];

/** Judges a path by the rules for every path of a package (spec registration-package.md, Paths); null = it may stand. */
export function findPathFault(path: string): PathFault | null {
  if (!/^[A-Za-z0-9._/-]*$/.test(path)) return 'characters';
  if (path.startsWith('/')) return 'absolute';
  const parts = path.split('/');
  for (const { fault, is } of PART_FAULTS) if (parts.some(is)) return fault;
  return placeOf(path) === null ? 'layout' : null;
}

function holdsIdNumber(part: string): boolean {
  const number = /(?<!\d)\d{17}[\dXx](?!\d)/.exec(part)?.[0].toUpperCase();
  if (number === undefined || !hasValidCheckCharacter(number)) return false;
  const birthDate = birthDateOf(number);
  return birthDate !== null && birthDate >= '1900' && birthDate < '2100';
}

/** What a file of a package is, by its path. `other` files are carried along, checked, and not read. */
export type PackagePlace =
  | { kind: 'manifest' | 'signature' | 'candidates' | 'materials' | 'policy' | 'other' }
  | { kind: 'image'; registrationNo: string; material: string; n: number }
  | { kind: 'photo'; registrationNo: string };

const ROOT_FILES: Readonly<Record<string, PackagePlace>> = {
  'manifest.json': { kind: 'manifest' },
  'manifest.sig': { kind: 'signature' },
  'candidates.csv': { kind: 'candidates' },
  'materials.csv': { kind: 'materials' },
  'policy.json': { kind: 'policy' },
};

const IMAGE_PATH = /^images\/([^/]+)\/([A-Z][A-Z0-9_]*)_([1-9]\d{0,3})\.(?:jpg|jpeg|png)$/;
const PHOTO_PATH = /^photos\/([^/]+)\.jpg$/;

/** The place of a path in the package's layout; null for a path under images/ or photos/ that names no image. */
export function placeOf(path: string): PackagePlace | null {
  const [, imageOf, material, n] = IMAGE_PATH.exec(path) ?? [];
  if (imageOf !== undefined && material !== undefined) return { kind: 'image', registrationNo: imageOf, material, n: Number(n) };
  const photoOf = PHOTO_PATH.exec(path)?.[1];
  if (photoOf !== undefined) return { kind: 'photo', registrationNo: photoOf };
  if (isImagePath(path)) return null;
  return ROOT_FILES[path] ?? { kind: 'other' };
}

/** Whether a path counts as an image of the report. */
export function isImagePath(path: string): boolean {
  return /^(?:images|photos)\//i.test(path);
}
