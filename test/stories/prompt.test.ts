import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { executable, execute, ownFolder } from '../cl.ts'
import { inTerminal } from './at-terminal.ts'

const page = readFileSync(new URL('../../docs/programs.md', import.meta.url), 'utf8')
const ready = 'ready> '

/** The line that begins each shell without its user's settings, and waits until the number is kept. */
const shells = {
  bash: {
    start: ['bash', '--norc', '--noprofile', '-i'],
    wait: 'until [ -s kept/cl-prompt ]; do sleep 0.05; done',
    prompt: `[7 due] ${ready}`,
  },
  zsh: {
    start: ['zsh', '-f', '-i'],
    wait: 'until [ -s kept/cl-prompt ]; do sleep 0.05; done',
    prompt: `[7 due] ${ready}`,
  },
  fish: {
    start: ['fish', '--no-config', '-i', '-C', `function fish_prompt; echo -n '${ready}'; end`],
    wait: 'while not test -s kept/cl-prompt; sleep 0.05; end',
    prompt: '[7 due]',
  },
} as const

type Name = keyof typeof shells

const isHere = (shell: string): boolean => {
  try {
    execFileSync(shell, ['-c', 'true'])
    return true
  } catch {
    return false
  }
}

/** The lines of the page for a shell, in a file; in a folder with a program `cl`. */
function recipeOf(name: Name, folder: string): string {
  const [, lines = ''] = new RegExp(`\`\`\`${name}\\n([^\`]+)\`\`\``).exec(page) ?? []
  writeFileSync(join(folder, 'recipe'), lines)
  mkdirSync(join(folder, 'bin'))
  return lines
}

const around = (folder: string) => ({
  PS1: ready,
  PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
  LC_ALL: 'C.UTF-8',
  XDG_CACHE_HOME: join(folder, 'kept'),
})

// A shell that is not on this machine is left out.
describe.each((Object.keys(shells) as Name[]).filter(isHere))('%s', (name) => {
  it('shows its prompt while cl still counts, and then the number', async () => {
    const folder = ownFolder()
    const { start, wait, prompt } = shells[name]
    expect(recipeOf(name, folder)).toContain('cl due --count')
    // It counts until somebody lets it go on.
    const slow = '#!/bin/sh\n[ "$*" = "due --count" ] || exit 1\nwhile [ ! -e go ]; do sleep 0.05; done\necho 7\n'
    writeFileSync(join(folder, 'bin/cl'), slow, { mode: 0o755 })
    const { screen, code } = await inTerminal(
      [...start],
      folder,
      [
        [ready, 'source ./recipe\r'],
        [ready, `touch go; ${wait}\r`],
        [prompt, 'exit\r'],
      ],
      {},
      around(folder),
    )
    expect(code).toBe(0)
    expect(screen.slice(0, screen.indexOf('touch'))).not.toContain('due]')
  })

  it('shows how many the book has for today', async () => {
    const folder = ownFolder()
    const { start, wait, prompt } = shells[name]
    recipeOf(name, folder)
    symlinkSync(executable, join(folder, 'bin/cl'))
    execute('add Acme --every never', { cwd: folder })
    execute('promise acme cake --by today', { cwd: folder })
    const { screen } = await inTerminal(
      [...start],
      folder,
      [
        [ready, 'source ./recipe\r'],
        [ready, `${wait}\r`],
        [prompt.replace('7', '1'), 'exit\r'],
      ],
      {},
      around(folder),
    )
    expect(screen).toContain('[1 due]')
  })
})
