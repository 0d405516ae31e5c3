import type { Reader } from '#book/engine.ts'
import { placeNameOf } from '#cli/book-path.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { isProgram, wholePath } from '#cli/files.ts'
import { checkCurrency, decimalsOf, decimalsWords } from '#domain/practices/money.ts'
import {
  defaultLaptopSettings,
  type LaptopSettings,
  laptopKeys,
  laptopSettingNamed,
  lineOf,
} from '#domain/shop/laptop-settings.ts'
import { misfitsAmong, type Setting } from '#domain/shop/setting.ts'
import { allSettingKeys, defaultSettings, settingKeys, settingNamed, settingsFrom } from '#domain/shop/settings.ts'
import { cannot } from '#errors.ts'
import { writeCalendar } from '#export/kept-calendar.ts'
import { checkCountry, phoneKey } from '#formats/phone.ts'
import { refoldPhones } from '#tables/customers/own-handles.ts'
import { keepSetting, keptSettings, settingsOf } from '#tables/rules.ts'
import { hasSavingsWithMoney } from '#tables/savings.ts'
import { type SettingLine, settingsView, settingView } from '#views/shop/settings.ts'
import { teammateNamed } from '../loops/by.ts'

const keys = allSettingKeys.join(', ')

/** @throws wrong usage, for a key that is no setting */
const keyFrom = (typed: string): string => {
  if (!laptopSettingNamed(typed)) settingNamed(typed)
  return typed.toLowerCase()
}

export const config = command({
  name: 'config',
  summary: 'Settings',
  instead: 'A setting: cl config get visit.every   To change it: cl config set visit.every 2w',
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
      examples: [
        ['cl config set visit.every 3w', 'visit everybody every three weeks'],
        ['cl config set pager off', 'long pages as they are, on this laptop'],
        ['cl config set calendar.file shop.ics', 'a calendar that cl due keeps up to date'],
        ['cl config set hooks.after-change ~/bin/tell', 'a program of yours that is told of each change'],
      ],
      define: (cmd) => cmd.argument('<key>', keys, keyFrom).argument('<value...>', 'the new value'),
      run: (context, _options, [key, words]) => keep(context, key, words),
    }),
    command({
      name: 'unset',
      summary: 'Back to the default',
      examples: [['cl config unset visit.every', 'the default again']],
      define: (cmd) => cmd.argument('<key>', keys, keyFrom),
      run: (context, _options, [key]) => keep(context, key, null),
    }),
  ],
})

async function showAll(context: Context): Promise<void> {
  await context.out.show([...(await linesOfBook(context)), ...(await linesOfLaptop(context))], settingsView)
}

async function showOne(context: Context, key: string): Promise<void> {
  const lines = laptopSettingNamed(key) ? await linesOfLaptop(context) : await linesOfBook(context)
  for (const line of lines.filter((each) => each.key === key)) await context.out.show(line, settingView)
}

const linesOf = <All>(keys: Record<string, Setting<All>>, settings: All, defaults: All, of: SettingLine['of']) =>
  Object.entries(keys).map(
    ([key, { meaning, shown }]): SettingLine => ({
      key,
      value: shown(settings),
      byDefault: shown(defaults),
      meaning,
      of,
    }),
  )

async function linesOfBook({ book }: Context): Promise<SettingLine[]> {
  const lines = linesOf(settingKeys, await book.read(settingsOf), defaultSettings, 'book')
  return lines.map((line) => (line.key === 'me' && book.server !== null ? { ...line, of: 'laptop' } : line))
}

const linesOfLaptop = async ({ laptop }: Context): Promise<SettingLine[]> =>
  linesOf(laptopKeys, (await laptop()).settings(), defaultLaptopSettings, 'laptop')

/** Words of null make the setting the default again. */
async function keep(context: Context, key: string, words: string[] | null): Promise<void> {
  const setting = laptopSettingNamed(key)
  if (setting) await keepOnLaptop(context, key, setting, words)
  else await keepInBook(context, key, words?.join(' ') ?? null)
  await showOne(context, key)
}

async function keepInBook(context: Context, key: string, typed: string | null): Promise<void> {
  const { book } = context
  const { field, kept } = settingNamed(key)
  const value = typed === null ? null : kept(typed)
  if (field === 'phoneCountry' && value !== null) await checkCountry(value)
  if (field === 'currency' && value !== null) checkCurrency(value)
  if (field === 'me' && book.server !== null) return keepMe(context, value)
  await book.write(async (db) => {
    if (field === 'currency') await refuseOtherDecimals(db, value)
    await keepSetting(db, key, field === 'me' && value !== null ? (await teammateNamed(db, value)).name : value)
    if (field === 'phoneCountry') await refoldPhones(db, (phone) => phoneKey(phone, value))
    return { summary: value === null ? `unset ${key}` : `set ${key} to ${value}`, result: undefined }
  })
}

/** A book on a server is used from several laptops, each with its teammate. @throws cannot, for nobody on the team */
async function keepMe({ book, laptop }: Context, name: string | null): Promise<void> {
  const teammate = name === null ? null : await book.read((db) => teammateNamed(db, name))
  const kept = await laptop()
  kept.keep({ me: teammate?.name ?? null })
}

/** @throws cannot, when savings are kept in minor units that would mean another amount */
async function refuseOtherDecimals(db: Reader, currency: string | null): Promise<void> {
  const kept = (await keptSettings(db)).filter(({ key }) => key === 'currency')
  // Of a currency that cannot be read, nobody knows the decimals; the next one mends it.
  if (misfitsAmong(settingKeys, kept).length > 0) return
  const present = settingsFrom(kept).currency
  const [before, after] = [decimalsOf(present), decimalsOf(currency)]
  if (before === after || !(await hasSavingsWithMoney(db))) return
  throw cannot(
    `${decimalsWords(present)}. ${decimalsWords(currency)}. The savings in the book would become other amounts.`,
    'cl savings shows them. Once those with money are removed, the currency can be changed.',
  )
}

/**
 * Without words, the setting is the default again.
 * @throws cannot, for a program that cannot be run, and a calendar that cannot be written
 */
async function keepOnLaptop(
  context: Context,
  key: string,
  setting: Setting<LaptopSettings>,
  words: string[] | null,
): Promise<void> {
  const laptop = await context.laptop()
  const value = words && setting.kept(typedValue(setting, words))
  if (setting.field === 'afterChange' && words) refuseNoProgram(words)
  if (setting.field !== 'calendarFile') return laptop.keep({ [key]: value })
  if (value !== null && !context.book.isNew) await writeCalendar(context, value)
  // A look into another book must not put its visits into a calendar of this one.
  laptop.keep({ [key]: value, 'calendar.book': value && placeNameOf(context.book) })
}

/** A path is kept as the whole path, wherever it was typed. */
function typedValue({ field }: Setting<LaptopSettings>, words: string[]): string {
  if (field === 'calendarFile') return wholePath(words.join(' '))
  if (field !== 'afterChange') return words.join(' ')
  const [program = '', ...args] = words
  return lineOf([/[\\/]/.test(program) ? wholePath(program) : program, ...args])
}

/** @throws cannot, for a word that is no program */
function refuseNoProgram([program = '', ...args]: string[]): void {
  if (isProgram(program)) return
  throw cannot(
    `${program} is no program that can be run.`,
    args.length === 0 && program.includes(' ')
      ? 'What follows the program are words of their own, each in quotes where it has a blank.'
      : 'Write where it is. A script is made one by: chmod +x FILE',
  )
}
