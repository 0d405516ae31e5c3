import type { Reader } from '#book/engine.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { checkCurrency, decimalsOf, decimalsWords } from '#domain/money.ts'
import { defaultSettings, settingKeys, settingNamed, settingsFrom, settingText } from '#domain/settings.ts'
import { cannot } from '#errors.ts'
import { checkCountry, phoneKey } from '#formats/phone.ts'
import { refoldPhones } from '#tables/customers.ts'
import { keepSetting, keptSettings } from '#tables/rules.ts'
import { hasSavingsWithMoney } from '#tables/savings.ts'
import { type SettingLine, settingsView, settingView } from '#views/settings.ts'
import { teammateNamed } from '../loops/by.ts'

const keys = Object.keys(settingKeys).join(', ')

/** @throws wrong usage, for what is no setting */
const keyFrom = (typed: string): string => {
  settingNamed(typed)
  return typed.toLowerCase()
}

export const config = command({
  name: 'config',
  summary: 'Settings',
  examples: [['cl config', 'every setting, with its value']],
  define: (cmd) => cmd,
  run: showAll,
  actions: [
    command({
      name: 'list',
      summary: 'Every setting, with its value',
      examples: [['cl config list', 'the same as cl config']],
      define: (cmd) => cmd,
      run: showAll,
    }),
    command({
      name: 'get',
      summary: 'The value of one setting',
      examples: [['cl config get ratio.goal', 'one value']],
      define: (cmd) => cmd.argument('<key>', keys, keyFrom),
      run: (context, _options, [key]) => showOne(context, key),
    }),
    command({
      name: 'set',
      summary: 'Change a setting',
      examples: [['cl config set visit.every 3w', 'visit everybody every three weeks']],
      define: (cmd) => cmd.argument('<key>', keys, keyFrom).argument('<value...>', 'the new value'),
      async run(context, _options, [key, words]) {
        const { field, read } = settingNamed(key)
        await keep(context, key, settingText(field, read(words.join(' '))))
      },
    }),
    command({
      name: 'unset',
      summary: 'The default again',
      examples: [['cl config unset visit.every', 'the default again']],
      define: (cmd) => cmd.argument('<key>', keys, keyFrom),
      run: (context, _options, [key]) => keep(context, key, null),
    }),
  ],
})

async function showAll({ book, out }: Context): Promise<void> {
  const kept = await book.read(keptSettings)
  await out.show(
    Object.keys(settingKeys).map((key) => lineOf(key, kept)),
    settingsView,
  )
}

async function showOne({ book, out }: Context, key: string): Promise<void> {
  await out.show(lineOf(key, await book.read(keptSettings)), settingView)
}

function lineOf(key: string, kept: { key: string; value: string }[]): SettingLine {
  const { field, meaning } = settingNamed(key)
  return {
    key,
    value: settingText(field, settingsFrom(kept)[field]),
    byDefault: settingText(field, defaultSettings[field]),
    meaning,
  }
}

/** Keeps the value of a setting, or its default, where there is none; and shows it. */
async function keep(context: Context, key: string, value: string | null): Promise<void> {
  const { field } = settingNamed(key)
  if (field === 'phoneCountry' && value !== null) await checkCountry(value)
  if (field === 'currency' && value !== null) checkCurrency(value)
  await context.book.write(async (db) => {
    if (field === 'currency') await refuseOtherDecimals(db, value)
    await keepSetting(db, key, field === 'me' && value !== null ? (await teammateNamed(db, value)).name : value)
    if (field === 'phoneCountry') await refoldPhones(db, (phone) => phoneKey(phone, value))
    return { summary: value === null ? `unset ${key}` : `set ${key} to ${value}`, result: undefined }
  })
  await showOne(context, key)
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
