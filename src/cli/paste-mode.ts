/** What asks a terminal to say where a paste begins and ends, and what ends that. */
export const pasteMode = { on: '\u001b[?2004h', off: '\u001b[?2004l' }
