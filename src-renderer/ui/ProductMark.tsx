import type { ReactNode } from 'react';

/** Two strokes that cross: signed, and signed again. */
export function ProductMark({ size }: { size: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <rect x="2" y="2" width="28" height="28" rx="6" fill="currentColor" opacity="0.16" />
      <path d="M7 17.5l5 5L22 9" stroke="currentColor" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
      <path d="M16.5 22.5L26.5 9" stroke="currentColor" strokeWidth="3" strokeLinecap="round" opacity="0.55" />
    </svg>
  );
}
