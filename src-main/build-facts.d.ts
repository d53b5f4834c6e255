/** Version of the desk, from package.json. */
declare const __DESK_VERSION__: string;
/** Electron version that the product is made for, from package.json. */
declare const __PINNED_ELECTRON__: string;
