import type { PackageJobResult, PackageJobView } from '../../../src-preload/contract/packages';
import { useDeskCommand } from '../../app/desk-client';
import type { DeskRefusal } from '../../app/desk-refusal';
import { usePackageJob } from '../../app/package-job';

export interface PackageWork {
  running: PackageJobView | null;
  finished: PackageJobResult | null;
  refusal: DeskRefusal | null;
  /** Something was started and has not told of itself yet. */
  starting: boolean;
  importFrom(source: 'file' | 'folder' | 'sample'): void;
  exportAll(): void;
  cancel(): void;
}

/** Importing and exporting: one at a time, told by the desk as they go on. */
export function usePackageWork(): PackageWork {
  const { running, finished } = usePackageJob();
  const importing = useDeskCommand('packages.import');
  const exporting = useDeskCommand('packages.export');
  const cancelling = useDeskCommand('packages.cancel');
  return {
    running,
    finished,
    refusal: importing.refusal ?? exporting.refusal ?? cancelling.refusal,
    starting: importing.pending || exporting.pending,
    importFrom: (source) => {
      exporting.reset();
      void importing.send({ source });
    },
    exportAll: () => {
      importing.reset();
      void exporting.send({});
    },
    cancel: () => {
      if (running !== null) void cancelling.send({ jobId: running.jobId });
    },
  };
}
