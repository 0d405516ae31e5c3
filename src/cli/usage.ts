import type { CommanderError, CommandUnknownOpts, Option } from '@commander-js/extra-typings'
import { type UserError, wrongUsage } from '#errors.ts'
import { hashIsLost, lastWords, type Quote, word } from '#hints.ts'
import type { Command } from './command.ts'

const sentence = (message: string): string => {
  const text = message
    .replace(/^error: /, '')
    .replace(/^option '(.+)' argument missing$/, '$1 is without its value')
    .replaceAll('\n', ' ')
    .trim()
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.)]$/.test(text) ? '' : '.'}`
}

/** Says commander's words in a sentence, with a hint of what to type next. */
export const asUsage =
  (typed: string, cmd?: CommandUnknownOpts, found: Partial<Command> = {}) =>
  (error: CommanderError): void => {
    if (error.exitCode === 0) throw error
    if (error.code === 'commander.excessArguments' && cmd) throw oneWordTooMany(typed, cmd, found)
    refuseChoice(error, found.examples?.[0]?.[0])
    refuseDayOption(error, typed, cmd)
    refuseSought(error, found.sought)
    throw wrongUsage(`${sentence(error.message)}${hashWords(error)}`, hintAfter(error, typed, cmd, found))
  }

function hintAfter(
  { code, message }: CommanderError,
  typed: string,
  cmd: CommandUnknownOpts | undefined,
  { examples = [] }: Partial<Command>,
): string {
  const [option = ''] = code === 'commander.optionMissingArgument' ? (/--[\w-]+/.exec(message) ?? ['--']) : []
  const example = examples.find(([line]) => line.includes(option))
  if (/missing/i.test(code) && example) return `As in: ${example[0]}   More: ${typed} --help`
  const takesText = cmd?.registeredArguments.some((each) => each.variadic && each.name() !== 'day')
  const isDash = takesText && code === 'commander.unknownOption'
  return `Type: ${typed} --help${isDash ? '   Text that begins with a dash goes after --' : ''}`
}

function oneWordTooMany(
  typed: string,
  { args, options, registeredArguments }: CommandUnknownOpts,
  { actions = [], instead }: Partial<Command>,
): UserError {
  const stray = args[registeredArguments.length] ?? ''
  const help = instead ?? `Type: ${typed} --help`
  if (actions.length > 0)
    return wrongUsage(`"${stray}" is not one of ${actions.map(({ name }) => name).join(', ')}.`, help)
  const option = options.find(({ long }) => long === `--${stray.toLowerCase()}`)
  const withDashes =
    ({ long, required, optional }: Option) =>
    (quote: Quote): string => {
      const own = args.slice(0, registeredArguments.length).map((each) => word(each, quote))
      const value = required || optional ? args.slice(registeredArguments.length + 1).join(' ') : ''
      return [typed, ...own, long, ...(value === '' ? [] : [lastWords(value, quote)])].join(' ')
    }
  const quotes =
    registeredArguments.length > 0 && instead === undefined
      ? '   Words that belong together go in quotes: "Acme Bakery"'
      : ''
  return wrongUsage(
    `"${stray}" is one word too many for ${typed}.`,
    option ? (quote) => `An option has two dashes: ${withDashes(option)(quote)}` : `${help}${quotes}`,
  )
}

/** @throws wrong usage, for an option that people look for, with the line that does it */
function refuseSought({ message }: CommanderError, sought: Record<string, string> = {}): void {
  const [, option = ''] = /^error: unknown option '(--?[^\s'=]+)/.exec(message) ?? []
  const found = Object.entries(sought).find(([options]) => options.split(' ').includes(option))
  if (found) throw wrongUsage(`Unknown option '${option}'.`, `As in: ${found[1]}`)
}

/** @throws wrong usage, for a word that the argument cannot be */
function refuseChoice({ message }: CommanderError, example: string | undefined): void {
  const [, word, choices] = /argument value '(.*)' is invalid for argument .* choices are (.*)\.$/s.exec(message) ?? []
  if (word !== undefined) throw wrongUsage(`"${word}" is not one of ${choices}.`, `As in: ${example}`)
}

/** @throws wrong usage, for options such as `--yesterday`: a day is given with `--on` */
function refuseDayOption({ message }: CommanderError, typed: string, cmd?: CommandUnknownOpts): void {
  const option = /'(--(?:date|day|when))'/.exec(message)?.[1]
  if (option === undefined || !cmd?.options.some(({ long }) => long === '--on')) return
  throw wrongUsage(`Unknown option '${option}': a day is given with --on.`, `As in: ${typed} … --on yesterday`)
}

const hashWords = ({ message }: CommanderError): string =>
  /'(?:customer|into|touch|loop)'$|<(?:customer|fact|idea|rating|saving)>' argument missing$/.test(message.trim())
    ? ` ${hashIsLost}`
    : ''
