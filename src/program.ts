import { basename } from 'node:path'
import { Command as Commander, CommanderError, type CommandUnknownOpts, type Option } from '@commander-js/extra-typings'
import type { Book } from '#book/book.ts'
import { noteElsewhere } from '#book/file/unfinished.ts'
import { FileBook } from '#book/file-book.ts'
import { currentSchema } from '#book/schema.ts'
import type { Address } from '#book/server/address.ts'
import type { Above } from '#book/server/catching-up.ts'
import { configFolder, isLaptopSetUp, placeNameOf, placeOfBook, samplePath, sharedPath } from '#cli/book-path.ts'
import type { ChangeHook } from '#cli/change-hook.ts'
import type { Command } from '#cli/command.ts'
import { countAfterDashes, readDays, refuseDashes, sentence } from '#cli/command-line.ts'
import type { Context } from '#cli/context.ts'
import { makerOf } from '#cli/maker.ts'
import { type Format, Output } from '#cli/output.ts'
import { Prompts } from '#cli/prompts.ts'
import type { World } from '#cli/world.ts'
import { commands } from '#commands/index.ts'
import { type Day, localDay } from '#domain/days/day.ts'
import { type DayRules, dayFromWords, yearlyDayFrom } from '#formats/day-words.ts'
import { settingsOf } from '#tables/rules.ts'
import { ChangeNotShown, UserError, wrongUsage } from './errors.ts'
import { explain } from './explain.ts'
import { hashIsLost, quoteFor } from './hints.ts'
import { asksForVersion, version } from './version.ts'

/** What can be typed after any command. */
const program = () =>
  new Commander('cl')
    .option('--book <path>', 'use this book')
    .option('--today <day>', 'as if it were this day')
    .option('--no-color', 'without colour')
    .option('--json', 'data as JSON')
    .option('--no-input', 'never ask')
    .option('--no-pager', 'long pages as they are')

type GlobalOptions = ReturnType<ReturnType<typeof program>['opts']>

/** Runs the command that these arguments name. @returns the exit code */
export async function runCommand(argv: string[], world: World): Promise<number> {
  const cl = program()
    .exitOverride(asUsage('cl'))
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: () => {},
      getOutHelpWidth: () => Math.min(world.stdout.columns ?? 80, 100),
      getOutHasColors: () => false,
    })
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
  for (const option of cl.options) refuseDashes(cl, option)
  const { operands, unknown } = cl.parseOptions(argv)
  const [name] = operands
  if (asksForVersion([name ?? unknown[0] ?? ''])) {
    world.stdout.write(`${version}\n`)
    return 0
  }
  if (name === 'help') return help(cl, operands.slice(1), world)
  if (name === undefined) return withoutCommand(cl, unknown, argv, world)
  const found = Object.hasOwn(commands, name) ? await commands[name]?.() : undefined
  if (!found) throw await (await import('./help/mistyped.ts')).unknownCommand(name)
  let exitCode = 0
  declare(cl, found, 'cl', async (cmd, run) => {
    exitCode = await execute(cmd, cl.opts(), run, argv, world)
  })
  try {
    await cl.parseAsync(found.actions ? actionsFirst(cl, argv) : (found.arrange?.(argv) ?? argv), { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error // else it has shown help
  }
  return exitCode
}

type Run = (context: Context) => Promise<unknown>

/** Makes a command known to commander, and its actions as commands below it. */
function declare(
  parent: CommandUnknownOpts,
  found: Command,
  path: string,
  execute: (cmd: CommandUnknownOpts, run: Run) => Promise<void>,
): void {
  const typed = `${path} ${found.name}`
  const cmd = found.declare(parent.command(found.name), (run) => execute(cmd, run))
  cmd
    .summary(found.summary)
    .description(`${found.summary}.`)
    .exitOverride(asUsage(typed, cmd, found))
    .addHelpText('after', () => examplesText(found))
    .addHelpText('after', '\ncl help all lists the options that every command takes.')
  for (const option of cmd.options) refuseDashes(cmd, option)
  for (const action of found.actions ?? []) declare(cmd, action, typed, execute)
}

/** The words of a line with the actions in front of their options: commander finds them only there. */
function actionsFirst(cmd: CommandUnknownOpts, words: string[], options = optionsBelow(cmd)): string[] {
  const takesValue = (word = '') =>
    options.some(({ required, long, short }) => required && [long, short].includes(word))
  const at = words.findIndex((word, i) => word === '--' || !(word.startsWith('-') || takesValue(words[i - 1])))
  const action = cmd.commands.find((each) => each.name() === words[at])
  return action ? [action.name(), ...actionsFirst(action, words.toSpliced(at, 1), options)] : words
}

const optionsBelow = (cmd: CommandUnknownOpts): Option[] => [...cmd.options, ...cmd.commands.flatMap(optionsBelow)]

/** Says what commander has to say of the command line in a sentence, with what to type next. */
const asUsage =
  (typed: string, cmd?: CommandUnknownOpts, { examples, actions = [] }: Partial<Command> = {}) =>
  (error: CommanderError): void => {
    if (error.exitCode === 0) throw error
    const [stray] = cmd?.args ?? []
    if (error.code === 'commander.excessArguments' && actions.length > 0)
      throw wrongUsage(
        `"${stray}" is not one of ${actions.map(({ name }) => name).join(', ')}.`,
        `Type: ${typed} --help`,
      )
    if (error.code === 'commander.missingArgument' && examples?.[0])
      throw wrongUsage(
        `${sentence(error.message)}${hashWords(error)}`,
        `As in: ${examples[0][0]}   More: ${typed} --help`,
      )
    const takesText = cmd?.registeredArguments.some(({ variadic }) => variadic)
    refuseDayOption(error, typed, cmd)
    const dash =
      takesText && error.code === 'commander.unknownOption' ? '   Text that begins with a dash goes after --' : ''
    const quotes =
      error.code === 'commander.excessArguments' && cmd?.registeredArguments.length !== 0
        ? '   Words that belong together go in quotes: "Acme Bakery"'
        : ''
    throw wrongUsage(`${sentence(error.message)}${hashWords(error)}`, `Type: ${typed} --help${dash}${quotes}`)
  }

/** @throws wrong usage, for what people type where a day is given with `--on` */
function refuseDayOption({ message }: CommanderError, typed: string, cmd?: CommandUnknownOpts): void {
  const option = /'(--(?:date|day|when))'/.exec(message)?.[1]
  if (option === undefined || !cmd?.options.some(({ long }) => long === '--on')) return
  throw wrongUsage(`Unknown option '${option}': a day is given with --on.`, `As in: ${typed} … --on yesterday`)
}

const hashWords = ({ message }: CommanderError): string =>
  /'(?:customer|into|touch|loop)'$|<(?:customer|fact|idea|rating|saving)>' argument missing$/.test(message.trim())
    ? ` ${hashIsLost}`
    : ''

/** Examples of a command, then those of its actions. */
const examplesOf = ({ examples, actions = [] }: Command): Command['examples'] => [
  ...examples,
  ...actions.flatMap(examplesOf),
]

const examplesText = (found: Command): string => {
  const examples = examplesOf(found)
  const widest = Math.max(...examples.map(([typed]) => typed.length))
  const lines = examples.map(([typed, does]) =>
    widest + does.length > 74 ? `  ${typed}\n      ${does}` : `  ${typed.padEnd(widest)}  ${does}`,
  )
  return `\nExamples:\n${lines.join('\n')}`
}

/** Shows the first screen to somebody at a terminal, and help everywhere else. */
async function withoutCommand(
  cl: ReturnType<typeof program>,
  unknown: string[],
  argv: string[],
  world: World,
): Promise<number> {
  const [stray] = unknown.filter((option) => option !== '--help' && option !== '-h')
  if (stray !== undefined) throw wrongUsage(`Unknown option "${stray}".`, 'Type: cl help all')
  if (unknown.length > 0 || cl.opts().json || !world.stdout.isTerminal) return help(cl, [], world)
  const { firstScreen } = await import('#commands/due/first-screen.ts')
  return execute(cl, cl.opts(), firstScreen, argv, world)
}

/** Says which commands there are, or what one of them does. */
async function help(cl: ReturnType<typeof program>, topic: string[], world: World): Promise<number> {
  const [first] = topic
  if (first !== undefined && first !== 'all') return helpOn(topic, world)
  const { everydayHelp, wholeHelp } = await import('./help/help.ts')
  world.stdout.write(first === 'all' ? await wholeHelp(cl.options) : await everydayHelp())
  return 0
}

/** Shows a page about a topic, and the help of a command. */
async function helpOn([first = '', ...others]: string[], world: World): Promise<number> {
  const { topics, topicText } = await import('./help/help-topics.ts')
  const topic = Object.hasOwn(topics, first) && others.length === 0 ? topics[first] : undefined
  if (topic) world.stdout.write(topicText(topic, Math.min(world.stdout.columns ?? 80, 80)))
  if (topic && !Object.hasOwn(commands, first)) return 0
  if (topic) world.stdout.write('\n')
  return runCommand([first, ...others, '--help'], world)
}

/** The options that every command takes. */
export const globalOptions = () => program().options

async function execute(
  cmd: CommandUnknownOpts,
  options: GlobalOptions,
  run: Run,
  argv: string[],
  world: World,
): Promise<number> {
  const csv: unknown = cmd.getOptionValue('csv')
  const other = ['csv', 'html', 'xlsx'].find((option) => cmd.getOptionValue(option) !== undefined)
  if (options.json && other !== undefined) {
    throw wrongUsage(`--${other} and --json cannot go together.`, 'Leave one of them out.')
  }
  const today = await todayOf(options, world)
  const format = options.json ? 'json' : csv === true ? 'csv' : 'text'
  const context = await contextFor(options, format, today, argv, world)
  try {
    await readDays(cmd, context)
    const code = await run(context)
    return typeof code === 'number' ? code : 0
  } catch (error) {
    throw context.book.hasChanged && !(error instanceof UserError) ? new ChangeNotShown(error) : error
  } finally {
    context.out.endProgress()
    if (context.book.made.length > 0 && isLaptopSetUp(world)) await (await context.hook()).end()
    context.book.close()
  }
}

const writeWaiting: Above['write'] = async (...all) => (await import('#commands/additions.ts')).writeAddition(...all)
const eraseCopies: Above['erase'] = async (...all) => (await import('#forget/elsewhere.ts')).eraseElsewhere(...all)

/** Runs another command line. @returns the exit code */
async function runAgain(argv: string[], world: World): Promise<number> {
  try {
    return await runCommand(argv, world)
  } catch (error) {
    return explain(error, world)
  }
}

/** The options that say which book and which day are meant, for another command line. Its results are taken in both forms. */
const sayingAgain = ({ book, today }: GlobalOptions): string[] => [
  '--json',
  ...(book === undefined ? [] : [`--book=${book}`]),
  ...(today === undefined ? [] : [`--today=${today}`]),
]

/** What belongs to books on servers; nobody else loads it. */
function servers(path: string | null, today: Day, tell: (text: string) => void, world: World) {
  const address = async (typed: string) => (await import('#book/server/address.ts')).addressFrom(typed, world)
  const openServer = async (found: Address, isOwn = false): Promise<Book> => {
    const [{ nameOf }, { ServerBook }, { Laptop }] = await Promise.all([
      import('#book/server/address.ts'),
      import('#book/server/server-book.ts'),
      import('#cli/laptop.ts'),
    ])
    const laptop = new Laptop(world)
    const ofLaptop = { me: () => laptop.me(), keepMe: (name: string | null) => laptop.keep({ me: name }) }
    const whoMakes = () => makerOf(world, laptop.me())
    const around = { tell, isOwn, whoMakes, laptop: ofLaptop, above: { write: writeWaiting, erase: eraseCopies } }
    return new ServerBook(found, path ?? sharedPath(nameOf(found), world), today, around)
  }
  return { address, openServer }
}

/** The day as it was said, if it was. */
const saidDay = ({ today }: GlobalOptions, world: World): string | undefined =>
  today ?? (world.env['CL_TODAY'] || undefined)

async function todayOf(options: GlobalOptions, world: World): Promise<Day> {
  const clock = localDay(world.now())
  const said = saidDay(options, world)
  return said === undefined ? clock : dayFromWords(said, clock, 'past')
}

async function contextFor(
  options: GlobalOptions,
  format: Format,
  today: Day,
  argv: string[],
  world: World,
): Promise<Context> {
  const noting = (unfinished: string) => noteElsewhere(book.path, unfinished)
  const wanted = {
    colour: options.color,
    pager: async () => options.pager && options.input && (await import('#cli/laptop.ts')).wantsPager(world),
  }
  const out = new Output(world, today, format, wanted, noting)
  const tell = (text: string) => out.say(text)
  const openBook = (path: string) => new FileBook(path, today, tell, currentSchema, () => makerOf(world))
  const place = placeOfBook(options.book, world)
  const { address, openServer } = servers(place.path, today, tell, world)
  const book = place.address === null ? openBook(place.path) : await openServer(await address(place.address), true)
  const laptop = async () => new (await import('#cli/laptop.ts')).Laptop(world, noting)
  let hook: ChangeHook | undefined
  const dayRules = async (): Promise<DayRules> => {
    const { dateOrder, weekStart } = await book.readOrNew(settingsOf)
    return { order: dateOrder, weekStart }
  }
  return {
    today,
    dayIsOver: () => saidDay(options, world) === undefined && localDay(world.now()) !== today,
    afterDashes: countAfterDashes(argv),
    out,
    quote: quoteFor(world.platform),
    openBook,
    address,
    openServer,
    book,
    prompts: new Prompts(world, { never: !options.input, colour: options.color }),
    sampleBookPath: () => samplePath(options.book, world),
    // A shell of Windows ends lines in its own way.
    readStdin: async () => (await world.readStdin()).replaceAll('\r\n', '\n'),
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
    platform: world.platform,
    self: world.self,
    runProgram: (line, input) => world.runProgram(line, input),
    places: () => ({ home: world.home(), configFolder: configFolder(world) }),
    shell: world.platform === 'win32' ? 'powershell' : basename(world.env['SHELL'] ?? ''),
    versions: { cl: version, node: process.versions.node },
    conversation: () => world.conversation(),
    runApart: async (line) => {
      const { runApart } = await import('#cli/apart.ts')
      return runApart((argv, apart) => runAgain([...sayingAgain(options), ...argv], apart), line, world)
    },
    input: (path) => world.input(path),
    day: (text, direction) => dayFromWords(text, today, direction, dayRules),
    yearlyDay: (text) => yearlyDayFrom(text, today, dayRules),
    dayRules,
  }
}
