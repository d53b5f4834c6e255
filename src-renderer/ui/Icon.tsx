import type { ComponentType, ReactNode } from 'react';

interface IconProps {
  className?: string;
  'aria-hidden'?: boolean;
}

/** A sign beside a word that says the same; not read aloud (antd's icons would read their English file names). */
export function Icon({ of: Drawing }: { of: ComponentType<IconProps> }): ReactNode {
  return <Drawing aria-hidden />;
}
