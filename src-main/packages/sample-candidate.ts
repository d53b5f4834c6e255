import type { OnlineState } from '../domain/case-record';
import type { FieldValues } from '../domain/fields';
import type { IdCard } from '../domain/id-card';
import type { RegistrationNo } from '../domain/vocabulary';
import type { PortraitLook } from './sample-papers/portrait';

/** What is special about a candidate of the sample. */
export const SAMPLE_SITUATIONS = [
  'unitRenamed', 'rareCharacterA', 'rareCharacterE', 'middleDot', 'untypedCharacter', 'rotatedImage', 'largeImage', 'unitMoved', 'formerName',
  'pendingCertification', 'assistantApplying', 'freshGraduate', 'returnedImage', 'apprenticeship', 'expiredCard', 'longTermCard', 'sameName', 'twin',
  'military', 'masterDegree', 'ordinary',
] as const;
export type SampleSituation = (typeof SAMPLE_SITUATIONS)[number];

/** The layouts that papers are drawn in. */
export type PaperKind =
  | 'idFront' | 'idBack' | 'permitBack' | 'foreignerFront' | 'foreignerBack' | 'passportPage' | 'passportStay' | 'notice' | 'diploma' | 'education' | 'degree' | 'trial' | 'licence' | 'assistantCertificate'
  | 'practiceCertificate' | 'practiceChanges' | 'graduateCommitment' | 'pendingCommitment' | 'formerName' | 'unitRenamed' | 'unitMoved'
  | 'apprenticeCertificate' | 'apprenticeRecord' | 'certificationReceipt' | 'militaryConsent';

/** How a paper was photographed. `large`: straight from a phone, over 200 KB. */
export type Scan = 'plain' | 'rotated' | 'large' | 'blurred';

/** One image of the package: the paper, what it shows, how it was taken, and what the online review said. */
export interface SamplePaper {
  code: string;
  n: number;
  kind: PaperKind;
  shows: FieldValues;
  scan: Scan;
  online: { state: OnlineState; opinion: string };
}

/** A passport that nobody has. Days are `YYYY-MM-DD`. */
export interface SamplePassport {
  number: string;
  /** Three letters, GB/T 2659. */
  country: string;
  surname: string;
  givenNames: string;
  sex: 'M' | 'F';
  birthDate: string;
  validFrom: string;
  validUntil: string;
  /** Both lines at the foot of its page, a line feed between them. */
  lines: string;
}

/** One invented candidate: the row of the table, the card in the pocket, the papers in the bag. */
export interface SampleCandidate {
  registrationNo: RegistrationNo;
  situation: SampleSituation;
  registered: FieldValues;
  /** Null when the document has no chip. */
  card: IdCard | null;
  passport: SamplePassport | null;
  look: PortraitLook;
  papers: readonly SamplePaper[];
}
