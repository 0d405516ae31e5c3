import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { execute, ownFolder } from '../cl.ts'
import { playTranscript } from './transcript.ts'

const story = (name: string) => playTranscript(new URL(`./${name}.txt`, import.meta.url))

it('the book leaves the house in every form, and each file is whole', async () => {
  const cwd = await story('export')
  expect(readFileSync(join(cwd, 'touches.csv'), 'utf8')).toBe(
    '\ufeffid,customer,on,channel,purpose,tone,begun_by,minutes,note,by\r\n1,Café Zoë,2026-11-16,call,care,positive,us,10,"how are the twins, =all well",\r\n',
  )
  expect(readFileSync(join(cwd, 'zoe.md'), 'utf8')).toMatch(/^# Café Zoë\n\n- Phone: .+\n/)
  expect(Object.keys(JSON.parse(readFileSync(join(cwd, 'book.json'), 'utf8')).tables)).toContain('touches')
  expect(readdirSync(cwd).filter((name) => name.endsWith('.new'))).toEqual([])
})

it('two customers become one, and two again', async () => {
  await story('merge')
})

it('a customer is forgotten, to the last byte', async () => {
  const cwd = await story('forget')
  const files = [
    join(cwd, 'book.db'),
    ...readdirSync(join(cwd, 'book.db.snapshots')).map((name) => join(cwd, 'book.db.snapshots', name)),
  ]
  expect(files.length).toBeGreaterThan(1)
  for (const file of files) expect(readFileSync(file, 'latin1')).not.toMatch(/nana|555 0166|her knee|recipe/i)
})

it.each([
  'add Acme --book note.txt/book.db',
  'demo --book note.txt/demo.db',
  'due --book note.txt/book.db',
  'backup note.txt/copy.db',
  'export note.txt/touches.csv',
  'calendar note.txt/days.ics',
  'report --csv note.txt/week.csv',
])('a file is no folder, which no command takes for a bug: cl %s', (line) => {
  const cwd = ownFolder()
  execute('add Acme', { cwd })
  writeFileSync(join(cwd, 'note.txt'), 'a note\n')
  const { code, err } = execute(line, { cwd })
  expect([code, err]).toEqual([1, expect.stringMatching(/^.*note\.txt\/.*\n.+\n$/)])
  expect(readFileSync(join(cwd, 'note.txt'), 'utf8')).toBe('a note\n')
})

it.runIf(process.platform === 'linux')('a folder that the system does not make is said, and not tried for ever', () => {
  const { code, out, err } = execute('add Acme --book /proc/cl/of/mine/book.db', { cwd: ownFolder(), timeout: 100_000 })
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(/^The book \/proc\/.+ could not be made \(ENOENT\)\.\n.+\n$/)
})
