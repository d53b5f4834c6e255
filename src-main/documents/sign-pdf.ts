import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import type { DocumentCertificate } from './document-certificate';
import type { Paper } from './paper';

export interface SignatureField {
  /** Who signs, why and where, as a PDF reader shows it. */
  name: string;
  reason: string;
  location: string;
  signedAt: Date;
}

/** Bytes kept free for the signature: a 2048-bit one with its certificate takes about 1,400. */
const ROOM = 4096;
/** What the signing library looks for; it writes the real ranges over it. */
const RANGE_TO_COME = '**********';
const SIGNATURES_EXIST_APPEND_ONLY = 3;

/** Pages that pdfkit keeps to itself but that a signature has to reach: the catalogue with its form. */
interface Catalogue {
  data: { AcroForm: { data: { Fields: PDFKit.PDFKitReference[]; NeedAppearances?: boolean | undefined; SigFlags?: number } } };
}

/**
 * Puts an invisible signature field with an empty signature (ISO 32000-1, 12.8, adbe.pkcs7.detached) on the current page. Part of the
 * drawing, so that the signature covers the one and only revision of the file.
 */
export function addSignatureField(paper: Paper, field: SignatureField): void {
  const { pdf } = paper;
  const value = pdf.ref({
    Type: 'Sig', Filter: 'Adobe.PPKLite', SubFilter: 'adbe.pkcs7.detached',
    ByteRange: [0, RANGE_TO_COME, RANGE_TO_COME, RANGE_TO_COME], Contents: new Uint8Array(ROOM),
    Name: new String(field.name), Reason: new String(field.reason), Location: new String(field.location), M: field.signedAt,
  });
  value.end('');
  const widget = { Type: 'Annot', Subtype: 'Widget', FT: 'Sig', T: new String('Seal'), V: value, F: 132, P: pdf.page.dictionary };
  pdf.font('regular').initForm().annotate(0, 0, 0, 0, widget);
  const form = (pdf as unknown as { _root: Catalogue })._root.data.AcroForm.data;
  form.Fields.push((pdf.page.annotations as PDFKit.PDFKitReference[]).at(-1) as PDFKit.PDFKitReference);
  // A reader that made appearances anew would change the file under its signature.
  form.NeedAppearances = undefined;
  form.SigFlags = SIGNATURES_EXIST_APPEND_ONLY;
}

/** Signs a paper that has a signature field. The same paper and time give the same file. */
export async function signPdf(pdf: Uint8Array, certificate: DocumentCertificate, signedAt: Date): Promise<Uint8Array> {
  return new SignPdf().sign(Buffer.from(pdf), new P12Signer(Buffer.from(certificate.p12)), signedAt);
}
