import { safeStorage } from 'electron';
import type { MachineKeyStore } from '../../storage/keys/slot-secrets';

type State = ReturnType<MachineKeyStore['state']>;

function findState(): State {
  if (process.platform !== 'linux') return safeStorage.isEncryptionAvailable() ? { ready: true, backend: process.platform === 'win32' ? 'dpapi' : 'keychain' } : { ready: false, why: 'missing' };
  const backend = safeStorage.getSelectedStorageBackend();
  // Without a key ring Chromium would keep the key under a password that is in its source.
  if (backend === 'basic_text' || backend === 'unknown') return { ready: false, why: 'plain-text' };
  return safeStorage.isEncryptionAvailable() ? { ready: true, backend } : { ready: false, why: 'missing' };
}

/** The operating system's key store through Electron. For use once the app is ready; asked once, since asking can take a key ring some time. */
export function machineKeyStore(): MachineKeyStore {
  let state: State | null = null;
  return {
    state: () => (state ??= findState()),
    protect: (bytes) => safeStorage.encryptString(Buffer.from(bytes).toString('base64')),
    findProtected(kept) {
      try {
        return Buffer.from(safeStorage.decryptString(Buffer.from(kept)), 'base64');
      } catch {
        return null;
      }
    },
  };
}
