import { contextBridge, ipcRenderer } from 'electron';
import { buildDeskApi, type Wire } from './build-desk-api';
import { CANDIDATE_CHANNELS, CANDIDATE_PUSHES, STAFF_CHANNELS, STAFF_PUSHES } from './contract/channels';

const wire: Wire = {
  invoke: (channel, input) => ipcRenderer.invoke(channel, input),
  listen: (channel, listener) => {
    const relay = (_event: unknown, value: unknown): void => listener(value);
    ipcRenderer.on(channel, relay);
    return () => ipcRenderer.removeListener(channel, relay);
  },
};

const forCandidate = window.location.host === 'candidate';
contextBridge.exposeInMainWorld(
  'desk',
  forCandidate ? buildDeskApi(wire, CANDIDATE_CHANNELS, CANDIDATE_PUSHES) : buildDeskApi(wire, STAFF_CHANNELS, STAFF_PUSHES),
);
