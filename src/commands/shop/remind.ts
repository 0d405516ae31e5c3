import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { makeFolderOf, removeFile } from '#cli/files.ts'
import { askYesOrNo } from '#cli/terminal/questions.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { type Reminder, type Schedule, scheduleOn } from './schedulers.ts'

const usualTime = '08:30'

export const remind = command({
  name: 'remind',
  summary: 'A note each morning',
  examples: [
    ['cl remind', 'each day at 08:30: the first three of cl due, as a notification'],
    ['cl remind --at 7:15', 'at another time'],
    ['cl remind --off', 'no more'],
  ],
  define: (cmd) =>
    cmd
      .option('--at <time>', 'when, such as 08:30', timeFrom, usualTime)
      .option('--off', 'take it back, without a trace')
      .option('--yes', 'do not ask'),
  async run(context, { at, off, yes }) {
    const reminder: Reminder = { at, line: lineOf(context) }
    const place = { ...context.places(), platform: context.platform, hasSystemd: await hasSystemd(context) }
    const schedule = scheduleOn(place, reminder)
    await (off ? takeBack(context, schedule) : setUp(context, schedule, reminder, yes === true))
  },
})

/** @throws wrong usage, for a text that is no time of a day */
function timeFrom(text: string): string {
  const [, hour = '', minute = ''] = /^(\d{1,2})[:.](\d{2})$/.exec(text.trim()) ?? []
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59)
    throw wrongUsage(`"${text}" is not a time of the day.`, 'Write one such as 08:30 or 17:05.')
  return `${hour.padStart(2, '0')}:${minute}`
}

/** The line names the book, as the variables of a terminal are not there in the morning. */
const lineOf = ({ self, book }: Context): string[] => [...self, 'due', '--notify', '--book', book.path]

async function hasSystemd({ platform, runProgram }: Context): Promise<boolean> {
  if (platform === 'win32' || platform === 'darwin') return false
  const { code, out } = await runProgram(['systemctl', '--user', 'is-system-running'])
  return code === 0 || out.trim() === 'degraded'
}

async function setUp(context: Context, schedule: Schedule, reminder: Reminder, isSure: boolean): Promise<void> {
  const { out, prompts } = context
  const { by, files, begin, crontab } = schedule
  const present = crontab === null ? '' : await presentTable(context)
  if (present === null)
    throw cannot('There is neither systemd nor cron here to remind you.', 'Install cron, and try again.')
  const table = crontab === null ? null : crontab(present, reminder)
  out.say(`Each day at ${reminder.at}, ${by} will run: ${reminder.line.join(' ')}`)
  for (const { path, text } of files) out.say(`It is written into ${path}:\n${indented(text)}`)
  if (table !== null) out.say(`It is a line of your crontab:\n${indented(table.split('\n').slice(-3).join('\n'))}`)
  for (const line of begin) out.say(`It is begun by: ${line.join(' ')}`)
  if (!isSure && prompts.available && !(await askYesOrNo(context, 'Set it up?'))) return out.say('Nothing was set up.')
  for (const { path, text } of files) {
    makeFolderOf(path)
    out.save(path, text, { force: true })
  }
  if (table !== null) await writeTable(context, table)
  for (const line of begin) await mustRun(context, line)
  out.say('It is set up. cl remind --off takes it back; cl due --notify shows it now.')
}

async function takeBack(context: Context, { by, files, end, after, crontab }: Schedule): Promise<void> {
  const ended: number[] = []
  for (const line of end) ended.push((await context.runProgram(line)).code ?? 1)
  const removed = files.map(({ path }) => removeFile(path))
  if (after) await context.runProgram(after)
  const wasInTable = crontab !== null && (await takeOut(context, crontab))
  const wasThere = wasInTable || removed.includes(true) || (files.length === 0 && ended.includes(0))
  context.out.say(wasThere ? `${by} reminds you no more.` : 'There is no reminder.')
}

/** @returns true when our line was there */
async function takeOut(context: Context, crontab: NonNullable<Schedule['crontab']>): Promise<boolean> {
  const present = (await presentTable(context)) ?? ''
  const table = crontab(present, null)
  if (table !== present) await writeTable(context, table)
  return table !== present
}

/** Null where there is no cron. */
async function presentTable({ runProgram }: Context): Promise<string | null> {
  const { code, out } = await runProgram(['crontab', '-l'])
  return code === null ? null : code === 0 ? out : ''
}

async function writeTable(context: Context, table: string): Promise<void> {
  await mustRun(context, table === '' ? ['crontab', '-r'] : ['crontab', '-'], table)
}

async function mustRun({ runProgram }: Context, line: string[], input?: string): Promise<void> {
  const { code } = await runProgram(line, input)
  if (code !== 0)
    throw cannot(
      `${line.join(' ')} failed${code === null ? '' : ` with ${code}`}.`,
      'cl remind --off takes back what was set up.',
    )
}

const indented = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')
