import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import measure from 'fast-string-truncated-width'
import { describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { shop, words } from '../cl.ts'
import { preparedOnce } from '../prepared-once.ts'
import { changeBehindItsBack } from './behind-its-back.ts'
import { everyCommand } from './every-command.ts'

describe('help', () => {
  const names = Object.keys(commands)

  it('lists every command on one screen, and the options for every command', async () => {
    const { code, out, err } = await shop().cl('help all')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const name of names) expect(out).toMatch(new RegExp(`(^|  )${name} `, 'm'))
    for (const option of ['--book', '--today', '--no-color', '--json', '--no-input', '--version'])
      expect(out).toContain(option)
  })

  it('is the same for cl --help, cl help and, where there is no terminal, for cl alone', async () => {
    const { cl } = shop()
    const { out } = await cl('--help')
    for (const line of [['help'], ['-h'], [], ['--book', 'x.db']])
      expect(await cl(line)).toEqual({ code: 0, out, err: '' })
    expect(await cl(['--json'], { columns: 80 })).toEqual({ code: 0, out, err: '' })
    expect(await cl(['--help'], { columns: 80 })).toEqual({ code: 0, out, err: '' })
  })

  it.each(everyCommand)(
    'cl %s --help shows its examples and every option, needs no book, and is the same by cl help',
    async (name, { examples }) => {
      const { cl } = shop()
      const { code, out, err } = await cl(`${name} --help`)
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toMatch(new RegExp(`^Usage: cl ${name} `))
      expect(examples.length).toBeGreaterThan(0)
      for (const [typed, does] of examples) {
        expect(out).toContain(`  ${typed}`)
        expect(out).toContain(does)
        expect(typed).toMatch(/^cl \w/)
      }
      // A topic of its name goes before it.
      expect((await cl(`help ${name}`)).out.endsWith(out)).toBe(true)
      expect((await cl(`${name} -h`)).out).toBe(out)
    },
  )

  it.each([
    '--version',
    'due --version',
    '--json --version',
    '-V',
    '-v',
    'version',
    '--json -v',
    '--book x.db version',
  ])('%s is one line on stdout', async (option) => {
    expect(await shop().cl(option)).toEqual({ code: 0, out: '0.0.0-test\n', err: '' })
  })

  /** A book in which every example of every help can be done: Acme is #12, touch #481 opened loop #9, #7 is a promise and a fact. */
  const exampleShop = preparedOnce(async () => {
    const acme = shop()
    await acme.all('config set week.start monday')
    for (const [table, last] of Object.entries({ customers: '11', touches: '480', loops: '6', facts: '6' }))
      changeBehindItsBack(acme.book, 'insert into sqlite_sequence (name, seq) values (?, ?)', table, last)
    await acme.all('add Acme --since 2026-01-01 --today 2026-01-01 --tag new')
    return acme
  })
  const preparations: Record<string, string[]> = {
    morning: ['log acme'],
    add: [],
    log: ['add "Bolt Garage" --tag b2b', 'add Kim --team', 'promise acme "a cake"'],
    redo: ['log acme', 'undo'],
    snooze: ['edit acme --tag wholesale'],
    promise: ['add Kim --team'],
    learn: ['add Kim --team'],
    done: ['promise acme "a cake" --today 2026-11-18'],
    wait: ['promise acme "a cake"', 'wait 7 Kim'],
    letters: ['letters add Invoice'],
    loop: ['promise acme "a cake"', 'promise acme bread', 'promise acme rolls', 'done 9'],
    touch: ['log acme email --in "is it organic?" --on 2026-11-18'],
    amend: ['add "Bolt Garage"', 'add Kim --team', 'log acme "all good"'],
    history: ['add Kim --team'],
    remove: ['log acme'],
    unarchive: ['archive acme'],
    undo: ['log acme'],
    facts: ['learn acme goals a van'],
    forget: ['edit acme --name "Acme Bakery"'],
    pulse: ['pulse acme 9'],
    date: ['date acme birthday 5 mar'],
    savings: ['save acme a', 'save acme b', 'save acme c'],
    surprise: ['surprise --add x'],
    merge: ['add "Acme Bakery"'],
    restore: ['backup', 'backup', 'backup'],
  }
  const atATerminal = [
    'cl edit acme',
    'cl log acme --note',
    'cl morning',
    'cl morning --tag wholesale',
    'cl log --tag b2b invoice October',
    'cl restore',
    'cl remind',
    // A server is asked for in tests of its own.
    'cl share postgres://kim@db.example.com/shop',
    'cl share --join postgres://kim@db.example.com/shop',
    'cl share --back',
    'cl outbox --again 3',
    'cl outbox --again 3 4',
    'cl outbox --remove 3',
    // Nobody has such a program here.
    'cl config set hooks.after-change ~/bin/tell',
    'cl remind --at 7:15',
    'cl due --notify',
    'cl forget acme',
    'cl pulse acme',
    'cl audit',
    'cl letters review invoice',
  ]
  const filesToImport = {
    'contacts.vcf': 'BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n',
    'customers.csv': 'name\nAnn\n',
    'old.csv': 'name\nAnn\n',
    'calendar.ics': 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260301\nSUMMARY:Acme\nEND:VEVENT\nEND:VCALENDAR\n',
    'orders.csv': 'Client,Date,Order\nAcme,2026-11-01,1\n',
    'inbox.mbox':
      'From ana@acme.example Tue Oct  6 09:00:00 2026\nFrom: ana@acme.example\nTo: kim@shop.example\nSubject: Hello\nDate: Tue, 6 Oct 2026 09:00:00 +0200\nMessage-ID: <1@acme.example>\n\nHello\n',
    'sent.mbox':
      'From ana@acme.example Tue Oct  6 09:00:00 2026\nFrom: ana@acme.example\nTo: kim@shop.example\nSubject: Hello\nDate: Tue, 6 Oct 2026 09:00:00 +0200\nMessage-ID: <2@acme.example>\n\nHello\n',
    'bills.csv': 'customer,on\nAcme,2026-11-01\nBolt Garage,2026-11-02\n',
    'touches.csv': 'customer,on\nAcme,2026-11-01\nNobody,2026-11-01\n',
  }

  it.each(everyCommand)('every example of cl %s can be done as it is written', async (path, { examples }) => {
    const name = path.split(' ')[0] ?? ''
    for (const [typed] of examples.filter(([each]) => !atATerminal.includes(each))) {
      const { cl, all, folder } = ['add', 'demo'].includes(name) ? shop() : await exampleShop()
      await all(...(preparations[name] ?? []))
      if (name === 'import') {
        for (const [file, text] of Object.entries(filesToImport)) writeFileSync(join(folder, file), text)
      }
      if (typed === 'cl unarchive acme' && name === 'archive') await all('archive acme')
      if (typed.startsWith('cl done 9') || /^cl (done|wait) 7 9/.test(typed))
        await all('promise acme b', 'promise acme c')
      if (/^cl (done|wait) 7 9/.test(typed)) await all('promise acme d', 'promise acme e', 'promise acme f')
      if (typed === 'cl redo' && name === 'undo') await all('undo')
      if (typed.startsWith('cl restore')) await cl(['backup', join(folder, 'copy.db')])
      if (name === 'doctor') chmodSync(join(folder, 'book.db'), 0o600)
      const line = words(typed)
        .slice(1)
        .map((word) => (/\.(db|csv|json|html|vcf|ics|mbox|xlsx)$/.test(word) ? join(folder, word) : word))
      expect({ typed, ...(await cl(line, { stdin: 'a note' })) }).toMatchObject({
        typed,
        code: typed.includes('--exit-code') ? 1 : 0,
      })
    }
  })
})

const hostile = 'a\u001b[31mb\rc\bd\u202ee\u2066f\u009bg\u0007h\u007fi\ufeffj\u2028k\u200fl'
const hostileLines = `${hostile}\nsecond\tline`
// biome-ignore lint/suspicious/noControlCharactersInRegex: these signs must not get out
const raw = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/

/** A book with names, tags, aliases, notes, loops, reasons, e-mail and phone that hold all that could harm a terminal. */
const hostileShop = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2026-01-01 --today 2026-01-01 --alias oven --email a@x.example --phone "+1 352 555 0101" --tag tag --note n',
    'add Gone',
    'log acme',
    'log acme visit',
    'vocabulary purpose set news --meaning m',
    'letters add Page --today 2020-01-01',
    'letters review page --answers yyyyy --note n --today 2020-01-01',
  )
  for (let question = 1; question <= 11; question += 1)
    await acme.cl(['audit', '--answer', `${question}=1 ${hostileLines}`])
  await acme.cl(['amend', '1', '--note', hostileLines])
  await acme.cl(['log', 'acme', 'complaint', '--note', '-', '--promise', hostileLines, '--by', 'yesterday'], {
    stdin: hostileLines,
  })
  await acme.cl(['promise', 'acme', hostileLines, '--by', '2026-11-20'])
  await acme.cl(['promise', 'gone', hostileLines])
  await acme.cl(['done', 'gone', hostileLines])
  await acme.cl(['archive', 'gone', '--why', hostileLines])
  await acme.cl(['learn', 'acme', 'goals', hostileLines])
  await acme.cl(['pulse', 'acme', '9', hostileLines])
  await acme.all(
    'date oven birthday 22 nov',
    'save oven x',
    'add Kim --team --alias kim',
    'log oven --by kim',
    'wait 1 mill',
  )
  for (const [table, column] of [
    ['customers', 'name'],
    ['customers', 'email'],
    ['customers', 'phone'],
    ['customers', 'note'],
    ['tags', 'tag'],
    ['purposes', 'meaning'],
    ['topics', 'question'],
    ['customers', 'company'],
    ['customers', 'address'],
    ['letters', 'title'],
    ['letter_reviews', 'note'],
    ['changes', 'summary'],
    ['dates', 'label'],
    ['savings', 'text'],
    ['loops', 'waiting_on'],
  ]) {
    changeBehindItsBack(acme.book, `update ${table} set ${column} = ?`, hostile)
  }
  const typed = "where name not in ('call', 'care', 'complaint', 'goals')"
  for (const table of ['channels', 'purposes', 'topics'])
    changeBehindItsBack(acme.book, `update ${table} set name = name || substr(?, 1, 20) ${typed}`, hostile)
  changeBehindItsBack(acme.book, 'update ideas set text = ? || id', hostile)
  changeBehindItsBack(acme.book, `update handles set shown = ? || id where kind in ('name', 'alias')`, hostile)
  return acme
})

it.each([
  'due',
  'due --all',
  'due --soon 90',
  'why #1',
  'why #2',
  'show #1',
  'show #2',
  'list',
  'list --archived',
  'loops',
  'loops --closed',
  'history',
  'report',
  'undo --list',
  'undo',
  'vocabulary',
  'log #1',
  'log #1 complaint --with #2',
  'amend 1 --tone -',
  'remove 1',
  'promise #1 cake',
  'done 1',
  'snooze #1 tomorrow',
  'archive #1',
  'unarchive #2',
  'edit #1 --every 2w',
  'learn #1 goals x',
  'ask #1 -n 12',
  'facts #1',
  'facts #1 --remove 1',
  'topics',
  'pulse #1 8',
  'pulse #1 --list',
  'date #1 anniversary 5 mar',
  'dates',
  'save #1 x',
  'savings',
  'savings --remove 1',
  'surprise --ideas',
  'surprise --remove 1',
  'letters',
  'letters review a --answers nnnnn',
  'letters set a --every 2w',
  'letters remove a',
  'audit --questions',
  'audit --list',
  'report --by',
  'wait 1 x',
  'wait 1 --over',
  'archive #1 --lost',
  'edit #1 --team',
  'list --customers',
])('nothing that could harm a terminal gets out of cl %s', async (line) => {
  const { cl } = await hostileShop()
  const { code, out, err } = await cl(line)
  expect(code).toBe(0)
  expect(out).toContain('a␛[31mb␍c␈d')
  expect(out).not.toMatch(raw)
  expect(err).not.toMatch(raw)
})

it.each([
  ['show', hostileLines],
  ['log', hostileLines],
  ['done', hostileLines],
  [hostileLines],
  [`--${hostileLines}`],
  ['due', `--${hostileLines}`],
  ['due', '--today', hostileLines],
  ['due', '--soon', hostileLines],
  ['list', '--sort', hostileLines],
  ['amend', hostileLines, '--tone', '-'],
  ['amend', '--tone', hostileLines],
  ['history', '--channel', hostileLines],
  ['config', 'get', hostileLines],
  ['config', 'set', 'ratio.goal', hostileLines],
  ['vocabulary', hostileLines],
  ['vocabulary', 'channel', 'add', hostileLines],
  ['report', '--week', hostileLines],
  ['report', '--csv', `/none/${hostileLines}`],
  ['due', '--book', `/none/${hostileLines}`],
  ['done', '#1', '--as', hostileLines],
  ['learn', '#1', 'x', '--by', hostileLines],
  ['facts', '#1', '--topic', hostileLines],
  ['facts', '#1', '--remove', hostileLines],
  ['topics', 'set', hostileLines],
  ['pulse', '#1', hostileLines],
  ['edit', '#1', '--remove-tag', hostileLines],
  ['wait', hostileLines, 'x'],
  ['log', '#1', '--by', hostileLines],
  ['promise', '#1', 'x', '--by', hostileLines],
  ['report', '--by', '--csv', `/none/${hostileLines}`],
])('an error that repeats what was typed makes it visible, in one or two lines on stderr: %j', async (...line) => {
  const { cl } = await hostileShop()
  const { code, out, err } = await cl(line)
  expect({ failed: code === 1 || code === 2, out }).toEqual({ failed: true, out: '' })
  expect(err).toContain('a␛[31mb')
  expect(err).not.toMatch(raw)
  expect(err).toMatch(/^.+\n(.+\n)?$/)
})

it('JSON and CSV keep the text as it was typed', async () => {
  const { json, cl } = await hostileShop()
  expect(await json('history --search b')).toMatchObject([{ note: hostileLines }, { note: hostileLines }])
  expect(await json('loops')).toMatchObject(Array(3).fill({ text: hostileLines, customer: { name: hostile } }))
  expect(await json('list --customers')).toMatchObject([{ name: hostile, tags: [hostile], email: hostile }])
  expect((await cl('history --csv')).out).toContain(hostileLines)
})

describe('CSV', () => {
  it.each(['=1+1', '+1', '@sum(a1)', '＝1', '＋1', '－1', '＠a'])(
    'a cell that begins like %s is no formula',
    async (text) => {
      const { cl } = shop()
      await cl(['add', text, '--tag', text, '--since', '2026-01-01', '--phone', '+1 352 555 0101'])
      await cl(['log', text, '--note', text])
      expect((await cl('history --csv')).out).toBe(
        `id,customer,on,channel,purpose,tone,begun_by,minutes,note,by\r\n1,'${text},2026-11-21,call,care,positive,us,,'${text},\r\n`,
      )
      expect((await cl('report --csv')).out).toContain(`\r\n2026-W47,'${text},'${text},1,`)
      expect((await cl('due --all --csv')).out).toContain(`\r\n1,'${text},'+1 352 555 0101,,'${text},`)
      expect((await cl('list --csv')).out).toContain(`\r\n1,'${text},'+1 352 555 0101,,'${text},`)
    },
  )

  it('a note that begins with a minus is no formula, and other text is left alone', async () => {
    const { all, cl } = shop()
    await all('add Acme', 'log acme -- -1+1', 'log acme -- 1=1', "log acme -- '' =1")
    const rows = (await cl('history --csv')).out.split('\r\n').slice(1, -1)
    expect(rows.map((row) => row.split(',us,,')[1])).toEqual(["'=1,", '1=1,', "'-1+1,"])
  })

  it('quotes and commas are kept as RFC 4180 has it', async () => {
    const { cl } = shop()
    await cl(['add', 'Acme'])
    await cl(['log', 'acme', '--note', 'say "hi", a'])
    expect((await cl('history --csv')).out).toMatch(/,us,,"say ""hi"", a",\r\n$/)
  })
})

/** A book whose texts are wider than a terminal. */
const wideShop = preparedOnce(async () => {
  const own = shop()
  const { all, cl } = own
  const wide = '山田東京🎂'.repeat(20)
  await cl(['add', wide, '--since', '2025-01-01', '--email', `${'e'.repeat(150)}@x.example`, '--tag', 't'.repeat(150)])
  await cl(['add', 'w'.repeat(200), '--since', '2025-01-01', '--tag', wide])
  await cl(['log', '#1', 'complaint', '--on', '2025-11-22', '--note', wide.repeat(5)])
  await cl(['log', '#1', 'request', '--on', '2025-11-22', '--by', '2025-12-22', '--note', 'n'.repeat(500)])
  await cl(['promise', '#2', wide.repeat(3), '--by', '2026-11-01'])
  await cl(['promise', '#2', wide.repeat(3)])
  await all('done 4', 'add Gone', 'archive gone', `topics set goals "${'what next? '.repeat(18)}"`)
  await cl(['learn', '#2', 'plans', wide.repeat(3)])
  await cl(['pulse', '#2', '9', wide.repeat(3)])
  await cl(['add', `Kim ${wide}`, '--team'])
  await cl(['log', '#2', '--by', 'kim'])
  await cl(['wait', '2', wide])
  await cl(['edit', '#3', '--name', `Gone ${'g'.repeat(190)}`])
  return own
})

it.each([
  'list',
  'list --archived',
  'due',
  'due --all',
  'history',
  'loops',
  'loops --closed',
  'undo --list',
  'vocabulary',
  'config',
  'facts #2',
  'ask #2 -n 12',
  'topics',
  'pulse #2 --list',
  'report --by',
  'stats',
])('the table of cl %s fits the terminal, wide characters counted as two; in a pipe no cell is cut', async (line) => {
  const { cl } = await wideShop()
  const { code, out } = await cl(line, { env: { NO_COLOR: '1' }, columns: 80 })
  expect(code).toBe(0)
  const widths = out
    .trimEnd()
    .split('\n')
    .map((text) => measure(text).width)
  expect(widths.length).toBeGreaterThan(1)
  expect(Math.max(...widths)).toBeLessThanOrEqual(80)
  const piped = await cl(line)
  expect([piped.code, piped.out]).toEqual([0, expect.not.stringContaining('…')])
})

it('columns stand under each other, whatever the width of the characters', async () => {
  const { all, cl } = shop()
  await all('add 山田ベーカリー --tag jp', 'add Acme --tag us', 'add 🎂 --tag cake')
  const lines = (await cl('list')).out.trimEnd().split('\n')
  const columnOf = (line: string, text: string) => measure(line.slice(0, line.indexOf(text))).width
  const columns = lines.map((line, i) => columnOf(line, i === 0 ? 'Last touch' : '–'))
  expect(new Set(columns).size).toBe(1)
})

/** A book with an Acme to whom much happened. */
const smallShop = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2026-01-01 --today 2026-01-01',
    'promise acme "a cake" --by 2026-11-20',
    'log acme complaint "came late"',
    'learn acme goals "a second oven"',
    'pulse acme 9 --guess 7',
  )
  return acme
})

it.each([
  'add Zoë',
  'add Zoë --team',
  'amend 1 --tone -',
  'archive acme',
  'archive acme --lost',
  'ask acme -n 12',
  'config',
  'config get ratio.goal',
  'config set ratio.goal 5',
  'config unset ratio.goal',
  'date acme birthday 5 mar',
  'dates',
  'done 1',
  'due',
  'due --all',
  'due --tag nobody',
  'edit acme --tag x',
  'facts acme',
  'facts acme --remove 1',
  'history',
  'history --search nothing',
  'learn acme plans a van',
  'list',
  'list --archived',
  'log acme "all good"',
  'log Zoë --new --promise cake',
  'loops',
  'loops --closed',
  'promise acme cake',
  'pulse acme 8 --guess 7',
  'pulse acme --list',
  'remove 1',
  'report',
  'report --by',
  'report --team',
  'report --week last',
  'save acme --money 5 x',
  'savings',
  'show acme',
  'snooze acme tomorrow',
  'snooze acme off',
  'stats',
  'stats --team',
  'topics',
  'topics add rye What?',
  'surprise --ideas',
  'surprise --add x',
  'undo',
  'undo --list',
  'vocabulary',
  'vocabulary channel',
  'vocabulary channel add fax',
  'wait 1 Kim',
  'why acme',
])('cl %s --json prints exactly one JSON value, in camelCase, and takes --json before the command', async (line) => {
  const { code, out } = await (await smallShop()).cl(`${line} --json`)
  expect(code).toBe(0)
  expect(out).toMatch(/^[[{][\s\S]*[\]}]\n$/)
  const keys: string[] = []
  JSON.parse(out, (key, value) => {
    keys.push(key)
    return value
  })
  expect(keys.filter((key) => !/^(\d*|[a-z][A-Za-z]*)$/.test(key))).toEqual([])
  expect((await (await smallShop()).cl(`--json ${line}`)).out).toBe(out)
})

it('cl unarchive --json prints exactly one JSON value', async () => {
  const { all, json } = shop()
  await all('add Acme', 'archive acme')
  expect(await json('unarchive acme')).toEqual({ id: 1, name: 'Acme', archivedOn: null, wonBack: false })
})

it.each([
  'show nobody --json',
  'due --today someday --json',
  'amend 9 --tone - --json',
  'report --week 60 --json',
  'undo --json',
])('an error is words on stderr with --json too, and nothing on stdout: %s', async (line) => {
  const { all, cl } = shop()
  await all('add Acme', 'undo')
  const { code, out, err } = await cl(line)
  expect({ failed: code > 0, out }).toEqual({ failed: true, out: '' })
  expect(err).toMatch(/^[A-Z"].+\n(.+\n)?$/)
})

it.each(['due --all', 'show acme', 'why acme', 'report', 'list', 'history', 'loops', 'log acme'])(
  'cl %s has no colour in a pipe',
  async (line) => {
    const { all, cl } = shop()
    await all('add Acme --since 2026-01-01 --today 2026-01-01', 'log acme invoice', 'promise acme cake --by yesterday')
    const { out } = await cl(line, { env: { FORCE_COLOR: '1', TERM: 'xterm-256color' } })
    expect(out).toContain('Acme')
    expect(out).not.toContain('\u001b')
  },
)

it.each(['history --json', 'history --csv', 'export --as csv --what touches', 'export'])(
  'shows a terminal, and hands on to a pipe, what could steer it: %s',
  async (line) => {
    const { cl, all, book } = shop()
    await all('add Acme', 'log acme call hello')
    changeBehindItsBack(book, "update touches set note = 'a' || char(155) || '2J' || char(8238) || 'b'")
    const [piped, shown] = [await cl(line), await cl(line, { columns: 80 })]
    expect(piped.out).toContain('a\u009b2J\u202eb')
    expect(shown.out).toBe(piped.out.replaceAll('\r\n', '\n').replace('\u009b', '\\u009b').replace('\u202e', '\\u202e'))
  },
)
