import type { ReactNode } from 'react';
import { KitProviders } from './KitProviders';
import { PageProviders, type PageProvidersProps } from './PageProviders';
import type { DeskSize } from './theme';

/** Everything that a part of the desk stands on, at once. */
export function DeskProviders({ size, children, ...page }: PageProvidersProps & { size: DeskSize }): ReactNode {
  return <PageProviders {...page}><KitProviders size={size}>{children}</KitProviders></PageProviders>;
}
