import type { Reader } from '#book/engine.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { checkCurrency, decimalsOf, decimalsWords } from '#domain/money.ts'
import { defaultSettings, settingKeys, settingNamed, settingsFrom, settingText } from '#domain/settings.ts'
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
  ],
  define: (cmd) =>
    cmd
      .argument('[action]', 'list, get, set or unset')
      .argument('[key]', Object.keys(settingKeys).join(', '))
      .argument('[value...]', 'the new value, for set'),
  async run(context, _options, [action = 'list', key, value]) {
    if (action === 'list') {
      if (key !== undefined) throw wrongUsage('cl config list takes no setting.', `Did you mean: cl config get ${key}`)
      return context.out.show(await context.book.read(async (db) => linesFrom(await keptSettings(db))), settingsView)
    }
    if (!['get', 'set', 'unset'].includes(action))
      throw wrongUsage(`"${action}" is not one of list, get, set, unset.`, 'Type: cl config --help')
    if (key === undefined)
      throw wrongUsage(
        `cl config ${action} needs a setting.`,
        `The settings are ${Object.keys(settingKeys).join(', ')}.`,
      )
    const { field } = settingNamed(key)
    const name = key.toLowerCase()
    if (action === 'get') return context.out.show(await readLine(context, name), settingView)
    if (action === 'set' && value.length === 0)
      throw wrongUsage(`cl config set ${name} needs a value.`, `It is about ${settingNamed(name).meaning}.`)
    if (action !== 'set' && value.length > 0)
      throw wrongUsage(`cl config ${action} takes no value.`, `Did you mean: cl config set ${name} ${value.join(' ')}`)
    const kept = action === 'set' ? settingText(field, settingNamed(name).read(value.join(' '))) : null
    if (field === 'phoneCountry' && kept !== null) await checkCountry(kept)
    if (field === 'currency' && kept !== null) checkCurrency(kept)
    await context.book.write(async (db) => {
      if (field === 'currency') await refuseOtherDecimals(db, kept)
      await keepSetting(db, name, field === 'me' && kept !== null ? (await teammateNamed(db, kept)).name : kept)
      if (field === 'phoneCountry') await refoldPhones(db, (phone) => phoneKey(phone, kept))
      return { summary: kept === null ? `unset ${name}` : `set ${name} to ${kept}`, result: undefined }
    })
    await context.out.show(await readLine(context, name), settingView)
  },
})

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

function linesFrom(kept: { key: string; value: string }[]): SettingLine[] {
  const settings = settingsFrom(kept)
  return Object.entries(settingKeys).map(([key, { field, meaning }]) => ({
    key,
    value: settingText(field, settings[field]),
    byDefault: settingText(field, defaultSettings[field]),
    meaning,
  }))
}

async function readLine({ book }: Context, key: string): Promise<SettingLine> {
  const lines = await book.read(async (db) => linesFrom(await keptSettings(db)))
  return lines.find((line) => line.key === key) as SettingLine
}
