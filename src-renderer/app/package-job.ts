import { skipToken, useQuery } from '@tanstack/react-query';
import type { PackageJobResult, PackageJobView } from '../../src-preload/contract/packages';
import { JOB_KEY, type PackageJobs } from './desk-cache';

const NO_JOBS: PackageJobs = { running: null, finished: null };

/** The import or export that runs or ended last, whichever room is open. */
export function usePackageJob(): { running: PackageJobView | null; finished: PackageJobResult | null } {
  return useQuery<PackageJobs>({ queryKey: JOB_KEY, queryFn: skipToken, staleTime: Infinity, gcTime: Infinity }).data ?? NO_JOBS;
}
