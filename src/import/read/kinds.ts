/** The kinds of file that can be imported. */
export const kinds = ['csv', 'vcard', 'ics', 'mail', 'json', 'friends'] as const
/** What kind of file it is. */
export type FileKind = (typeof kinds)[number]

/** What each kind is called. */
export const kindNames: Record<FileKind, string> = {
  csv: 'CSV',
  vcard: 'vCard',
  ics: 'a calendar',
  mail: 'mail',
  json: 'an export of cl',
  friends: 'a file of friends',
}

const beginnings: [kind: TextKind, pattern: RegExp][] = [
  ['vcard', /^\s*BEGIN:VCARD\b/i],
  ['ics', /^\s*BEGIN:VCALENDAR\b/i],
  ['json', /^\s*\{\s*"cl"\s*:/],
  ['friends', /^\s*(# .*\s+)?### (Activities|Notes|Friends|Locations):/i],
]

/** The kinds of file whose text is read as a whole, or by rows. */
export type TextKind = Exclude<FileKind, 'mail'>

/** Whether a file begins with the headers of a message, after the line that a mailbox has before each. */
export function isMail(start: string): boolean {
  const [head = ''] = start.replace(/^From \S+\s.*\r?\n/, '').split(/\r?\n\r?\n/, 1)
  const lines = head.split(/\r?\n/)
  const has = (name: RegExp) => lines.some((line) => name.test(line))
  return lines.every((line) => /^([\w-]+:|[ \t])/.test(line)) && has(/^From:/i) && has(/^(Date|Message-ID):/i)
}

/** The kind of a text by what is in it, whatever its name: everything that is no other kind may be CSV. */
export const kindOf = (start: string): TextKind => beginnings.find(([, pattern]) => pattern.test(start))?.[0] ?? 'csv'
