import fc from 'fast-check'
import { expect, it } from 'vitest'
import { optionsOf } from '#cli/command-line.ts'
import { commands } from '#commands/index.ts'
import { argvOf } from '#mcp/tool.ts'
import { readingTools, writingTools } from '#mcp/tools.ts'
import { runs } from '../runs.ts'

const tools = [...readingTools, ...writingTools]
const toolNamed = (name: string) => tools.find((tool) => tool.name === name)
const argvFor = (name: string, args: object) => argvOf(toolNamed(name)?.read(args).line ?? { command: '' })

it.each([
  ['due', {}, ['due']],
  ['due', { soon: 7, tag: 'b2b', all: true, limit: 5 }, ['due', '--soon=7', '--tag=b2b', '--all', '--limit=5']],
  ['show', { customer: 'acme bakery' }, ['show', 'acme bakery']],
  ['history', {}, ['history', '--limit=50']],
  [
    'history',
    { customer: '#3', tone: '-', search: '--x' },
    ['history', '--tone=-', '--search=--x', '--limit=50', '#3'],
  ],
  ['report', { week: 'last', people: false }, ['report', '--week=last']],
  [
    'log',
    { customer: 'acme', channel: 'call', purpose: 'care', tone: '-', note: '-- so so', begunBy: 'them', minutes: 20 },
    ['log', '--minutes=20', '--in', 'acme', 'call', 'care', '-', '--', '-- so so'],
  ],
  [
    'log',
    { customer: 'acme', promise: 'a list', by: 'friday', teammate: 'kim', done: 7, new: true },
    ['log', '--promise=a list', '--done=7', '--new', '--by=friday', '--by=kim', 'acme'],
  ],
  ['promise', { customer: 'acme', text: '--by friday' }, ['promise', 'acme', '--', '--by friday']],
  ['done', { loops: [7, 9], as: 'broken', note: '3 weeks' }, ['done', '--as=broken', '7', '9', '--', '3 weeks']],
  ['learn', { customer: 'acme', text: 'two', topic: 'goals' }, ['learn', 'acme', 'goals', '--', 'two']],
  ['undo', { anotherDay: true }, ['undo', '--yes']],
])('%s is a command line: %o', (name, args, argv) => {
  expect(argvFor(name, args)).toEqual(argv)
})

it.each([
  ['log', { customer: 'acme', day: 'yesterday' }],
  ['log', { customer: '--tag=b2b' }],
  ['log', { customer: 'acme', channel: '--yes' }],
  ['log', { customer: '' }],
  ['log', {}],
  ['show', { customer: 7 }],
  ['done', { loops: [] }],
  ['done', { loops: ['7'] }],
  ['due', { soon: -1 }],
])('%s does not take %o', (name, args) => {
  expect(() => argvFor(name, args)).toThrow()
})

it('nothing that is said can be taken for an option', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('--', '-', '--yes', '--tag=b2b', '-n'))
  fc.assert(
    fc.property(text, text, text, (customer, channel, note) => {
      const { schema } = toolNamed('log') ?? {}
      fc.pre(schema?.safeParse({ customer, channel, note }).success === true)
      const argv = argvFor('log', { customer, channel, note })
      const end = argv.indexOf('--')
      expect(argv.slice(end)).toEqual(['--', note])
      expect(argv.slice(1, end)).toEqual([customer, channel])
      expect(argv.slice(1, end).filter((word) => word.startsWith('-'))).toEqual([])
    }),
    { numRuns: runs(500) },
  )
})

it.each(tools.map((tool) => [tool.name, tool] as const))('%s uses options that its command has', async (name, tool) => {
  const found = await commands[name]?.()
  const options = found ? optionsOf(found).map(({ long }) => long) : []
  const argv = argvOf(tool.read(everything[name]).line)
  const used = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : undefined).filter((word) => /^--\w/.test(word))
  for (const option of used) expect(options).toContain(option.split('=')[0])
  expect(Object.keys(everything[name] ?? {}).sort()).toEqual(Object.keys(tool.schema.shape).sort())
})

/** All that each tool takes. */
const everything: Record<string, object> = {
  due: { soon: 1, tag: 'a', all: true, limit: 1 },
  show: { customer: 'a' },
  history: { customer: 'a', since: 'a', until: 'a', channel: 'a', purpose: 'a', tone: '+', search: 'a', limit: 1 },
  report: { week: 'last', people: true },
  log: {
    customer: 'a',
    channel: 'a',
    purpose: 'a',
    tone: '+',
    note: 'a',
    on: 'a',
    minutes: 1,
    begunBy: 'us',
    promise: 'a',
    by: 'a',
    done: 1,
    new: true,
    teammate: 'a',
  },
  promise: { customer: 'a', text: 'a', by: 'a', teammate: 'a' },
  done: { loops: [1], as: 'broken', on: 'a', note: 'a' },
  learn: { customer: 'a', text: 'a', topic: 'a', on: 'a', teammate: 'a' },
  undo: { anotherDay: true },
}
