import type { Channel, PushName } from './desk-api';

/** Calls of the staff window. The preload builds functions from these names; main refuses any other. */
export const STAFF_CHANNELS = [
  'session.get', 'session.signIn', 'session.signOut', 'session.reopenStore', 'session.setLanguage', 'setup.create', 'setup.chooseAuthority', 'setup.lookAtServer', 'setup.join', 'staff.list', 'staff.add', 'site.close',
  'keys.unlock', 'keys.unlockByCode', 'keys.showCode', 'keys.confirmCode', 'keys.reissueCode', 'keys.changePassphrase',
  'backup.get', 'backup.choosePlace', 'backup.schedule', 'backup.run', 'backup.bringBack', 'backup.acceptGap', 'recovery.find', 'recovery.restore', 'recovery.salvage',
  'desks.get', 'desks.request', 'desks.chooseFile', 'desks.approveFile', 'desks.acceptFile', 'desks.approveJoined',
  'packages.import', 'packages.export', 'packages.countersign', 'packages.cancel', 'packages.jobs', 'packages.list', 'policy.get', 'policy.adopt',
  'cases.list', 'cases.open', 'cases.leave', 'cases.get', 'cases.release', 'cases.takeOver', 'cases.showIdNumber', 'cases.refuse', 'cases.oweSupplement', 'cases.reopen',
  'identity.confirm', 'identity.show', 'identity.consent',
  'review.confirmMaterial', 'review.checkField', 'review.decideMaterial', 'review.addImage', 'review.pass', 'review.sendBack',
  'corrections.request', 'corrections.decide', 'corrections.withdraw', 'corrections.inbox',
  'signing.present', 'signing.takeBack', 'signing.progress',
  'documents.print', 'documents.save', 'reader.get', 'reader.facts', 'reader.selfTest', 'reader.settings', 'reader.attached', 'reader.choose', 'reader.chooseProgram', 'readiness.get', 'audit.verify', 'trainingReader.present', 'trainingReader.lift', 'trainingReader.command',
] as const satisfies readonly Channel[];

/** Calls of the candidate window. */
export const CANDIDATE_CHANNELS = [
  'candidate.get', 'candidate.confirmSection', 'candidate.doubt', 'candidate.inkProgress', 'candidate.sign', 'candidate.handBack', 'staff.list',
] as const satisfies readonly Channel[];

export const STAFF_PUSHES = [
  'session.changed', 'session.startedTwice', 'reader.changed', 'reader.cardRead', 'cases.changed', 'cases.takenOver', 'desk.refreshed', 'desk.link', 'packages.progress', 'packages.finished', 'signing.changed', 'backup.changed',
] as const satisfies readonly PushName[];

export const CANDIDATE_PUSHES = ['candidate.changed'] as const satisfies readonly PushName[];

type Listed = (typeof STAFF_CHANNELS)[number] | (typeof CANDIDATE_CHANNELS)[number];
/** Fails to compile when a call of the contract is offered to no window. */
export const EVERY_CHANNEL_IS_LISTED: Channel extends Listed ? true : never = true;
