// Playwright has Chromium keep its secrets in clear; here they go to the key ring, as they do for a person.
require('electron').app.commandLine.appendSwitch('password-store', 'gnome-libsecret');
