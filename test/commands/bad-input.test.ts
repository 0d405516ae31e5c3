import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openInput } from '#cli/input.ts'
import { run } from '#main.ts'
import { ownFolder, shop, words } from '../cl.ts'
import { preparedOnce } from '../prepared-once.ts'

/** Acme Bakery and Acme Garage; Bolt has two promises open. */
const threeCustomers = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add "Acme Bakery" --since 2026-01-01 --today 2026-01-01',
    'add "Acme Garage"',
    'add Bolt',
    'log bolt',
    'promise bolt "a cake"',
    'promise bolt "a pie"',
  )
  return acme
})

const long = 'x'.repeat(100_000)
const red = '\u001b[31mred'

it.each<[why: string, line: string | string[], code: number, err: RegExp]>([
  ['an unknown customer', 'log nobody', 1, /^There is no customer "nobody"\.\n.+\n$/],
  ['a near name', 'why bakrey', 1, /Near: Acme Bakery \(#1\)\.\nAll of them: cl list\n$/],
  [
    'an ambiguous customer',
    'log acme',
    1,
    /^"acme" fits several customers: Acme Bakery \(#1\), Acme Garage \(#2\)\.\n.+ the number: 1\n$/,
  ],
  ['an ambiguous --with', 'log bolt --with acme', 1, /^"acme" fits several customers: .+\n.+\n$/],
  ['an ambiguous customer, even with --new', 'log acme --new', 1, /^"acme" fits several customers: .+\n.+\n$/],
  [
    'a customer with several loops',
    'done bolt',
    1,
    /^Bolt has 2 open: #1 promise: a cake; #2 promise: a pie\.\nSay which, .+ cl done 1\n$/,
  ],
  ['an impossible day', 'log bolt --on "30 feb"', 2, /^There is no 30 Feb\b.*\n.+\n$/],
  ['an impossible day', 'log bolt --on 2026-02-29', 2, /^There is no 29 Feb in 2026\.\n.+\n$/],
  ['an impossible month', 'promise bolt cake --by 2026-13-01', 2, /^There is no month 13\.\n.+\n$/],
  [
    'a day of two meanings',
    'log bolt --on 03/04/2026',
    2,
    /^"03\/04\/2026" can be 3 Apr 2026 or 4 Mar 2026\.\nWrite 3 Apr 2026, or .+date\.order dmy .+\n$/,
  ],
  [
    'a touch in the future',
    'log bolt --on tomorrow',
    2,
    /^A touch cannot be in the future: 2026-11-22 is after today, .+\n.+\n$/,
  ],
  ['a year before 1900', 'log bolt --on 1899-12-31', 2, /^The year 1899 is outside 1900–9999\.\n.+\n$/],
  [
    'a year before 1900',
    'add Zoë --since 0001-01-01 --today 0001-01-01',
    2,
    /^The year 1 is outside 1900–9999\.\n.+\n$/,
  ],
  ['a year of five digits', 'promise bolt cake --by 10000-01-01', 2, /^"10000-01-01" is not a day\.\n.+\n$/],
  ['an empty day', 'log bolt --on ""', 2, /^"" is not a day\.\n.+\n$/],
  ['an empty --today', 'due --today ""', 2, /^"" is not a day\.\n.+\n$/],
  ['an unknown word after --tone', 'amend --tone good', 2, /^"good" is not a tone\.\n.+\n$/],
  ['an unknown word after --tone', 'history --tone ++', 2, /^"\+\+" is not a tone\.\n.+\n$/],
  ['an empty note', 'log bolt call ""', 2, /^The note is empty\.\n.+\n$/],
  ['a note of spaces', ['log', 'bolt', ' \n\t '], 2, /^The note is empty\.\n.+\n$/],
  ['an empty promise', 'promise bolt ""', 2, /^The promise is empty\.\n.+\n$/],
  [
    'a note of 100,000 characters',
    ['log', 'bolt', long],
    2,
    /^The note has 100000 characters; there is room for 65536\.\n.+\n$/,
  ],
  ['a promise of 100,000 characters', ['promise', 'bolt', long], 2, /^The promise has 100000 characters; .+\n.+\n$/],
  ['an amended note of 100,000 characters', ['amend', '--note', long], 2, /^The note has 100000 characters; .+\n.+\n$/],
  ['a name of 100,000 characters', ['add', long], 2, /^The name has 100000 characters; there is room for 200\.\n.+\n$/],
  ['a name with an escape sequence', ['add', red], 2, /^The name holds a control character \(U\+001B\)\.\n.+\n$/],
  ['a name with a line break', ['add', 'Acme\nBakery'], 2, /^The name holds a control character \(U\+000A\)\.\n.+\n$/],
  [
    'an alias with a bell',
    ['edit', 'bolt', '--alias', 'b\u0007'],
    2,
    /^The alias holds a control character \(U\+0007\)\.\n.+\n$/,
  ],
  [
    'a tag with a C1 control',
    ['edit', 'bolt', '--tag', 'a\u009bb'],
    2,
    /^The tag holds a control character \(U\+009B\)\.\n.+\n$/,
  ],
  [
    'an unknown name with control characters',
    ['show', `${red}\r\b\n`],
    1,
    /^There is no customer "␛\[31mred␍␈⏎"\.\n.+\n$/,
  ],
  ['a new name with control characters', ['log', red, '--new'], 2, /^The name holds a control character .+\n.+\n$/],
  [
    'a name that looks like a number',
    'add #12',
    2,
    /^The name cannot be "#12": that means the customer with that number\.\n.+\n$/,
  ],
  [
    'a name that looks like an option',
    'add -- --book',
    2,
    /^The name cannot begin with a dash: it would be read as an option\.\n.+\n$/,
  ],
  [
    'a name that is an option',
    'add --nice',
    2,
    /^Unknown option '--nice'.*\nType: cl add --help {3}Text that begins with a dash goes after --\n$/,
  ],
  ['an empty name', 'add ""', 2, /^The name is empty\.\n.+\n$/],
  ['a NUL in a name', ['add', 'a\0b'], 2, /^The name holds a NUL character\.\n.+\n$/],
  ['a NUL in a note', ['log', 'bolt', 'a\0b'], 2, /^The note holds a NUL character\.\n.+\n$/],
  ['a NUL in a promise', ['log', 'bolt', '--promise', '\0'], 2, /^The promise holds a NUL character\.\n.+\n$/],
  [
    'a lone surrogate in a name',
    ['add', 'a\ud800'],
    2,
    /^The name holds half of a character \(a lone surrogate\)\.\n.+\n$/,
  ],
  ['a lone surrogate in a note', ['done', '1', '\udc00b'], 2, /^The note holds half of a character .+\n.+\n$/],
  [
    'a lone surrogate in a reason',
    ['archive', 'bolt', '--why', '\ud83c'],
    2,
    /^The reason holds half of a character .+\n.+\n$/,
  ],
  ['a lone surrogate as a customer', ['show', '\ud83c'], 1, /^There is no customer "\\ud83c"\.\n.+\n$/],
  [
    'a choice that is none',
    'completion tcsh',
    2,
    /^"tcsh" is not one of bash, zsh, fish, powershell\.\nAs in: cl completion bash\n$/,
  ],
  ['no terminal to ask at', 'log', 2, /^There is no terminal to ask at: give a customer, as in: .+\n.+\n$/],
  ['no terminal to ask at', 'edit bolt', 2, /^There is no terminal to ask at: give an option\.\n.+\n$/],
  [
    'an unknown command',
    'duw',
    2,
    /^"duw" is not a command of cl\.\nDid you mean: cl due {3}All of them: cl help all\n$/,
  ],
  ['swapped letters in a command', 'lgo bolt', 2, /\nDid you mean: cl log {3}All of them/],
  ['swapped letters in an option', 'log bolt --promsie x', 2, /\(Did you mean --promise\?\)/],
  ['an unknown command', 'constructor', 2, /^"constructor" is not a command of cl\.\n.+\n$/],
  [
    'help of an unknown command',
    'help qqq',
    2,
    /^"qqq" is not a command of cl\.\nDid you mean: cl show qqq {3}All of them: cl help all\n$/,
  ],
  ['an unknown option', 'due --alll', 2, /^Unknown option '--alll'.*--all\b.*\nType: cl due --help\n$/],
  [
    'a day by the option of another program',
    'log bolt --date friday',
    2,
    /^Unknown option '--date': a day is given with --on\.\nAs in: cl log … --on yesterday\n$/,
  ],
  ['an unknown option before the command', '--loud due', 2, /^Unknown option "--loud"\.\nType: cl help all\n$/],
  [
    'an option without its value',
    'log bolt --on',
    2,
    /^--on <day> is without its value\.\nAs in: cl log acme invoice --on friday {3}More: cl log --help\n$/,
  ],
  [
    'an option without the customer, whose number a shell took for a remark',
    'log bolt --with',
    2,
    /^--with <customer> is without its value\. If it was #3: type 3, or "#3" in quotes\.\nAs in: cl log acme complaint .+ --with "Bolt Garage" {3}More: cl log --help\n$/,
  ],
  ['-v after a command, which is no version', 'log bolt -v', 2, /^Unknown option '-v'\.\n/],
  ['a text for an option after --', 'log bolt --promise -- call me', 2, /^--promise <text> is without its value\.\n/],
  [
    'a text for an option after --',
    'promise bolt x --book -- y',
    2,
    /^--book <path> is without its value\.\nType: cl --help\n/,
  ],
  ['an unknown setting', 'config set colour red', 2, /^"colour" is not a setting\.\nThe settings are .+\n$/],
  ['an unknown channel', 'history --channel fax', 2, /^"fax" is not a channel\.\nThe channels are .+\n$/],
])('%s is one clear error, and the book is as it was: %j', async (_, line, code, err) => {
  const { cl, book, folder } = await threeCustomers()
  const [before, files] = [readFileSync(book), readdirSync(folder)]
  expect(await cl(line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
  expect(readFileSync(book).equals(before)).toBe(true)
  expect(readdirSync(folder)).toEqual(files)
})

it.each([
  '🎂 Cake & Co 🏳️‍🌈',
  'مخبز الياسمين',
  'מאפיית דוד',
  '山田ベーカリー',
  `Tony's "Best" \`Pizza\` $HOME`,
  '100% Acme_Bakery',
  'C:\\Shop; drop table customers --',
  'Ünïcödé Æther Straße',
  '=1+1',
  '1234',
  'call',
])('a customer called %s is found by that name, and by its beginning, and by nothing else', async (name) => {
  const { cl, all, json } = shop()
  await all('add "Other One"', 'add "x100x AcmeXBakery"')
  await cl(['add', name])
  expect(await json('list')).toContainEqual(expect.objectContaining({ id: 3, name }))
  for (const typed of [name, name.toUpperCase(), [...name].slice(0, -1).join('') || name]) {
    expect((await cl(['log', typed])).out).toMatch(/^#\d+ call, care, \+ with /)
  }
  expect(await json('history')).toMatchObject(Array(3).fill({ customer: { id: 3, name } }))
  await cl(['edit', '#3', '--name', 'Plain'])
  expect((await cl(['show', name])).code).toBe(1)
})

it.each(['%', '_', '%%%', 'A_me', '*', '?', "' or 1=1 --", '"'])('%s is not a pattern in a name', async (typed) => {
  const { cl } = await threeCustomers()
  expect(await cl(['show', typed])).toMatchObject({ code: 1, out: '' })
})

it.each([
  ['log bolt call me later', 'call', 'me later'],
  ['log bolt -- call me later', 'call', 'call me later'],
  ['log bolt email -- visit them - soon', 'email', 'visit them - soon'],
  ['log bolt -- --on friday', 'call', '--on friday'],
  ['log bolt visit invoice sale next', 'visit', 'sale next'],
  ['log bolt --note "visit tour -"', 'call', 'visit tour -'],
])('a note that begins with a word of the vocabulary: %s', async (line, channel, note) => {
  const { all, json } = await threeCustomers()
  await all(line)
  const [touch] = await json<object[]>('history')
  expect(touch).toMatchObject(line.includes('invoice') ? { note, purpose: 'invoice' } : { note, channel })
})

it('a note of 65,536 characters, emoji counted as one, is kept as it was typed', async () => {
  const { cl, json } = await threeCustomers()
  const note = '🎂'.repeat(65_536)
  expect((await cl(['log', 'bolt', '--note', '-'], { stdin: note })).code).toBe(0)
  expect((await json<{ note: string }[]>('history'))[0]?.note === note).toBe(true)
})

/** Runs `cl` with neither an environment nor a home folder that says the place of the book. */
async function runHomeless(line: string, env = {}) {
  const said = { out: '', err: '' }
  const sinkInto = (stream: 'out' | 'err') => ({
    write: (text: string) => {
      said[stream] += text
    },
    isTerminal: false,
    columns: undefined,
  })
  const code = await run(words(line), {
    env,
    platform: 'linux',
    home: () => '',
    login: () => 'anna@laptop',
    now: () => new Date(2026, 10, 21, 12),
    stdout: sinkInto('out'),
    stderr: sinkInto('err'),
    stdinIsTerminal: false,
    page: async () => false,
    pause: async () => false,
    self: [],
    runProgram: async () => ({ code: null, out: '' }),
    runHook: async () => null,
    conversation: () => {
      throw new Error('Nobody talks here.')
    },
    readStdin: async () => '',
    ask: () => Promise.reject(new Error('Nobody is there.')),
    input: openInput,
  })
  return { code, ...said }
}

it.each(['due', 'add Acme', 'log acme --new', 'undo', 'demo', 'config'])(
  'no home folder: cl %s says what to give',
  async (line) => {
    const before = readdirSync('.')
    expect(await runHomeless(line)).toEqual({
      code: 1,
      out: '',
      err: 'There is no home folder to keep the book in.\nSay where it is to be: --book PATH, or set CL_BOOK.\n',
    })
    expect(readdirSync('.')).toEqual(before)
  },
)

it('no home folder: --book, CL_BOOK or an absolute XDG_DATA_HOME will do', async () => {
  const folder = ownFolder()
  expect(await runHomeless(`add Acme --book ${folder}/a.db`)).toMatchObject({ code: 0 })
  expect(await runHomeless('add Acme', { CL_BOOK: `${folder}/b.db` })).toMatchObject({ code: 0 })
  expect(await runHomeless('add Acme', { XDG_DATA_HOME: folder })).toMatchObject({ code: 0 })
  expect(await runHomeless('add Acme', { XDG_DATA_HOME: 'relative' })).toMatchObject({ code: 1, out: '' })
  for (const book of ['a.db', 'b.db', 'customer-love/book.db']) expect(existsSync(`${folder}/${book}`)).toBe(true)
})
