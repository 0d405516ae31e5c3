/** Signs that ask a terminal to mark where a paste begins and ends, and that end the marking. */
export const pasteMode = { on: '\u001b[?2004h', off: '\u001b[?2004l' }
