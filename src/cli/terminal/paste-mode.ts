/** Signs that turn on and off a terminal's marks around a paste. */
export const pasteMode = { on: '\u001b[?2004h', off: '\u001b[?2004l' }
