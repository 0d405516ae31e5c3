import { wrongUsage } from '#errors.ts'
import { laptopKeys } from './laptop-settings.ts'
import { type Setting, settingOf } from './setting.ts'
import { type Settings, settingKeys } from './settings.ts'

/** The keys of the settings of a book, and then of those of a laptop. */
export const allSettingKeys = [...Object.keys(settingKeys), ...Object.keys(laptopKeys)]

/** @throws wrong usage, with a list of the keys */
export function settingNamed(key: string): Setting<Settings> {
  const found = settingOf(settingKeys, key)
  if (!found) throw wrongUsage(`"${key}" is not a setting.`, `The settings are ${allSettingKeys.join(', ')}.`)
  return found
}
