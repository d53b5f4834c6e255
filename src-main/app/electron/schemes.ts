import { protocol } from 'electron';

/** The windows' pages; see app-protocol.ts. */
export const APP_SCHEME = 'app';
/** Images of the desk; see material-protocol.ts. */
export const MATERIAL_SCHEME = 'material';

/** Standard, secure schemes before the app is ready: so that pages have an origin of their own and a subtle crypto. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
    { scheme: MATERIAL_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true } },
  ]);
}
