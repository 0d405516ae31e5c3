import { wrongUsage } from '#errors.ts'
import { checkEmail } from '../customers/name.ts'
import { allFrom, type Setting, settingOf, settingsWith } from './setting.ts'

/** Programs that the laptop runs, its screen, its user's addresses: in no book, and from none. */
export type LaptopSettings = {
  /** Long pages go through a pager. */
  pager: boolean
  /** Lower case: a message from one of them is the user's. */
  ownEmails: string[]
  /** Empty for none. */
  afterChange: string[]
  /** `cl due` keeps the calendar; null for none. */
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

/** `wordsOf` reads it: a word with a blank or a quote stands in quotes, and a quote in it twice. */
export const lineOf = (words: string[]): string =>
  words.map((word) => (/^[^\s"]+$/.test(word) ? word : `"${word.replaceAll('"', '""')}"`)).join(' ')

const wordsOf = (line: string): string[] =>
  Array.from(line.matchAll(/"((?:[^"]|"")*)"|[^\s"]+/g), ([word, quoted]) => quoted?.replaceAll('""', '"') ?? word)

function checkWholePath(path: string, of: string): string {
  if (/^(?:[/\\]|[a-z]:[/\\])/i.test(path)) return path
  throw wrongUsage(`"${path}" is not the whole path of a ${of}.`, 'Write where it is, from / or the drive on.')
}

/** A program has its whole path: a bare name would be another in another folder. */
function programFrom(line: string): string[] {
  const [program, ...args] = wordsOf(line)
  return program === undefined ? [] : [checkWholePath(program, 'program'), ...args]
}

const fileFrom = (path: string): string | null => (path === '' ? null : checkWholePath(path, 'file'))

const setting = settingsWith<LaptopSettings>()

/** Settings are listed in this order. */
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

export const laptopSettingNamed = (key: string): Setting<LaptopSettings> | undefined => settingOf(laptopKeys, key)

export const defaultLaptopSettings: LaptopSettings = {
  pager: true,
  ownEmails: [],
  afterChange: [],
  calendarFile: null,
}

/** A setting that is not kept has its default. @throws cannot, for a value that its key cannot have */
export const laptopSettingsFrom = (kept: Record<string, string>): LaptopSettings =>
  allFrom(
    laptopKeys,
    defaultLaptopSettings,
    Object.entries(kept).map(([key, value]) => ({ key, value })),
  )
