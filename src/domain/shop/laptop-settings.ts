import { wrongUsage } from '#errors.ts'
import { checkEmail } from '../customers/name.ts'
import { allFrom, type Setting, settingOf, settingsWith } from './setting.ts'

/** Settings of one laptop: programs that it runs, its screen, its user's addresses. They are in no book, and come from none. */
export type LaptopSettings = {
  /** True when long pages go through a pager. */
  pager: boolean
  /** The user's own e-mail addresses, in lower case: a message from one of them is theirs. */
  ownEmails: string[]
  /** The program that is run after each change, and its arguments; empty for none. */
  afterChange: string[]
  /** The file in which `cl due` keeps a calendar; null for none. */
  calendarFile: string | null
}

function onOrOff(text: string): boolean {
  const word = text.trim().toLowerCase()
  if (word !== 'on' && word !== 'off') throw wrongUsage(`"${text}" is neither on nor off.`, 'Write one of them.')
  return word === 'on'
}

const emailsFrom = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,;]+/)
      .filter((each) => each !== '')
      .map((each) => checkEmail(each).toLowerCase()),
  ),
]

/** Words as a line that `wordsOf` reads, in which one with a blank or a quote in it stands in quotes, and a quote in it twice. */
export const lineOf = (words: string[]): string =>
  words.map((word) => (/^[^\s"]+$/.test(word) ? word : `"${word.replaceAll('"', '""')}"`)).join(' ')

const wordsOf = (line: string): string[] =>
  Array.from(line.matchAll(/"((?:[^"]|"")*)"|[^\s"]+/g), ([word, quoted]) => quoted?.replaceAll('""', '"') ?? word)

function checkWholePath(path: string, of: string): string {
  if (/^(?:[/\\]|[a-z]:[/\\])/i.test(path)) return path
  throw wrongUsage(`"${path}" is not the whole path of a ${of}.`, 'Write where it is, from / or the drive on.')
}

/** A program and its arguments. The program is named by its whole path: a bare name would be another in another folder. */
function programFrom(line: string): string[] {
  const [program, ...args] = wordsOf(line)
  return program === undefined ? [] : [checkWholePath(program, 'program'), ...args]
}

const fileFrom = (path: string): string | null => (path === '' ? null : checkWholePath(path, 'file'))

const setting = settingsWith<LaptopSettings>()

/** Every setting of a laptop by the key that a user types, in the order in which they are listed. */
export const laptopKeys: Record<string, Setting<LaptopSettings>> = {
  pager: setting('pager', 'long pages go through $PAGER, or less', onOrOff, (on) => (on ? 'on' : 'off')),
  'me.email': setting(
    'ownEmails',
    'your own e-mail addresses: mail from them is yours, and nobody with one is a customer',
    emailsFrom,
    (emails) => emails.join(', '),
  ),
  'hooks.after-change': setting('afterChange', 'a program of yours that is told of each change', programFrom, lineOf),
  'calendar.file': setting(
    'calendarFile',
    'a calendar for the phone that cl due keeps up to date',
    fileFrom,
    (path) => path ?? '',
  ),
}

/** The setting of a laptop of that key; undefined where it has none. */
export const laptopSettingNamed = (key: string): Setting<LaptopSettings> | undefined => settingOf(laptopKeys, key)

/** The values that hold where nothing was set. */
export const defaultLaptopSettings: LaptopSettings = {
  pager: true,
  ownEmails: [],
  afterChange: [],
  calendarFile: null,
}

/**
 * The settings of a laptop that keeps these values; a setting that it does not keep has its default.
 * @throws cannot, for a value that its key cannot have
 */
export const laptopSettingsFrom = (kept: Record<string, string>): LaptopSettings =>
  allFrom(
    laptopKeys,
    defaultLaptopSettings,
    Object.entries(kept).map(([key, value]) => ({ key, value })),
  )
