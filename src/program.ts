import { CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings'
import type { Book } from '#book/book.ts'
import { sizeOf } from '#book/file/header.ts'
import { isLaptopSetUp } from '#cli/book-path.ts'
import type { Command } from '#cli/command.ts'
import { readDays, refuseDashes } from '#cli/command-line.ts'
import type { Context } from '#cli/context.ts'
import { printOrPage } from '#cli/output.ts'
import { asCommanderReads } from '#cli/typed-line.ts'
import { asUsage } from '#cli/usage.ts'
import { spareSpeedups } from '#cli/v8-flags.ts'
import type { World } from '#cli/world.ts'
import { commands } from '#commands/index.ts'
import { termsFitting } from '#views/terms.ts'
import { contextFor, mayPage, todayOf } from './context-for.ts'
import { byWhatIsRead, ChangeNotShown, UserError, wrongUsage } from './errors.ts'
import { explain } from './explain.ts'
import { program } from './global-options.ts'
import { asksForVersion, version } from './version.ts'

/** @returns the exit code */
export async function runCommand(argv: string[], world: World): Promise<number> {
  let helpText = ''
  const cl = program()
    .exitOverride(asUsage('cl'))
    .configureOutput({
      writeOut: (text) => (helpText += text),
      writeErr: () => {},
      getOutHelpWidth: () => Math.min(columnsOf(world), 100),
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
  const line = { cl, argv, world }
  if (name === 'help') return help(line, operands.slice(1))
  if (name === undefined) return withoutCommand(line, unknown)
  const found = Object.hasOwn(commands, name) ? await commands[name]?.() : undefined
  if (!found) throw await (await import('./help/mistyped.ts')).unknownCommand(name, operands[1])
  let exitCode = 0
  declare(cl, found, 'cl', async (cmd, run) => {
    exitCode = await execute(line, cmd, run, found.isQuick)
  })
  try {
    await cl.parseAsync(asCommanderReads(argv, found, cl), { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    await showHelp(helpText, line)
  }
  return exitCode
}

type Line = { cl: ReturnType<typeof program>; argv: string[]; world: World }
type Run = (context: Context) => Promise<unknown>

/** Bytes of a book, above which V8 would optimize functions on it: some 30,000 touches. */
const muchToRead = 8e6

/** Actions of the command are commands below it. */
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

/** Those of its actions follow. */
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

/** Somebody at a terminal gets the first screen, everybody else the help. */
async function withoutCommand(line: Line, unknown: string[]): Promise<number> {
  const { cl, world } = line
  const [stray] = unknown.filter((option) => option !== '--help' && option !== '-h')
  if (stray !== undefined) throw wrongUsage(`Unknown option "${stray}".`, 'Type: cl help all')
  if (unknown.length > 0 || cl.opts().json || !world.stdout.isTerminal) return help(line, [])
  const { firstScreen } = await import('#commands/due/first-screen.ts')
  return execute(line, cl, firstScreen)
}

const columnsOf = ({ stdout }: World): number => stdout.columns ?? 80
const showHelp = (text: string, { cl, world }: Line): Promise<void> => {
  const { columns } = world.stdout
  return printOrPage(columns === undefined ? text : termsFitting(text, columns), world, () => mayPage(cl.opts(), world))
}

async function help(line: Line, topic: string[]): Promise<number> {
  const { cl, world } = line
  const [first] = topic
  if (first !== undefined && first !== 'all') return helpOn(topic, line)
  const { everydayHelp, wholeHelp } = await import('./help/help.ts')
  await showHelp(first === 'all' ? await wholeHelp(cl.options, columnsOf(world)) : await everydayHelp(), line)
  return 0
}

async function helpOn([first = '', ...others]: string[], line: Line): Promise<number> {
  const { argv, world } = line
  const { topics, topicText } = await import('./help/help-topics.ts')
  const topic = Object.hasOwn(topics, first) && others.length === 0 ? topics[first] : undefined
  if (topic) await showHelp(topicText(topic, Math.min(columnsOf(world), 80)), line)
  if (topic && !Object.hasOwn(commands, first)) return 0
  if (topic) world.stdout.write('\n')
  return runCommand([...argv.toSpliced(argv.indexOf('help'), 1), '--help'], world)
}

async function execute({ cl, argv, world }: Line, cmd: CommandUnknownOpts, run: Run, isQuick = false): Promise<number> {
  const options = cl.opts()
  const csv: unknown = cmd.getOptionValue('csv')
  const other = ['csv', 'html', 'xlsx'].find((option) => cmd.getOptionValue(option) !== undefined)
  if (options.json && other !== undefined) {
    throw wrongUsage(`--${other} and --json cannot go together.`, 'Leave one of them out.')
  }
  const today = await todayOf(options, world)
  const format = options.json ? 'json' : csv === true ? 'csv' : 'text'
  const context = await contextFor(options, { format, today, argv, world, runAgain })
  // A line for each customer, as CSV has, repays the faster code.
  if (isQuick && csv === undefined && sizeOf(context.book.path) > muchToRead) spareSpeedups()
  try {
    await readDays(cmd, context)
    const code = await run(context)
    context.out.progress.clear()
    await context.book.finish()
    return typeof code === 'number' ? code : 0
  } catch (error) {
    throw inBook(context.book, error)
  } finally {
    context.out.progress.clear()
    if (context.book.made.length > 0 && isLaptopSetUp(world)) await (await context.hook()).end()
    context.book.close()
  }
}

/** The error also says that the book was changed, or read by what the laptop keeps of it. */
function inBook(book: Pick<Book, 'hasChanged' | 'isReadHere'>, error: unknown): unknown {
  if (error instanceof UserError) return byWhatIsRead(book, error)
  return book.hasChanged ? new ChangeNotShown(error) : error
}

/** @returns the exit code */
async function runAgain(argv: string[], world: World): Promise<number> {
  try {
    return await runCommand(argv, world)
  } catch (error) {
    return explain(error, world)
  }
}
