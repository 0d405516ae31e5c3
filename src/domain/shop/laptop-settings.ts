import { wrongUsage } from '#errors.ts'
import { checkEmail } from '../customers/name.ts'
import { allFrom, type Setting, settingOf, settingsWith } from './setting.ts'

/** Settings of one laptop: what runs programs or is a matter of its screen. They are in no book, and come from none. */
export type LaptopSettings = {
  /** Whether long pages go through a pager. */
  pager: boolean
  /** The user's own e-mail addresses, in lower case: a message from one of them is theirs. */
  ownEmails: string[]
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

const setting = settingsWith<LaptopSettings>()

/** Every setting of a laptop by the key that a user types, in the order in which they are listed. */
export const laptopKeys: Record<string, Setting<LaptopSettings>> = {
  pager: setting({
    field: 'pager',
    meaning: 'long pages go through $PAGER, or less',
    read: onOrOff,
    write: (on) => (on ? 'on' : 'off'),
  }),
  'me.email': setting({
    field: 'ownEmails',
    meaning: 'your own e-mail addresses: mail from them is yours, and nobody with one is a customer',
    read: emailsFrom,
    write: (emails) => emails.join(', '),
  }),
}

/** The setting of a laptop of that key; undefined where it has none. */
export const laptopSettingNamed = (key: string): Setting<LaptopSettings> | undefined => settingOf(laptopKeys, key)

/** What holds where nothing was set. */
export const defaultLaptopSettings: LaptopSettings = { pager: true, ownEmails: [] }

/**
 * The settings of a laptop that keeps these values; what it does not keep is the default.
 * @throws wrong usage, for a value that its key cannot have
 */
export const laptopSettingsFrom = (kept: Record<string, string>): LaptopSettings =>
  allFrom(laptopKeys, defaultLaptopSettings, Object.entries(kept))
