import type { Kysely } from 'kysely';
import { findLastEvent, getAuditHead, listEvents } from './audit-log';
import { countCasesByState, listCases, listRowsAfter } from './case-list';
import {
  findCase, findRegistrationsByIdNumber, findSignature, getCaseVersion, listBlobUses, listClaimedBy, listOpenCorrections, listTouchedCases,
} from './case-reads';
import { ListPositions } from './list-positions';
import { findBlob, listPackages } from './packages-and-blobs';
import { findCommandAnswer, findCurrentPolicy, findPolicy, findProposedPolicy, findRecoverySlots, findServerBackup, findSiteClosing, getFacts, listDeskKeys, listStaff } from './people';
import { findDocument, listDocuments, listPrintRecords } from './signing';
import { findBrokenSeal } from './seal-faults';
import { listStoredEvents, verifyStoredEvents } from './stored-chain';
import type { CaseListRow, StoreReader } from './store';
import type { DeskDatabase } from './tables/desk-database';

/** Does one read: on a snapshot of its own, or inside a transaction. */
export type DoRead = <T>(read: (db: Kysely<DeskDatabase>) => Promise<T>) => Promise<T>;

const ROWS_A_PAGE = 500;

async function* walkAllCases(read: DoRead): AsyncGenerator<CaseListRow> {
  for (let after = ''; ;) {
    const page = await read((db) => listRowsAfter(db, after, ROWS_A_PAGE));
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.registrationNo;
  }
}

/** Every read of the store, each done by `read`. */
export function createStoreReader(read: DoRead): StoreReader {
  const positions = new ListPositions();
  return {
    getFacts: () => read(getFacts),
    listPointsServed: () => read(async (db) => (await getFacts(db)).points),
    findPolicy: (digest) => read((db) => findPolicy(db, digest)),
    findCurrentPolicy: () => read(findCurrentPolicy),
    listStaff: () => read(listStaff),
    findCase: (registrationNo) => read((db) => findCase(db, registrationNo)),
    getCaseVersion: (registrationNo) => read((db) => getCaseVersion(db, registrationNo)),
    listClaimedBy: (deskId) => read((db) => listClaimedBy(db, deskId)),
    findRegistrationsByIdNumber: (idNumber) => read((db) => findRegistrationsByIdNumber(db, idNumber)),
    listCases: (query) => read((db) => listCases(db, query, positions)),
    countCasesByState: () => read(countCasesByState),
    listOpenCorrections: () => read(listOpenCorrections),
    getAuditHead: () => read(getAuditHead),
    listEvents: (query) => read((db) => listEvents(db, query)),
    verifyChain: () => verifyStoredEvents((seq) => read((db) => listStoredEvents(db, seq))),
    findBrokenSeal: () => findBrokenSeal(read),
    findLastEvent: (query) => read((db) => findLastEvent(db, query)),
    findRecoverySlots: () => read(findRecoverySlots),
    findServerBackup: () => read(findServerBackup),
    findSiteClosing: () => read(findSiteClosing),
    findProposedPolicy: () => read(findProposedPolicy),
    findDocument: (id) => read((db) => findDocument(db, id)),
    listDocuments: (registrationNo) => read((db) => listDocuments(db, registrationNo)),
    listPrintRecords: (registrationNo) => read((db) => listPrintRecords(db, registrationNo)),
    findSignature: (registrationNo) => read((db) => findSignature(db, registrationNo)),
    listPackages: () => read(listPackages),
    listDeskKeys: () => read(listDeskKeys),
    findBlob: (sha256) => read((db) => findBlob(db, sha256)),
    findCommandAnswer: (commandId) => read((db) => findCommandAnswer(db, commandId)),
    listTouchedCases: () => read(listTouchedCases),
    listAllCases: () => walkAllCases(read),
    listBlobUses: (sha256) => read((db) => listBlobUses(db, sha256)),
  };
}
