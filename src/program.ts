import { Command as Commander, CommanderError, Option } from 'commander'
import { Book } from '#book/book.ts'
import { bookPath, samplePath } from '#cli/book-path.ts'
import type { Command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { Output } from '#cli/output.ts'
import { Prompts } from '#cli/prompts.ts'
import type { World } from '#cli/world.ts'
import { commands } from '#commands/index.ts'
import { type Day, localDay } from '#domain/day.ts'
import { type DayRules, dayFromWords, yearlyDayFrom } from '#formats/day-words.ts'
import { settingsOf } from '#tables/rules.ts'
import { ChangeNotShown, UserError, wrongUsage } from './errors.ts'
import { version } from './version.ts'

type GlobalOptions = {
  book?: string
  today?: string
  color: boolean
  pager: boolean
  json?: true
  input: boolean
  csv?: unknown
}

const globalOptions = [
  new Option('--book <path>', 'use this book'),
  new Option('--today <day>', 'as if it were this day'),
  new Option('--no-color', 'without colour'),
  new Option('--json', 'data as JSON'),
  new Option('--no-input', 'never ask'),
  new Option('--no-pager', 'long pages as they are'),
]

/** Runs the command that these arguments name. @returns the exit code */
export async function runCommand(argv: string[], world: World): Promise<number> {
  const program = new Commander('cl')
  program
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: () => {},
      getOutHelpWidth: () => Math.min(world.stdout.columns ?? 80, 100),
      getOutHasColors: () => false,
    })
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
  for (const option of globalOptions) program.addOption(option)
  const { operands, unknown } = withUsage('cl', () => program.parseOptions(argv))
  const [name] = operands
  if (name === undefined || name === 'help') return rootHelp(operands, unknown, world)
  const found = Object.hasOwn(commands, name) ? await commands[name]?.() : undefined
  if (!found) throw await unknownCommand(name)
  let exitCode = 0
  const sub = program.command(found.name).summary(found.summary).description(`${found.summary}.`)
  found.define(sub)
  sub.addHelpText('after', () => examplesText(found))
  for (const option of globalOptions) sub.addOption(new Option(option.flags, option.description).hideHelp())
  sub.action(async (...given: unknown[]) => {
    exitCode = await execute(found, given.slice(0, -2), sub.optsWithGlobals(), argv, world)
  })
  sub.addHelpText('after', '\ncl --help lists the options that every command takes.')
  try {
    await program.parseAsync(found.arrange?.(argv) ?? argv, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    const takesText = sub.registeredArguments.some((argument) => argument.variadic)
    throw asUsage(error, `cl ${found.name}`, { takesText, example: found.examples[0]?.[0] })
  }
  return exitCode
}

function withUsage<T>(typed: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw asUsage(error, typed)
  }
}

/** What commander has to say of the command line, in a sentence, with what to type next. */
function asUsage(
  error: unknown,
  typed: string,
  { takesText = false, example }: { takesText?: boolean; example?: string | undefined } = {},
): unknown {
  if (!(error instanceof CommanderError)) return error
  if (error.code === 'commander.missingArgument' && example !== undefined)
    return wrongUsage(sentence(error.message), `As in: ${example}   More: ${typed} --help`)
  const dash =
    takesText && error.code === 'commander.unknownOption' ? '   Text that begins with a dash goes after --' : ''
  const quotes =
    error.code === 'commander.excessArguments' && !/Expected 0/.test(error.message)
      ? '   Words that belong together go in quotes: "Acme Bakery"'
      : ''
  return wrongUsage(sentence(error.message), `Type: ${typed} --help${dash}${quotes}`)
}

const sentence = (message: string): string => {
  const text = message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .trim()
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.)]$/.test(text) ? '' : '.'}`
}

const examplesText = ({ examples }: Command): string => {
  const widest = Math.max(...examples.map(([typed]) => typed.length))
  const lines = examples.map(([typed, does]) =>
    widest + does.length > 74 ? `  ${typed}\n      ${does}` : `  ${typed.padEnd(widest)}  ${does}`,
  )
  return `\nExamples:\n${lines.join('\n')}`
}

async function rootHelp(operands: string[], unknown: string[], world: World): Promise<number> {
  const topic = operands[1]
  if (operands[0] === 'help' && topic !== undefined) return runCommand([topic, '--help'], world)
  const [stray] = unknown.filter((option) => option !== '--help' && option !== '-h')
  if (stray !== undefined) throw wrongUsage(`Unknown option "${stray}".`, 'Type: cl --help')
  const { helpText } = await import('./help.ts')
  world.stdout.write(await helpText(globalOptions))
  return 0
}

async function unknownCommand(name: string): Promise<UserError> {
  const { nearNames } = await import('#formats/near-names.ts')
  const [near] = nearNames(Object.keys(commands), (each) => each, name)
  return wrongUsage(
    `"${name}" is not a command of cl.`,
    near ? `Did you mean: cl ${near}   All of them: cl --help` : 'Type: cl --help',
  )
}

/** How many of the last arguments came after `--`: commander takes them together with those before it. */
function countAfterDashes(argv: string[]): number {
  const dashes = argv.indexOf('--')
  return dashes < 0 ? 0 : argv.length - dashes - 1
}

async function execute(
  found: Command,
  args: unknown[],
  options: Record<string, unknown> & GlobalOptions,
  argv: string[],
  world: World,
): Promise<number> {
  if (options.json && options.csv !== undefined) {
    throw wrongUsage('--csv and --json cannot go together.', 'Leave one of them out.')
  }
  const [bare] = Object.entries(options).find(([, value]) => value === '--') ?? []
  if (bare !== undefined) throw wrongUsage(`--${bare} needs a text of its own.`, `As in: --${bare} "what it is"`)
  const today = await todayOf(options, world)
  const context = contextFor(options, today, world)
  try {
    const parsed: Record<string, unknown> = { ...options }
    for (const [name, direction] of Object.entries(found.days ?? {})) {
      const typed = options[name]
      if (typeof typed === 'string') parsed[name] = await context.day(typed, direction)
    }
    const code = await found.run(context, parsed as never, args as never, countAfterDashes(argv))
    return typeof code === 'number' ? code : 0
  } catch (error) {
    throw context.book.hasChanged && !(error instanceof UserError) ? new ChangeNotShown(error) : error
  } finally {
    context.book.close()
  }
}

async function todayOf({ today }: GlobalOptions, world: World): Promise<Day> {
  const clock = localDay(world.now())
  const said = today ?? (world.env['CL_TODAY'] || undefined)
  return said === undefined ? clock : dayFromWords(said, clock, 'past')
}

function contextFor(options: GlobalOptions, today: Day, world: World): Context {
  const format = options.json ? 'json' : options.csv === true ? 'csv' : 'text'
  const out = new Output(world, today, format, {
    colour: options.color,
    pager: async () => options.pager && options.input && (await import('#cli/laptop.ts')).wantsPager(world),
  })
  const openBook = (path: string) => new Book(path, today, (text) => out.say(text))
  const book = openBook(bookPath(options.book, world))
  const dayRules = async (): Promise<DayRules> => {
    const { dateOrder, weekStart } = await book.readOrNew(settingsOf)
    return { order: dateOrder, weekStart }
  }
  return {
    today,
    out,
    openBook,
    book,
    prompts: new Prompts(() => options.input && world.stdinIsTerminal && world.stderr.isTerminal, options.color),
    sampleBookPath: () => ({ path: options.book ?? samplePath(world), named: options.book !== undefined }),
    readStdin: () => world.readStdin(),
    laptop: async () => new (await import('#cli/laptop.ts')).Laptop(world),
    versions: { cl: version, node: process.versions.node },
    input: (path) => world.input(path),
    day: (text, direction) => dayFromWords(text, today, direction, dayRules),
    yearlyDay: (text) => yearlyDayFrom(text, today, dayRules),
    dayRules,
  }
}
