import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bookOption, lastWords, quoteFor, word } from '#hints.ts'
import { shop } from './cl.ts'

const shell = quoteFor('linux')
const cmd = quoteFor('win32')

describe('a name in a hint', () => {
  it.each([
    ['Acme Bakery', '"Acme Bakery"', '"Acme Bakery"'],
    ["Zoe's", `"Zoe's"`, `"Zoe's"`],
    ['Cash $HOME', "'Cash $HOME'", '"Cash $HOME"'],
    ['The "Best"', `'The "Best"'`, '"The \\"Best\\""'],
    ["It's $5", `'It'\\''s $5'`, `"It's $5"`],
    ['Wow!', "'Wow!'", '"Wow!"'],
  ])('%s is %s in a shell, and %s in cmd.exe', (name, inShell, inCmd) => {
    expect([shell(name), cmd(name)]).toEqual([inShell, inCmd])
  })

  it('comes through a shell as it was', () => {
    const line = fc.stringMatching(/^[ -~äß]{1,20}$/)
    fc.assert(
      fc.property(line, (name) => {
        expect(execFileSync('sh', ['-c', `printf %s ${shell(name)}`], { encoding: 'utf8' })).toBe(name)
      }),
      { numRuns: 50 },
    )
  })

  it('is in quotes only where it needs them', () => {
    expect(['zoë', 'a b', '$a', ''].map((text) => word(text, shell))).toEqual(['zoë', '"a b"', "'$a'", '""'])
    expect(['the mill', 'a & b'].map((text) => lastWords(text, shell))).toEqual(['the mill', '"a & b"'])
  })

  it.each([
    ['linux', `To add one: cl add 'Wow! "A"'   All of them: cl list`],
    ['win32', 'To add one: cl add "Wow! \\"A\\""   All of them: cl list'],
  ] as const)('is for the shell of %s', async (platform, hint) => {
    const { cl, all } = shop()
    await all('add Acme')
    expect((await cl(['log', 'Wow! "A"'], { platform })).err).toContain(hint)
  })
})

it.each([
  ['/home/zoe/.local/share/customer-love/book.db', ''],
  ['C:\\Users\\Zoe\\AppData\\Roaming\\customer-love\\book.db', ''],
  ['/mnt/stick/a.db', ' --book /mnt/stick/a.db'],
  ['/mnt/my stick/a.db', ' --book "/mnt/my stick/a.db"'],
  ['/mnt/$x/a.db', " --book '/mnt/$x/a.db'"],
])('the book %s is named by %j', (path, option) => {
  expect(bookOption(path, shell)).toBe(option)
})
