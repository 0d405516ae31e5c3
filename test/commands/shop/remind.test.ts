import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Ended } from '#cli/run-program.ts'
import { scheduleOn } from '#commands/shop/schedulers.ts'
import { refusal, shop } from '../../cl.ts'

/** A machine with these programs, and all that was run on it; cron has a table that can be written. */
function machine(programs: string[], table = '') {
  const ran: string[] = []
  const state = { table }
  const runProgram = (line: string[], input = ''): Ended => {
    ran.push(line.join(' '))
    const [program = '', ...words] = line
    if (!programs.includes(program)) return { code: null, out: '' }
    if (program !== 'crontab') return { code: 0, out: '' }
    if (words[0] === '-l') return state.table === '' ? { code: 1, out: '' } : { code: 0, out: state.table }
    state.table = words[0] === '-r' ? '' : input
    return { code: 0, out: '' }
  }
  return { ran, state, runProgram }
}

it('is a timer of systemd, which --off takes back without a trace', async () => {
  const { cl, folder, book } = shop()
  const { ran, runProgram } = machine(['systemctl'])
  const place = join(folder, '.config/systemd/user/customer-love-remind')
  const { code, err } = await cl('remind --at 7:15 --yes', { runProgram })
  expect(code).toBe(0)
  expect(err).toContain(`Each day at 07:15, systemd will run: node cl.js due --notify --book ${book}`)
  for (const end of ['service', 'timer'])
    expect(err.replaceAll(/^ {2}/gm, '')).toContain(
      `It is written into ${place}.${end}:\n${readFileSync(`${place}.${end}`, 'utf8')}`,
    )
  expect(readFileSync(`${place}.timer`, 'utf8')).toContain('OnCalendar=*-*-* 07:15:00\n')
  expect(readFileSync(`${place}.service`, 'utf8')).toContain(
    `ExecStart="node" "cl.js" "due" "--notify" "--book" "${book}"\n`,
  )
  expect(ran.slice(-2)).toEqual([
    'systemctl --user daemon-reload',
    'systemctl --user enable --now customer-love-remind.timer',
  ])
  expect((await cl('remind --off', { runProgram })).err).toBe('systemd reminds you no more.\n')
  expect([existsSync(`${place}.timer`), existsSync(`${place}.service`)]).toEqual([false, false])
  expect(ran.slice(-2)).toEqual([
    'systemctl --user disable --now customer-love-remind.timer',
    'systemctl --user daemon-reload',
  ])
  expect((await cl('remind --off', { runProgram })).err).toBe('There is no reminder.\n')
})

it('is a line of cron where there is no systemd, beside the lines that are there', async () => {
  const { cl, book } = shop()
  const { state, runProgram } = machine(['crontab'], '5 4 * * * backup\n')
  await cl('remind --yes', { runProgram })
  await cl('remind --at 18:05 --yes', { runProgram })
  const lines = state.table.split('\n')
  expect(lines[0]).toBe('5 4 * * * backup')
  expect(lines[1]).toContain('written by cl remind')
  expect(lines[2]).toMatch(/^5 18 \* \* \* DBUS_SESSION_BUS_ADDRESS=/)
  expect(lines[2]).toContain(`'node' 'cl.js' 'due' '--notify' '--book' '${book}'`)
  expect(lines.slice(3)).toEqual([''])
  expect((await cl('remind --off', { runProgram })).err).toBe('cron reminds you no more.\n')
  expect(state.table).toBe('5 4 * * * backup\n')
})

it('leaves no empty table of cron behind', async () => {
  const { cl } = shop()
  const { ran, state, runProgram } = machine(['crontab'])
  await cl('remind --yes', { runProgram })
  await cl('remind --off', { runProgram })
  expect({ table: state.table, last: ran.at(-1) }).toEqual({ table: '', last: 'crontab -r' })
})

it('is asked for in a terminal, after it has said what it will write', async () => {
  const { cl, folder } = shop()
  const { ran, runProgram } = machine(['systemctl'])
  const { err } = await cl('remind', { runProgram, answers: ['no'] })
  expect(err).toMatch(/It is written into\s.*\nNothing was set up\.\n$/s)
  expect(ran).toEqual(['systemctl --user is-system-running'])
  expect(existsSync(join(folder, '.config'))).toBe(false)
})

it.each([
  ['remind --at 25:00', 2, '"25:00" is not a time of the day.'],
  ['remind --at soon', 2, '"soon" is not a time of the day.'],
  ['remind', 1, 'There is neither systemd nor cron here to remind you.'],
])('refuses cl %s', async (line, code, message) => {
  const own = shop()
  await own.all('add Acme')
  expect(await refusal(own, line)).toMatchObject({ code, err: expect.stringContaining(message) })
})

it('says which program failed, and how to take back what was set up', async () => {
  const { cl } = shop()
  const runProgram = ([, , action]: string[]) => ({ code: action === 'enable' ? 5 : 0, out: '' })
  expect(await cl('remind --yes', { runProgram })).toMatchObject({
    code: 1,
    err: expect.stringContaining('failed with 5.\ncl remind --off'),
  })
})

const place = { home: '/Users/kim', configFolder: '/Users/kim/.config', hasSystemd: false }
const line = ['/opt/node', '/opt/it "is" 5% <fine>/cl.js', 'due', '--notify']

it('is a property list of launchd on macOS', () => {
  const { files, begin, end } = scheduleOn({ ...place, platform: 'darwin' }, { at: '08:05', line })
  const path = '/Users/kim/Library/LaunchAgents/customer-love-remind.plist'
  expect(files.map((each) => each.path)).toEqual([path])
  expect(files[0]?.text).toContain('<string>/opt/it "is" 5% &lt;fine&gt;/cl.js</string>')
  expect(files[0]?.text).toContain('<key>Hour</key><integer>8</integer><key>Minute</key><integer>5</integer>')
  expect([begin, end]).toEqual([[['launchctl', 'load', '-w', path]], [['launchctl', 'unload', '-w', path]]])
})

it('is a task on Windows', () => {
  const { begin, end } = scheduleOn(
    { ...place, platform: 'win32' },
    { at: '08:05', line: ['C:\\a b\\node.exe', 'due'] },
  )
  expect(begin[0]?.slice(-4)).toEqual(['/ST', '08:05', '/TR', '"C:\\a b\\node.exe" "due"'])
  expect(end[0]).toEqual(['schtasks', '/Delete', '/F', '/TN', 'customer-love-remind'])
})

it('writes signs that systemd and cron would read for themselves', () => {
  const systemd = scheduleOn(
    { ...place, platform: 'linux', hasSystemd: true },
    { at: '08:05', line: ['a%b', '$c "d"'] },
  )
  expect(systemd.files[0]?.text).toContain('ExecStart="a%%b" "$$c \\"d\\""\n')
  const cron = scheduleOn({ ...place, platform: 'linux' }, { at: '08:05', line: [] })
  expect(cron.crontab?.('', { at: '08:05', line: ["it's 5%"] })).toContain("'it'\\''s 5\\%'\n")
})

async function threeDue() {
  const own = shop()
  await own.all(
    'add "Acme Bakery" --since 2026-01-01',
    'add Bolt --since 2026-02-01',
    'add Café',
    'add Deli',
    'log bolt invoice',
  )
  await own.all(
    'promise acme "the \'list\'" --by 2026-11-20',
    'promise café cake --by 2026-11-20',
    'promise deli tea --by 2026-11-21',
    'promise bolt b --by 2026-11-19',
  )
  return own
}

it.each([
  ['linux', ['notify-send', '--app-name=cl', '4 customers need you today']],
  ['darwin', ['osascript', '-e']],
  ['win32', ['powershell', '-NoProfile', '-Command']],
] as const)('cl due --notify shows the first three on %s', async (platform, start) => {
  const { cl } = await threeDue()
  const lines: string[][] = []
  const runProgram = (line: string[]) => {
    lines.push(line)
    return { code: 0, out: '' }
  }
  expect(await cl('due --notify', { runProgram, platform })).toEqual({ code: 0, out: '', err: '' })
  expect(lines[0]?.slice(0, start.length)).toEqual([...start])
  const text = lines[0]?.join(' ') ?? ''
  for (const name of ['Bolt: promise #4 2 days late: b', 'Acme Bakery: promise #1', 'Café: promise #2'])
    expect(text).toContain(name)
  expect(text).not.toContain('Deli')
})

it('cl due --notify is silent where nobody needs you, and says what is missing where nothing shows it', async () => {
  const own = shop()
  await own.all('add Acme')
  expect(await own.cl('due --notify')).toEqual({ code: 0, out: '', err: '' })
  expect((await own.cl('remind --off')).err).toBe('There is no reminder.\n')
  expect(await refusal(await threeDue(), 'due --notify')).toMatchObject({
    code: 1,
    err: expect.stringContaining('libnotify-bin'),
  })
})
