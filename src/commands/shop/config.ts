import type { Reader } from '#book/engine.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { defaultLaptopSettings, laptopKeys, laptopSettingNamed } from '#domain/laptop-settings.ts'
import { checkCurrency, decimalsOf, decimalsWords } from '#domain/money.ts'
import {
  allSettingKeys,
  defaultSettings,
  settingKeys,
  settingNamed,
  settingsFrom,
  settingText,
} from '#domain/settings.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { checkCountry, phoneKey } from '#formats/phone.ts'
import { refoldPhones } from '#tables/customers.ts'
import { keepSetting, keptSettings } from '#tables/rules.ts'
import { hasSavingsWithMoney } from '#tables/savings.ts'
import { type SettingLine, settingsView, settingView } from '#views/settings.ts'
import { teammateNamed } from '../loops/by.ts'

export const config = command<object, [action: string | undefined, key: string | undefined, value: string[]]>({
  name: 'config',
  summary: 'Settings',
  examples: [
    ['cl config', 'every setting, with its value'],
    ['cl config set visit.every 3w', 'visit everybody every three weeks'],
    ['cl config get ratio.goal', 'one value'],
    ['cl config unset visit.every', 'the default again'],
    ['cl config set pager off', 'long pages as they are, on this laptop'],
  ],
  define: (cmd) =>
    cmd
      .argument('[action]', 'list, get, set or unset')
      .argument('[key]', allSettingKeys.join(', '))
      .argument('[value...]', 'the new value, for set'),
  async run(context, _options, [action = 'list', typed, value]) {
    const { out } = context
    if (action === 'list') {
      if (typed !== undefined)
        throw wrongUsage('cl config list takes no setting.', `Did you mean: cl config get ${typed}`)
      return out.show([...(await linesOfBook(context)), ...(await linesOfLaptop(context))], settingsView)
    }
    if (!['get', 'set', 'unset'].includes(action))
      throw wrongUsage(`"${action}" is not one of list, get, set, unset.`, 'Type: cl config --help')
    if (typed === undefined)
      throw wrongUsage(`cl config ${action} needs a setting.`, `The settings are ${allSettingKeys.join(', ')}.`)
    const key = typed.toLowerCase()
    const ofLaptop = laptopSettingNamed(typed)
    const { meaning } = ofLaptop ?? settingNamed(typed)
    if (action === 'set' && value.length === 0)
      throw wrongUsage(`cl config set ${key} needs a value.`, `It is about this: ${meaning}.`)
    if (action !== 'set' && value.length > 0)
      throw wrongUsage(`cl config ${action} takes no value.`, `Did you mean: cl config set ${key} ${value.join(' ')}`)
    if (action !== 'get') await keep(context, key, action === 'set' ? value.join(' ') : null)
    const lines = ofLaptop ? await linesOfLaptop(context) : await linesOfBook(context)
    await out.show(lines.find((line) => line.key === key) as SettingLine, settingView)
  },
})

/** Sets a setting, in the book or on this laptop; without a value, it is the default again. */
async function keep(context: Context, key: string, value: string | null): Promise<void> {
  const setting = laptopSettingNamed(key)
  if (setting) (await context.laptop()).keep(key, value === null ? null : setting.write(setting.read(value)))
  else await keepInBook(context, key, value)
}

async function keepInBook({ book }: Context, key: string, value: string | null): Promise<void> {
  const setting = settingNamed(key)
  const kept = value !== null ? settingText(setting.field, setting.read(value)) : null
  if (key === 'phone.country' && kept !== null) await checkCountry(kept)
  if (key === 'currency' && kept !== null) checkCurrency(kept)
  await book.write(async (db) => {
    if (key === 'currency') await refuseOtherDecimals(db, kept)
    await keepSetting(db, key, key === 'me' && kept !== null ? (await teammateNamed(db, kept)).name : kept)
    if (key === 'phone.country') await refoldPhones(db, (phone) => phoneKey(phone, kept))
    return { summary: kept === null ? `unset ${key}` : `set ${key} to ${kept}`, result: undefined }
  })
}

/** @throws cannot, when savings are kept in minor units that would mean another amount */
async function refuseOtherDecimals(db: Reader, currency: string | null): Promise<void> {
  const present = settingsFrom(await keptSettings(db)).currency
  const [before, after] = [decimalsOf(present), decimalsOf(currency)]
  if (before === after || !(await hasSavingsWithMoney(db))) return
  throw cannot(
    `${decimalsWords(present)}. ${decimalsWords(currency)}. The savings in the book would become other amounts.`,
    'cl savings shows them. Once those with money are removed, the currency can be changed.',
  )
}

async function linesOfBook({ book }: Context): Promise<SettingLine[]> {
  const settings = settingsFrom(await book.read(keptSettings))
  return Object.entries(settingKeys).map(([key, { field, meaning }]) => ({
    key,
    value: settingText(field, settings[field]),
    byDefault: settingText(field, defaultSettings[field]),
    meaning,
    of: 'book',
  }))
}

async function linesOfLaptop(context: Context): Promise<SettingLine[]> {
  const settings = (await context.laptop()).settings()
  return Object.entries(laptopKeys).map(([key, { field, meaning, write }]) => ({
    key,
    value: write(settings[field]),
    byDefault: write(defaultLaptopSettings[field]),
    meaning,
    of: 'laptop',
  }))
}
