import { ok, err } from '../domain/result';
import type { Result } from '../domain/result';
import type { Sha256 } from '../domain/vocabulary';
import { connectToServer } from './connection';
import type { ConnectionOptions, DeskConnection } from './connection';
import type { MaterialFiles, StagedBytes, StagingLimits } from './material-files';
import type { ServerAddress } from './server-address';
import { StorageFailure, namingTrouble } from './storage-failure';

/** Bytes of one row: a few fit into the memory of both sides while an image of any size goes over. */
const PIECE_BYTES = 1024 * 1024;
const NAMES_A_QUESTION = 500;

/**
 * Bytes that every desk of a site sees: rows of the server's database, in pieces. Staged bytes lie in the desk's own folder
 * until they are published, and what is sent is what lay there. Published bytes are never taken back: another desk may have
 * come to refer to them.
 */
export class ServerMaterials {
  readonly #files: MaterialFiles;
  readonly #connection: DeskConnection;

  constructor(files: MaterialFiles, server: ServerAddress, options: ConnectionOptions = {}) {
    this.#files = files;
    this.#connection = connectToServer(server, { mode: 'bytes', patient: true }, options);
  }

  stage(bytes: Uint8Array | AsyncIterable<Uint8Array>, limits?: StagingLimits): Promise<StagedBytes> {
    return this.#files.stage(bytes, limits);
  }

  discard(shas: readonly Sha256[]): Promise<void> {
    return this.#files.discard(shas);
  }

  /** Throws `StorageFailure` when the server does not take them; what was not published stays staged. */
  async publish(shas: readonly Sha256[]): Promise<void> {
    const wanted = [...new Set(shas)];
    const known = await this.#findKnown(wanted);
    for (const sha256 of wanted.filter((one) => !known.has(one))) await this.#send(sha256);
    await this.discard(shas);
  }

  async #findKnown(shas: readonly Sha256[]): Promise<ReadonlySet<Sha256>> {
    const known = new Set<Sha256>();
    for (let i = 0; i < shas.length; i += NAMES_A_QUESTION) {
      const names = new Map(shas.slice(i, i + NAMES_A_QUESTION).map((sha256) => [this.#files.nameOf(sha256), sha256]));
      const rows = await namingTrouble(() => this.#connection.db.selectFrom('material_bytes').select('name').where('name', 'in', [...names.keys()]).where('n', '=', 0).execute());
      for (const { name } of rows) known.add(names.get(name) ?? '');
    }
    return known;
  }

  /** All pieces or none; pieces that another desk sends at the same moment are waited for and kept. */
  async #send(sha256: Sha256): Promise<void> {
    const [name, bytes] = [this.#files.nameOf(sha256), await this.#files.readStaged(sha256)];
    const sent = await this.#connection.inTransaction<null, never>(async (trx) => {
      for (let n = 0; n === 0 || n * PIECE_BYTES < bytes.byteLength; n += 1) {
        const piece = Buffer.from(bytes.subarray(n * PIECE_BYTES, (n + 1) * PIECE_BYTES));
        await trx.insertInto('material_bytes').values({ name, n, bytes: piece }).onConflict((c) => c.columns(['name', 'n']).doNothing()).execute();
      }
      return ok(null);
    });
    if (!sent.ok) throw new StorageFailure(sent.error, null);
  }

  async read(sha256: Sha256): Promise<Result<Uint8Array, { code: 'blob-missing' | 'blob-damaged'; sha256: Sha256 }>> {
    if (!this.#files.isDigest(sha256)) return err({ code: 'blob-missing', sha256 });
    const pieces = await namingTrouble(() => this.#connection.db.selectFrom('material_bytes').select('bytes').where('name', '=', this.#files.nameOf(sha256)).orderBy('n').execute());
    if (pieces.length === 0) return err({ code: 'blob-missing', sha256 });
    return this.#files.openStored(sha256, Buffer.concat(pieces.map((piece) => piece.bytes)));
  }

  async has(sha256: Sha256): Promise<boolean> {
    return this.#files.isDigest(sha256) && (await this.#findKnown([sha256])).has(sha256);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
