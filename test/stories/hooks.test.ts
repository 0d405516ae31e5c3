import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { executable, execute, ownFolder } from '../cl.ts'

/** A shop that tells this script of its changes: it has `told`, the change, and `cl`, which runs a line on the book. */
function shopWith(script: string): string {
  const cwd = ownFolder()
  const program = join(cwd, 'tell.cjs')
  writeFileSync(
    program,
    `const { execFileSync } = require('node:child_process')
    const { appendFileSync, readFileSync } = require('node:fs')
    const told = JSON.parse(readFileSync(0, 'utf8'))
    const cl = (...line) => execFileSync(process.execPath, [${JSON.stringify(executable)}, ...line], { encoding: 'utf8' })
    ${script}`,
  )
  execute('add Acme', { cwd })
  execute(['config', 'set', 'hooks.after-change', process.execPath, program], { cwd })
  return cwd
}

it('a change is in the book before the program is told, and a change by the program is told to nobody', () => {
  const cwd = shopWith(`
    const { note } = JSON.parse(cl('history', '--json'))[0]
    appendFileSync('seen', note + ';')
    cl('log', 'acme', 'news', 'told of ' + told.id)`)
  expect(execute('log acme call "first one"', { cwd })).toMatchObject({ code: 0, err: '' })
  expect(execute('log acme call "second one"', { cwd })).toMatchObject({ code: 0, err: '' })
  expect(readFileSync(join(cwd, 'seen'), 'utf8')).toBe('first one;second one;')
  const notes = JSON.parse(execute('history --json', { cwd }).out).map(({ note }: { note: string }) => note)
  expect(notes).toEqual(['told of 4', 'second one', 'told of 2', 'first one'])
})

it('its output does not mix with the output of cl, and its failure is a line of its own', () => {
  const cwd = shopWith(`
    console.log('noise')
    console.error('the mill is closed')
    process.exit(7)`)
  const { code, out, err } = execute('log acme call --json', { cwd })
  expect(JSON.parse(out)).toMatchObject({ touches: [{ id: 1 }] })
  expect([code, err]).toEqual([
    0,
    'The change was made, but hooks.after-change failed: it ended with 7: the mill is closed\n',
  ])
})
