/** The kinds of file that can be imported. */
export const kinds = ['csv', 'vcard', 'ics', 'json', 'friends'] as const
/** What kind of file it is. */
export type FileKind = (typeof kinds)[number]

/** What each kind is called. */
export const kindNames: Record<FileKind, string> = {
  csv: 'CSV',
  vcard: 'vCard',
  ics: 'a calendar',
  json: 'an export of cl',
  friends: 'a file of friends',
}

const beginnings: [kind: FileKind, pattern: RegExp][] = [
  ['vcard', /^\s*BEGIN:VCARD\b/i],
  ['ics', /^\s*BEGIN:VCALENDAR\b/i],
  ['json', /^\s*\{\s*"cl"\s*:/],
  ['friends', /^\s*(# .*\s+)?### (Activities|Notes|Friends|Locations):/i],
]

/** The kind of a file by what is in it, whatever its name: everything that is no other kind may be CSV. */
export const kindOf = (start: string): FileKind => beginnings.find(([, pattern]) => pattern.test(start))?.[0] ?? 'csv'
