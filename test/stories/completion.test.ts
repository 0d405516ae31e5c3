import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { completionScripts } from '#commands/shop/completion-scripts.ts'
import { executable, shop } from '../cl.ts'
import { inTerminal } from './at-terminal.ts'

const isHere = (shell: string): boolean => {
  try {
    execFileSync(shell, ['-c', 'true'])
    return true
  } catch {
    return false
  }
}

const prompt = 'ready> '

/** The line that begins each shell without its user's settings, and has it read a file. */
const shells = {
  bash: { start: ['bash', '--norc', '--noprofile', '-i'], read: 'source' },
  zsh: { start: ['zsh', '-f', '-i'], read: 'source' },
  fish: {
    start: ['fish', '--no-config', '-i', '-C', `function fish_prompt; echo -n '${prompt}'; end`],
    read: 'source',
  },
} as const

/** A shop with a few names; its program is called `cl` in a folder of the search path. */
async function shopWithShell() {
  const own = shop()
  await own.all('add "Acme Bakery"', 'add "Harbour Deli" --tag wholesale', `add "O'Neill & Sons"`, 'add Kim --team')
  const bin = join(own.folder, 'bin')
  mkdirSync(bin)
  symlinkSync(executable, join(bin, 'cl'))
  return { ...own, path: `${bin}:${process.env['PATH']}` }
}

type Name = keyof typeof shells

/** The screen of a shell once a line was typed, with tabs, and sent off. */
async function typed(name: Name, line: string, appears: string): Promise<string> {
  const { start, read } = shells[name]
  const { folder, path } = await shopWithShell()
  const script = join(folder, 'completion')
  writeFileSync(script, completionScripts[name])
  const { screen } = await inTerminal(
    [...start],
    folder,
    [
      [prompt, `${read} ${script}\r`],
      [prompt, line],
      [appears, '\r'],
      [prompt, 'exit\r'],
    ],
    {},
    { PS1: prompt, PATH: path, LC_ALL: 'C.UTF-8', CL_BOOK: join(folder, 'book.db') },
  )
  return screen
}

// A shell that is not on this machine is left out: the tests of `cl complete` are for all of them.
describe.each((Object.keys(shells) as Name[]).filter(isHere))('%s', (name) => {
  it.each([
    ['a command', 'cl vocabul\t--no-pager', 'pager', /correction/],
    ['a name of two words', 'cl show harb\t', 'Deli', /Harbour Deli \(#2\)/],
    ['a name by a later word of it', 'cl show del\t', 'Deli', /Harbour Deli \(#2\)/],
    ['a name with signs of the shell', 'cl show o\t', 'Sons', /O'Neill & Sons \(#3\)/],
    ['a name in a quote that is open', 'cl show "Harb\t', 'Deli', /Harbour Deli \(#2\)/],
    ['an option, and what follows it', 'cl list --ta\twhol\t', 'wholesale', /Harbour Deli/],
  ])('completes %s', async (_what, line, appears, result) => {
    expect(await typed(name, line, appears)).toMatch(result)
  })
})
