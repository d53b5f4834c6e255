// Playwright has Chromium keep its secrets in clear; here they go to the key ring, as they do for a person.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- Electron's -r loads CommonJS.
require('electron').app.commandLine.appendSwitch('password-store', 'gnome-libsecret');
