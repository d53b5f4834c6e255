import type { UsbConfigurationFacts } from './usb-pipes';

/** A USB device as the `usb` package gives it: WebUSB, with a time limit on transfers. */
export interface UsbHandle {
  configuration: UsbConfigurationFacts;
  productName: string | null;
  open(): Promise<void>;
  close(): Promise<void>;
  claimInterface(interfaceNumber: number): Promise<void>;
  releaseInterface(interfaceNumber: number): Promise<void>;
  transferIn(endpoint: number, bytes: number, timeoutMs: number): Promise<{ data?: DataView | undefined; status: string }>;
  transferOut(endpoint: number, data: Uint8Array, timeoutMs: number): Promise<{ bytesWritten: number; status: string }>;
  clearHalt(direction: 'in' | 'out', endpoint: number): Promise<void>;
}

/** `timeout` comes with every quiet second and ends nothing. */
export type TransferEnd = 'timeout' | 'stall' | 'gone';

/** The package rejects with "transferIn error: Cancelled" after a time-out, "…: Stall" for a halted pipe; all else is the end. */
export function endOf(cause: unknown): TransferEnd {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/cancel|time(d )?[ -]?out/i.test(message)) return 'timeout';
  return /stall|halt/i.test(message) ? 'stall' : 'gone';
}
