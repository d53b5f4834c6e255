/**
 * Why the desk does not do what was asked. Every code has a text in both catalogues that says what to do next;
 * `params` fill the text. Codes are added, never renamed.
 */
export const REFUSAL_CODES = [
  // session and people
  'not-signed-in', 'wrong-pin', 'pin-locked', 'role-missing', 'same-person', 'unknown-person', 'name-taken', 'pin-too-weak',
  // case
  'unknown-registration', 'case-signed', 'wrong-state', 'changed-elsewhere', 'claimed-elsewhere', 'claim-missing', 'withdrawn-registration', 'site-closed', 'other-point', 'supplement-lapsed',
  // identity
  'identity-missing', 'identity-not-today', 'card-expired-from-memory', 'identity-needs-answer', 'reason-missing',
  'typed-number-wrong', 'last-day-missing', 'days-turned', 'second-identifier-missing', 'second-identifier-unknown', 'second-identifier-differs', 'passport-lines-wrong', 'passport-check-digit', 'consent-missing',
  // review
  'outside-schedule', 'open-items', 'unknown-material', 'material-missing', 'second-reviewer-missing', 'nothing-to-confirm', 'too-many-images',
  // correction
  'field-not-correctable', 'evidence-missing', 'value-invalid', 'value-unchanged', 'open-correction-exists', 'already-decided', 'unknown-correction',
  'name-follows-id', 'code-not-confirmed', 'id-number-taken', 'unknown-evidence', 'not-your-request',
  // signing
  'sheet-void', 'digest-differs', 'section-unconfirmed', 'shown-too-short', 'signature-empty', 'signature-malformed', 'not-presenting', 'not-at-counter', 'no-candidate-window',
  // packages and images
  'import-running', 'import-refused', 'import-cancelled', 'export-running', 'export-cancelled', 'export-place-full', 'package-missing', 'package-unreadable', 'no-site', 'policy-changed', 'site-key-elsewhere', 'desk-key-unsigned', 'desk-key-differs', 'sample-exists', 'image-too-large', 'image-wrong-type', 'image-undecodable', 'image-pixel-limit',
  'image-process-died', 'blob-missing', 'blob-damaged', 'sample-only-in-training',
  // paper
  'unknown-document', 'no-printer', 'print-failed', 'save-cancelled', 'save-failed',
  // store and machine
  'disk-full', 'disk-read-only', 'disk-failed', 'store-busy', 'store-damaged', 'store-missing', 'store-in-use', 'store-newer', 'folder-unwritable', 'live-store-refused', 'store-exists', 'store-unencrypted',
  // keys
  'store-locked', 'store-key-wrong', 'store-keys-missing', 'store-keys-damaged', 'passphrase-wrong', 'passphrase-missing', 'passphrase-too-weak', 'unlock-too-soon',
  'recovery-code-wrong', 'recovery-code-length', 'recovery-code-mistyped', 'recovery-code-differs', 'slot-missing', 'key-store-refused', 'key-needed', 'key-file-unreadable', 'key-file-open-to-others',
  'seal-broken', 'store-behind', 'store-diverged', 'store-material-lost', 'salvage-nothing',
  // backup
  'backup-place-missing', 'backup-place-away', 'backup-place-hangs', 'backup-place-full', 'backup-place-unfit', 'backup-cancelled', 'backup-exists', 'backup-missing', 'backup-damaged', 'backup-copy-damaged', 'folder-not-empty', 'mirror-damaged', 'mirror-missing',
  // the end of a store
  'purge-unattended', 'purge-on-server', 'purge-no-schedule', 'purge-too-early', 'purge-export-unfit', 'purge-same-person', 'purge-not-confirmed',
  // a site's shared server
  'server-unreachable', 'server-lost', 'server-refused', 'server-password-wrong', 'server-database-unknown', 'server-certificate-refused', 'server-has-no-store', 'server-address-malformed', 'server-tls-required', 'server-role-too-strong', 'server-not-prepared', 'server-not-durable', 'server-has-store', 'desk-name-taken', 'store-other',
  // the site's key on another machine
  'desk-file-missing', 'desk-file-unknown', 'desk-file-newer', 'desk-file-damaged', 'desk-file-of-other-site', 'desk-file-of-other-desk', 'desk-not-approved', 'desk-is-site', 'package-not-sound',
  // card reader
  'reader-set-by-environment', 'reader-only-in-training', 'reader-address-malformed', 'reader-port-missing', 'reader-program-relative', 'reader-program-missing', 'reader-program-not-runnable', 'settings-not-kept',
  'document-without-chip', 'reader-not-simulated', 'bad-input', 'unexpected',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface Refusal {
  code: RefusalCode;
  params?: Readonly<Record<string, string | number>>;
}

export function refusal(code: RefusalCode, params?: Refusal['params']): { ok: false; error: Refusal } {
  return { ok: false, error: params === undefined ? { code } : { code, params } };
}
