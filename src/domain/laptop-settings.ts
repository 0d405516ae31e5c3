import { wrongUsage } from '#errors.ts'

/** Settings of one laptop: what runs programs or is a matter of its screen. They are in no book, and come from none. */
export type LaptopSettings = {
  /** Whether long pages go through a pager. */
  pager: boolean
}

/** How one of them is typed, kept and shown; `read(write(value))` is the value again. */
type LaptopSetting = {
  field: keyof LaptopSettings
  meaning: string
  read: (text: string) => boolean
  write: (value: boolean) => string
}

function onOrOff(text: string): boolean {
  const word = text.trim().toLowerCase()
  if (word !== 'on' && word !== 'off') throw wrongUsage(`"${text}" is neither on nor off.`, 'Write one of them.')
  return word === 'on'
}

/** Every setting of a laptop by the key that a user types, in the order in which they are listed. */
export const laptopKeys: Record<string, LaptopSetting> = {
  pager: {
    field: 'pager',
    meaning: 'long pages go through $PAGER, or less',
    read: onOrOff,
    write: (on) => (on ? 'on' : 'off'),
  },
}

/** The setting of a laptop of that key; undefined where it has none. */
export const laptopSettingNamed = (key: string): LaptopSetting | undefined =>
  Object.hasOwn(laptopKeys, key.toLowerCase()) ? laptopKeys[key.toLowerCase()] : undefined

/** What holds where nothing was set. */
export const defaultLaptopSettings: LaptopSettings = { pager: true }

/**
 * The settings of a laptop that keeps these values; what it does not keep is the default.
 * @throws wrong usage, for a value that its key cannot have
 */
export function laptopSettingsFrom(kept: Record<string, string>): LaptopSettings {
  const settings = { ...defaultLaptopSettings }
  for (const [key, { field, read }] of Object.entries(laptopKeys)) {
    const value = kept[key]
    if (value !== undefined) settings[field] = read(value)
  }
  return settings
}
