import { useQuery } from '@tanstack/react-query';
import type { PackageJobsView } from '../../src-preload/contract/packages';
import { JOB_KEY } from './desk-cache';
import { askDesk, useDesk } from './desk-client';

const NO_JOBS: PackageJobsView = { running: null, finished: null };

/** The import or export that runs or ended last, whichever room is open. Asked once, by a page that missed what was told; then told. */
export function usePackageJob(): PackageJobsView {
  const desk = useDesk();
  return useQuery<PackageJobsView>({ queryKey: JOB_KEY, queryFn: () => askDesk(desk, 'packages.jobs', {}), staleTime: Infinity, gcTime: Infinity }).data ?? NO_JOBS;
}
