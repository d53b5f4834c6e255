import type { DeskReply } from '../../../../src-preload/contract/common';

/** An image that the desk has taken in: its stored digest and size in pixels and bytes. */
export interface TakenImage {
  sha256: string;
  width: number;
  height: number;
  bytes: number;
}

/** Hands a file to the desk as evidence. Type, size and content are checked there; an answer that never comes is told as such. */
export async function uploadEvidence(registrationNo: string, file: File): Promise<DeskReply<TakenImage>> {
  const address = `material://capture?registrationNo=${encodeURIComponent(registrationNo)}`;
  try {
    const response = await fetch(address, { method: 'POST', headers: { 'content-type': file.type }, body: file });
    return (await response.json()) as DeskReply<TakenImage>;
  } catch {
    return { ok: false, error: { code: 'unexpected' } };
  }
}
