import { constants } from 'node:fs';
import { lstat, open, opendir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { MOST_ENTRIES, ReadFault, type ContainerFault, type PackageContainer, type PackageEntry } from './registration-container';

const LARGEST_CHUNK = 1024 * 1024;
/** Windows has no such flag and no such links. */
const WITHOUT_LINKS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

/** Lists a folder to its depth without following any link. */
export async function openFolderPackage(root: string): Promise<PackageContainer> {
  const entries: PackageEntry[] = [];
  const faults: ContainerFault[] = [];
  await walk(root, '', entries, faults);
  return { entries, faults, read: (entry) => readFile(join(root, entry.path), entry.bytes), close: () => Promise.resolve() };
}

async function walk(root: string, prefix: string, entries: PackageEntry[], faults: ContainerFault[]): Promise<void> {
  for await (const item of await opendir(join(root, prefix))) {
    const path = prefix === '' ? item.name : `${prefix}/${item.name}`;
    if (item.isDirectory()) await walk(root, path, entries, faults);
    else if (item.isFile()) entries.push({ path, bytes: (await lstat(join(root, path))).size });
    else faults.push(item.isSymbolicLink() ? { code: 'link', path } : { code: 'bad-path', path, fault: 'special' });
    if (entries.length > MOST_ENTRIES) throw new ReadFault('missing-file', 'tooMany');
  }
}

/** One read takes a usual image whole; the byte beyond the declared size shows a file that has grown. */
async function* readFile(file: string, declared: number): AsyncGenerator<Uint8Array> {
  const handle = await openFile(file);
  try {
    for (let position = 0; ;) {
      const chunk = Buffer.allocUnsafeSlow(Math.max(1, Math.min(declared + 1 - position, LARGEST_CHUNK)));
      const { bytesRead } = await readChunk(handle, chunk, position);
      if (bytesRead === 0) return;
      yield chunk.subarray(0, bytesRead);
      position += bytesRead;
      if (position > declared) return;
    }
  } finally {
    await handle.close();
  }
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    return await open(file, WITHOUT_LINKS);
  } catch {
    throw new ReadFault('missing-file', 'unreadable');
  }
}

async function readChunk(handle: FileHandle, chunk: Uint8Array, position: number): Promise<{ bytesRead: number }> {
  try {
    return await handle.read(chunk, 0, chunk.length, position);
  } catch {
    throw new ReadFault('missing-file', 'unreadable');
  }
}
