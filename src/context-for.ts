import { basename } from 'node:path'
import type { Book, During } from '#book/book.ts'
import { type Noting, noteElsewhere } from '#book/file/unfinished.ts'
import { FileBook } from '#book/file-book.ts'
import type { Address } from '#book/server/address.ts'
import type { Above, AroundBook } from '#book/server/around.ts'
import { configFolder, isLaptopSetUp, placeNameOf, placeOfBook, samplePath, sharedPath } from '#cli/book-path.ts'
import type { ChangeHook } from '#cli/change-hook.ts'
import { countAfterDashes } from '#cli/command-line.ts'
import type { Context } from '#cli/context.ts'
import { makerOf } from '#cli/maker.ts'
import { type Format, Output } from '#cli/output.ts'
import { Prompts } from '#cli/terminal/prompts.ts'
import type { World } from '#cli/world.ts'
import { type Day, isDay, localDay } from '#domain/days/day.ts'
import type { DayRules } from '#formats/days/day-words.ts'
import { askForRules, settingsOf } from '#tables/rules.ts'
import type { GlobalOptions } from './global-options.ts'
import { quoteFor } from './hints.ts'
import { version } from './version.ts'

const writeWaiting: Above['write'] = async (...all) => (await import('#commands/additions.ts')).writeAddition(...all)
const eraseCopies: Above['erase'] = async (...all) => (await import('#forget/elsewhere.ts')).eraseElsewhere(...all)
const above: Above = { rules: askForRules, write: writeWaiting, erase: eraseCopies }

/** Another command line is about that book and day. Its results are taken in both forms. */
const sayingAgain = ({ book, today }: GlobalOptions): string[] => [
  '--json',
  ...(book === undefined ? [] : [`--book=${book}`]),
  ...(today === undefined ? [] : [`--today=${today}`]),
]

type Books = Pick<Context, 'book' | 'openBook' | 'address' | 'openServer' | 'sampleBookPath'>

/** A command on a file never loads what is for books on servers. */
async function booksFor({ book: said }: GlobalOptions, today: Day, out: Output, world: World): Promise<Books> {
  const tell = (text: string) => out.say(text)
  const during: During = (what, size, work) => out.progress.during(what, size, work)
  const progress: AroundBook['progress'] = (what, done, all) => out.progress.tell(what, done, all)
  const openBook = (path: string) =>
    new FileBook(path, today, tell, { whoMakes: () => ({ ...makerOf(world), isAtFile: true }), during })
  const address = async (typed: string) => (await import('#book/server/address.ts')).addressFrom(typed, world)
  const place = placeOfBook(said, world)
  const openServer = async (found: Address, isOwn = false): Promise<Book> => {
    const [{ nameOf }, { ServerBook }, { Laptop }] = await Promise.all([
      import('#book/server/address.ts'),
      import('#book/server/server-book.ts'),
      import('#cli/laptop.ts'),
    ])
    const laptop = new Laptop(world)
    const ofLaptop = { me: () => laptop.me(), keepMe: (name: string | null) => laptop.keep({ me: name }) }
    const whoMakes = () => makerOf(world, laptop.me())
    const around = { tell, progress, isOwn, whoMakes, laptop: ofLaptop, above }
    return new ServerBook(found, place.path ?? sharedPath(nameOf(found), world), today, around)
  }
  return {
    book: place.address === null ? openBook(place.path) : await openServer(await address(place.address), true),
    openBook,
    address,
    openServer,
    sampleBookPath: () => samplePath(said, world),
  }
}

function daysFor(book: Book, today: Day): Pick<Context, 'day' | 'yearlyDay' | 'dayRules'> {
  const dayRules = async (): Promise<DayRules> => {
    const { dateOrder, weekStart } = await book.readOrNew(settingsOf)
    return { order: dateOrder, weekStart }
  }
  return {
    day: async (text, direction) => (await dayWords()).dayFromWords(text, today, direction, dayRules),
    yearlyDay: async (text) => (await dayWords()).yearlyDayFrom(text, today, dayRules),
    dayRules,
  }
}

function laptopFor(
  { book, out, today }: Pick<Context, 'book' | 'out' | 'today'>,
  noting: Noting,
  world: World,
): Pick<Context, 'laptop' | 'calendarFile' | 'hook'> {
  const laptop = async () => new (await import('#cli/laptop.ts')).Laptop(world, noting)
  let hook: ChangeHook | undefined
  return {
    laptop,
    calendarFile: async () => {
      if (!isLaptopSetUp(world) || localDay(world.now()) !== today) return null
      return (await import('#cli/laptop.ts')).calendarFileOf(placeNameOf(book), world)
    },
    hook: async () => {
      const { ChangeHook } = await import('#cli/change-hook.ts')
      hook ??= new ChangeHook(world, { book, today, out, laptop })
      return hook
    },
  }
}

const saidDay = ({ today }: GlobalOptions, world: World): string | undefined =>
  today ?? (world.env['CL_TODAY'] || undefined)

const dayWords = () => import('#formats/days/day-words.ts')

/** The clock’s day, or the one that was said. @throws wrong usage, for a text that is no day */
export async function todayOf(options: GlobalOptions, world: World): Promise<Day> {
  const clock = localDay(world.now())
  const said = saidDay(options, world)
  if (said === undefined) return clock
  return isDay(said) ? said : (await dayWords()).dayFromWords(said, clock, 'past')
}

export const mayPage = async (
  { pager, input }: Pick<GlobalOptions, 'pager' | 'input'>,
  world: World,
): Promise<boolean> => pager && input && (await import('#cli/laptop.ts')).wantsPager(world)

type Surroundings = {
  format: Format
  today: Day
  argv: string[]
  world: World
  runAgain: (argv: string[], world: World) => Promise<number>
}

/**
 * @param runAgain runs another command line, and answers the exit code
 * @throws cannot, wrong usage, for a place or an address that no book can have
 */
export async function contextFor(
  options: GlobalOptions,
  { format, today, argv, world, runAgain }: Surroundings,
): Promise<Context> {
  const { platform, self, runProgram, conversation, input } = world
  const noting: Noting = (unfinished) => noteElsewhere(books.book.path, unfinished)
  const out = new Output(world, today, format, { colour: options.color, pager: () => mayPage(options, world) }, noting)
  const books = await booksFor(options, today, out, world)
  return {
    today,
    dayIsOver: () => saidDay(options, world) === undefined && localDay(world.now()) !== today,
    afterDashes: countAfterDashes(argv),
    out,
    quote: quoteFor(platform),
    prompts: new Prompts(world, { never: !options.input, colour: options.color }),
    ...books,
    ...daysFor(books.book, today),
    ...laptopFor({ book: books.book, out, today }, noting, world),
    // A shell of Windows ends lines in its own way.
    readStdin: async () => (await world.readStdin()).replaceAll('\r\n', '\n'),
    platform,
    self,
    runProgram,
    conversation,
    input,
    places: () => ({ home: world.home(), configFolder: configFolder(world) }),
    shell: platform === 'win32' ? 'powershell' : basename(world.env['SHELL'] ?? ''),
    versions: { cl: version, node: process.versions.node },
    runApart: async (line) => {
      const { runApart } = await import('#cli/apart.ts')
      return runApart((argv, apart) => runAgain([...sayingAgain(options), ...argv], apart), line, world)
    },
  }
}
