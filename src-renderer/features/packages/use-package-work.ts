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
  /** The site's signature under the package of a desk that has not the site's key. */
  countersign(): void;
  cancel(): void;
}

/** Importing and exporting: one at a time, told by the desk as they go on. */
export function usePackageWork(): PackageWork {
  const { running, finished } = usePackageJob();
  const importing = useDeskCommand('packages.import');
  const exporting = useDeskCommand('packages.export');
  const signing = useDeskCommand('packages.countersign');
  const cancelling = useDeskCommand('packages.cancel');
  function forget(): void {
    for (const command of [importing, exporting, signing]) command.reset();
  }
  return {
    running,
    finished,
    refusal: importing.refusal ?? exporting.refusal ?? signing.refusal ?? cancelling.refusal,
    starting: importing.pending || exporting.pending || signing.pending,
    importFrom: (source) => {
      forget();
      void importing.send({ source });
    },
    exportAll: () => {
      forget();
      void exporting.send({});
    },
    countersign: () => {
      forget();
      void signing.send({});
    },
    cancel: () => {
      if (running !== null) void cancelling.send({ jobId: running.jobId });
    },
  };
}
