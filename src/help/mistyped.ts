import { commands } from '#commands/index.ts'
import { type UserError, wrongUsage } from '#errors.ts'
import { isOneLetterOff } from '#formats/touches/misspelt.ts'

/** Words of other programs, and of everyday speech, with the commands for them as typed after `cl`. */
export const saidElsewhere: Record<string, string[]> = Object.fromEntries(
  (
    [
      ['find search grep lookup', 'show NAME', 'history --search TEXT'],
      ['rm delete del erase', 'remove TOUCH', 'archive CUSTOMER'],
      ['ls customers contacts people', 'list'],
      ['team teammates helper helpers staff colleagues', 'list --team', 'add --team NAME'],
      ['tag tags label labels group groups', 'list --tag TAG', 'edit CUSTOMER --tag TAG'],
      ['print pdf', 'report --html FILE', 'show CUSTOMER --html FILE'],
      ['new create register', 'add NAME'],
      ['today status todo agenda now', 'due'],
      ['update change modify rename', 'edit CUSTOMER'],
      ['every cadence', 'edit CUSTOMER --every 2w'],
      ['phone', 'show CUSTOMER', 'edit CUSTOMER --phone NUMBER'],
      ['lost lose', 'archive CUSTOMER --lost'],
      ['rate rating', 'pulse CUSTOMER 9'],
      ['view open cat info whois', 'show CUSTOMER'],
      ['call visit tour met spoke note record track email mail text sms letter gift meeting lunch', 'log CUSTOMER'],
      ['complain complaint', 'log CUSTOMER complaint TEXT'],
      ['invoice bill', 'log CUSTOMER invoice'],
      ['sale sell sold order quote', 'log CUSTOMER sale'],
      ['delivery deliver delivered', 'log CUSTOMER delivery'],
      ['thank thanks', 'log CUSTOMER thanks'],
      ['payment pay paid', 'log CUSTOMER sale'],
      ['request', 'log CUSTOMER request TEXT'],
      ['attempt voicemail missed', 'log CUSTOMER attempt'],
      ['feedback', 'log CUSTOMER feedback'],
      ['close finish complete resolve kept', 'done LOOP'],
      ['promises tasks tickets complaints requests', 'loops'],
      ['fix correct', 'amend'],
      ['revert rollback back', 'undo'],
      ['reminder', 'promise CUSTOMER TEXT --by DAY'],
      ['postpone defer skip pause holiday vacation', 'snooze CUSTOMER UNTIL'],
      ['birthday anniversary', 'date CUSTOMER LABEL DAY'],
      ['birthdays events', 'dates'],
      ['week weekly', 'report'],
      ['summary dashboard overview', 'stats'],
      ['ratio ratios', 'due --ratio', 'why CUSTOMER'],
      ['trust respect score scores', 'stats', 'show CUSTOMER'],
      ['notes touches', 'history', 'history --search TEXT'],
      ['set settings preferences', 'config'],
      ['load', 'import FILE'],
      ['dump', 'export FILE'],
      ['init start begin', 'add NAME', 'import FILE', 'demo'],
      ['example sample', 'demo'],
      ['check repair', 'doctor'],
      ['me man manual usage commands', 'help all'],
      ['version', '--version'],
    ] satisfies [string, ...string[]][]
  ).flatMap(([words, ...typed]) => words.split(' ').map((word) => [word, typed])),
)

const toLeave = new Set(['quit', 'exit', 'q', ':q', 'bye', 'logout'])

const mayBeName = (typed: string): boolean => /^[\p{L}\d.-]+$/u.test(typed)

/** `acme call` is a touch without the command for one. */
const isTouch = (name: string, next = ''): boolean =>
  mayBeName(name) &&
  !Object.keys(commands).some((command) => isOneLetterOff(name, command)) &&
  saidElsewhere[next.toLowerCase()]?.[0]?.startsWith('log CUSTOMER') === true

/**
 * The guess is the command for another program's word, or the nearest.
 * @param next the word behind
 */
export async function unknownCommand(name: string, next?: string): Promise<UserError> {
  const message = `"${name}" is not a command of cl.`
  if (toLeave.has(name.toLowerCase()))
    return wrongUsage(
      message,
      'There is nothing to leave: each command ends by itself. Questions and pages end with Ctrl-C or q.',
    )
  if (isTouch(name, next)) return wrongUsage(message, `A touch begins with log, as in: cl log ${name} ${next}`)
  const typed = name.toLowerCase()
  const { nearestWords } = await import('#formats/near-names.ts')
  const known = [...Object.keys(commands), 'help', ...Object.keys(saidElsewhere)]
  const exact = known.find((word) => word === typed)
  const near = exact === undefined ? nearestWords(known, name) : [exact]
  const own = near.filter((word) => !Object.hasOwn(saidElsewhere, word))
  const [said = ''] = near
  const isClose = near.some((word) => word.startsWith(typed) || isOneLetterOff(typed, word))
  const meant = [
    ...(own.length > 0 ? own.slice(0, 3) : (saidElsewhere[said] ?? [])),
    ...(!isClose && mayBeName(name) ? [`show ${name}`] : []),
  ]
  if (meant.length === 0) return wrongUsage(message, 'All of them: cl help all')
  return wrongUsage(
    message,
    `Did you mean: ${meant.map((line) => `cl ${line}`).join(', or ')}   All of them: cl help all`,
  )
}
