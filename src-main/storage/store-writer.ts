import type { Transaction } from 'kysely';
import { appendEvent } from './audit-log';
import {
  addCorrection, addFieldChecks, addIdentityCheck, addMaterialDecision, addMaterialImage, addReviewPass, decideCorrection, endClaim, saveCase, saveClaim,
} from './case-writes';
import { addBlob } from './packages-and-blobs';
import { addDeskKey, addStaff, adoptPolicy, closeSite, proposePolicy, saveCommandAnswer, saveFacts, saveRecoverySlots, sweepCommandAnswers } from './people';
import { addDocument, addPrintRecord, addSeal, addSheet, addSignature, voidSheet } from './signing';
import { createStoreReader } from './store-reader';
import type { StoreWriter } from './store';
import type { DeskDatabase } from './tables/desk-database';

/** The store's reads and writes inside one transaction. */
export function createStoreWriter(trx: Transaction<DeskDatabase>): StoreWriter {
  return {
    ...createStoreReader((read) => read(trx)),
    saveFacts: (facts) => saveFacts(trx, facts),
    saveRecoverySlots: (text) => saveRecoverySlots(trx, text),
    adoptPolicy: (policy) => adoptPolicy(trx, policy),
    addStaff: (account, createdAt) => addStaff(trx, account, createdAt),
    saveCase: (change) => saveCase(trx, change),
    saveClaim: (registrationNo, claim) => saveClaim(trx, registrationNo, claim),
    endClaim: (registrationNo) => endClaim(trx, registrationNo),
    addIdentityCheck: (registrationNo, check) => addIdentityCheck(trx, registrationNo, check),
    addFieldChecks: (registrationNo, checks) => addFieldChecks(trx, registrationNo, checks),
    addMaterialDecision: (registrationNo, decision) => addMaterialDecision(trx, registrationNo, decision),
    addMaterialImage: (registrationNo, image, by, at) => addMaterialImage(trx, registrationNo, image, by, at),
    addReviewPass: (registrationNo, pass) => addReviewPass(trx, registrationNo, pass),
    addCorrection: (registrationNo, correction) => addCorrection(trx, registrationNo, correction),
    decideCorrection: (registrationNo, correction, changedFields) => decideCorrection(trx, registrationNo, correction, changedFields),
    addSheet: (registrationNo, sheet) => addSheet(trx, registrationNo, sheet),
    voidSheet: (registrationNo, revision, at) => voidSheet(trx, registrationNo, revision, at),
    addSignature: (registrationNo, signature) => addSignature(trx, registrationNo, signature),
    addSeal: (registrationNo, seal) => addSeal(trx, registrationNo, seal),
    addDocument: (document) => addDocument(trx, document),
    addPrintRecord: (record) => addPrintRecord(trx, record),
    addBlob: (blob) => addBlob(trx, blob),
    addDeskKey: (key) => addDeskKey(trx, key),
    saveCommandAnswer: (commandId, at, answer) => saveCommandAnswer(trx, commandId, at, answer),
    sweepCommandAnswers: (before) => sweepCommandAnswers(trx, before),
    closeSite: (closing) => closeSite(trx, closing),
    proposePolicy: (proposed) => proposePolicy(trx, proposed),
    append: (context, event) => appendEvent(trx, context, event),
  };
}
