import { z } from 'zod';
import { READER_FAULTS, TRAINING_CARDS } from './readers';

const registrationNo = z.string().min(4).max(32);
const reason = z.string().trim().min(1).max(500);
const credential = z.strictObject({ staffId: z.string().min(1).max(64), pin: z.string().min(1).max(64) });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Commands carry an id of their own, so that one sent twice is applied once. */
const commandId = z.string().min(8).max(64);
const none = z.strictObject({});
const deskId = z.string().regex(/^[a-z0-9-]{1,16}$/);
const passphrase = z.string().min(1).max(200);
const ofCase = z.strictObject({ registrationNo });
const material = z.string().regex(/^[A-Z][A-Z_]{1,31}$|^-$/);
const field = z.string().min(1).max(32);
const integer = z.number().int();
/** Where the site's PostgreSQL answers, part by part. */
const server = z.strictObject({
  host: z.string().trim().min(1).max(253), port: integer.min(1).max(65_535), database: z.string().trim().min(1).max(63), role: z.string().trim().min(1).max(63),
  password: z.string().max(200), authority: z.string().max(4_096).nullable(),
});
/** Of a section that was higher than the screen; left out, the section stood there as a whole. */
const sectionPart = z.strictObject({ n: integer.min(1).max(200), of: integer.min(1).max(200) }).refine(({ n, of }) => n <= of);
const inkSample = z.tuple([integer, integer, integer.nullable(), integer.nullable(), integer.nullable(), integer.nonnegative()]);

/** An identity document without a chip that was read: typed from the paper, or the two lines of a passport. */
const shownPaper = z.discriminatedUnion('document', [
  z.strictObject({ document: z.literal('passport'), lines: z.string().min(1).max(200) }),
  z.strictObject({
    document: z.enum(['residentId', 'temporaryId', 'policeCertificate', 'residencePermit', 'foreignResidentId', 'officerCard', 'other']),
    name: z.string().trim().min(1).max(100), number: z.string().trim().min(1).max(40), validFrom: z.iso.date().nullable(),
    validUntil: z.union([z.iso.date(), z.literal('长期')]).nullable(),
  }),
]);
const usbIds = z.string().regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/i);
const readerChoice = z.discriminatedUnion('carrier', [
  z.strictObject({ carrier: z.literal('auto') }),
  z.strictObject({ carrier: z.literal('simulated') }),
  z.strictObject({ carrier: z.enum(['usb', 'hid']), at: usbIds }),
  z.strictObject({ carrier: z.literal('serial'), path: z.string().trim().max(200), baudRate: integer.positive() }),
  z.strictObject({ carrier: z.literal('helper'), program: z.string().trim().max(1_000), options: z.array(z.string().min(1).max(500)).max(20).readonly() }),
  z.strictObject({ carrier: z.literal('tcp'), host: z.string().trim().max(253), port: integer.min(1).max(65_535) }),
]);
/** What a person does to the simulated reader by its dock. */
const dockCommand = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('fail'), fault: z.enum(READER_FAULTS), times: integer.min(1).max(100) }),
  z.strictObject({ do: z.enum(['workAgain', 'plug', 'unplug', 'replace', 'crash']) }),
  z.strictObject({ do: z.literal('takeTime'), readMs: integer.min(0).max(60_000) }),
]);

/** Input of every call. Main checks each call against it; the keys are the channel names. */
export const INPUTS = {
  'session.get': none,
  'session.signIn': credential,
  'session.signOut': none,
  'session.reopenStore': none,
  'session.setLanguage': z.strictObject({ language: z.enum(['zh-CN', 'en']) }),
  'setup.create': z.strictObject({
    kind: z.enum(['live', 'training']),
    deskId,
    staff: z.array(z.strictObject({
      name: z.string().trim().min(1).max(40), pin: z.string().min(4).max(64), roles: z.array(z.enum(['reviewer', 'approver', 'administrator'])).min(1),
    })).min(2).max(50),
    passphrase: passphrase.nullable(),
  }),
  'setup.chooseAuthority': none,
  'setup.lookAtServer': server,
  'setup.join': z.strictObject({ server, deskId, recoveryCode: z.string().max(100), passphrase: passphrase.nullable() }),
  'keys.unlock': z.strictObject({ passphrase }),
  'keys.unlockByCode': z.strictObject({ recoveryCode: z.string().max(100), newPassphrase: passphrase.nullable() }),
  'keys.showCode': none,
  'keys.confirmCode': z.strictObject({ typed: z.array(z.string().max(20)).min(1).max(6) }),
  'keys.reissueCode': credential,
  'keys.changePassphrase': z.strictObject({ approver: credential, passphrase }),
  'backup.get': none,
  'backup.choosePlace': none,
  'backup.schedule': z.strictObject({ everyMinutes: integer.min(5).max(1_440), keepNewest: integer.min(1).max(1_000), keepDays: integer.min(0).max(3_650) }),
  'backup.run': none,
  'backup.bringBack': credential,
  'backup.acceptGap': credential,
  'recovery.find': z.strictObject({ choose: z.enum(['planned', 'folder', 'file']) }),
  'recovery.restore': z.strictObject({ path: z.string().min(1).max(4_096), recoveryCode: z.string().max(100), newPassphrase: passphrase.nullable() }),
  'recovery.salvage': z.strictObject({ recoveryCode: z.string().max(100) }),
  'staff.list': none,
  'staff.add': z.strictObject({
    name: z.string().trim().min(1).max(40), pin: z.string().min(4).max(64), roles: z.array(z.enum(['reviewer', 'approver', 'administrator'])).min(1), commandId,
  }),
  'site.close': z.strictObject({ siteCode: z.string().max(40), approver: credential, commandId }),
  'desks.get': none,
  'desks.request': credential,
  'desks.chooseFile': z.strictObject({ purpose: z.enum(['approve', 'accept']) }),
  'desks.approveFile': z.strictObject({ fileId: z.uuid(), approver: credential }),
  'desks.acceptFile': z.strictObject({ fileId: z.uuid(), approver: credential }),
  'desks.approveJoined': z.strictObject({ deskId, fingerprint: sha256, approver: credential }),
  'packages.import': z.strictObject({ source: z.enum(['file', 'folder', 'sample']) }),
  'packages.export': none,
  'packages.countersign': none,
  'packages.cancel': z.strictObject({ jobId: z.string() }),
  'packages.jobs': none,
  'packages.list': none,
  'policy.get': none,
  'policy.adopt': z.strictObject({ digest: sha256, administrator: credential }),
  'cases.list': z.strictObject({
    text: z.string().max(100), states: z.array(z.enum(['waiting', 'checkedIn', 'inReview', 'readyToSign', 'signed', 'supplementOwed', 'refused'])),
    offset: integer.nonnegative(), limit: integer.min(1).max(500),
  }),
  'cases.open': ofCase,
  'cases.leave': ofCase,
  'cases.get': ofCase,
  'cases.release': z.strictObject({ registrationNo, reason, commandId }),
  'cases.takeOver': z.strictObject({ registrationNo, approver: credential.nullable(), commandId }),
  'cases.showIdNumber': ofCase,
  'cases.refuse': z.strictObject({ registrationNo, reason, impostor: z.boolean(), returned: z.array(material), approver: credential.nullable(), commandId }),
  'cases.oweSupplement': z.strictObject({ registrationNo, reason, missing: z.array(material).min(1), lastDay: z.iso.date(), commandId }),
  'cases.reopen': z.strictObject({ registrationNo, approver: credential.nullable(), commandId }),
  'identity.confirm': z.strictObject({
    registrationNo, readId: z.string(), samePerson: z.boolean(), answers: z.record(z.string(), z.enum(['same', 'differs'])), approver: credential.nullish(), commandId,
  }),
  'identity.show': z.strictObject({
    registrationNo, reason, paper: shownPaper, identifier: z.strictObject({ kind: z.enum(['registrationNo', 'mobile', 'diplomaNo']), value: z.string().max(40) }).nullable(),
  }),
  'identity.consent': z.strictObject({ registrationNo, reason, approver: credential, commandId }),
  'review.confirmMaterial': z.strictObject({ registrationNo, material, commandId }),
  'review.checkField': z.strictObject({
    registrationNo, field, material: material.nullable(), result: z.enum(['same', 'equivalent', 'differs', 'notPresented', 'unreadable', 'looksAltered']),
    note: z.string().max(500).nullable(), commandId,
  }),
  'review.decideMaterial': z.strictObject({
    registrationNo, material, decision: z.enum(['accepted', 'acceptedWithCommitment', 'contested']), finding: z.enum(['certificationPending', 'other']).nullable(),
    reason: z.string().max(500).nullable(), commandId,
  }),
  'review.addImage': z.strictObject({ registrationNo, material, sha256, commandId }),
  'review.pass': z.strictObject({ registrationNo, secondReviewer: credential.nullable(), commandId }),
  'review.sendBack': z.strictObject({ registrationNo, reason, secondReviewer: credential.nullable(), commandId }),
  'corrections.request': z.strictObject({
    registrationNo, field, value: z.string().max(500), reason,
    evidence: z.array(z.strictObject({ sha256, kind: material, origin: z.enum(['captured', 'file', 'material']) })).max(9), commandId,
  }),
  'corrections.decide': z.strictObject({
    registrationNo, correctionId: z.string(), decision: z.enum(['approved', 'refused']), reason: z.string().max(500).nullable(),
    typedCode: z.string().max(10).nullable(), approver: credential.nullable(), commandId,
  }),
  'corrections.withdraw': z.strictObject({ registrationNo, correctionId: z.string(), commandId }),
  'corrections.inbox': none,
  'signing.present': z.strictObject({ registrationNo, commandId }),
  'signing.takeBack': ofCase,
  'signing.progress': none,
  'documents.print': z.strictObject({ documentId: z.string(), commandId }),
  'documents.save': z.strictObject({ documentId: z.string() }),
  'reader.get': none,
  'reader.facts': none,
  'reader.selfTest': none,
  'reader.settings': none,
  'reader.attached': none,
  'reader.choose': readerChoice,
  'reader.chooseProgram': none,
  'readiness.get': none,
  'audit.verify': none,
  'trainingReader.present': z.strictObject({ registrationNo, card: z.enum(TRAINING_CARDS).optional() }),
  'trainingReader.lift': none,
  'trainingReader.command': dockCommand,
  'candidate.get': none,
  'candidate.confirmSection': z.strictObject({
    revision: integer.positive(), section: z.string().max(32), part: sectionPart.optional(), box: z.strictObject({ x: integer, y: integer, width: integer.positive(), height: integer.positive() }), commandId,
  }),
  'candidate.doubt': z.strictObject({ revision: integer.positive(), section: z.string().max(32), commandId }),
  'candidate.inkProgress': z.strictObject({ samples: integer.nonnegative() }),
  'candidate.sign': z.strictObject({
    revision: integer.positive(), digest: sha256, area: z.strictObject({ w: integer.positive(), h: integer.positive(), scale100: integer.positive() }),
    device: z.strictObject({ kind: z.enum(['pen', 'touch', 'mouse']), name: z.string().max(80) }), startedAt: z.string().max(40), durationMs: integer.nonnegative(),
    attempts: integer.positive(), strokes: z.array(z.array(inkSample).min(1).max(200_000)).min(1).max(2_000), shownMs: integer.nonnegative(), commandId,
  }),
  'candidate.handBack': credential,
} as const satisfies Record<string, z.ZodType>;
