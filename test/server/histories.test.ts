import { spawn } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import sql from 'sql-template-tag'
import { describe, expect, it } from 'vitest'
import type { Place } from '#book/engines/postgres.ts'
import { executable, type Result } from '../cl.ts'
import { laptop } from '../laptop.ts'
import { type Proxy as Line, startProxy } from '../proxy.ts'
import { isWhole } from '../runs.ts'
import { onServer, ownSchema, ownServer, placeOf, withEngine } from '../server.ts'

const anyStep = fc.record({
  who: fc.constantFrom(0, 1),
  does: fc.oneof(
    { weight: 8, arbitrary: fc.constant('log' as const) },
    { weight: 2, arbitrary: fc.constant('due' as const) },
    { weight: 2, arbitrary: fc.constant('undo' as const) },
    { weight: 2, arbitrary: fc.constant('away' as const) },
    { weight: 2, arbitrary: fc.constant('back' as const) },
    { weight: 1, arbitrary: fc.constantFrom('full' as const, 'roomy' as const) },
    {
      weight: 2,
      arbitrary: fc.record({
        cut: fc.integer({ min: 1, max: 4_000 }),
        side: fc.constantFrom('laptop' as const, 'server' as const),
      }),
    },
  ),
})
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never

/** One of two laptops with a book, with all that it was told is in it or waits. */
type Side = ReturnType<typeof laptop> & { line: Line; notes: string[] }

async function twoSides(): Promise<{ sides: [Side, Side]; schema: string }> {
  const [schema, { port }] = [ownSchema(), await ownServer()]
  const side = async (login: string): Promise<Side> => ({ ...laptop(login), line: await startProxy(port), notes: [] })
  const sides: [Side, Side] = [await side('anna@one'), await side('kim@two')]
  const at = ({ line }: Side) => `postgres://cl@127.0.0.1:${line.port}/postgres?schema=${schema}`
  await sides[0].all('add Acme', `share ${at(sides[0])}`, 'due')
  await sides[1].all(`share --join ${at(sides[1])}`, 'due')
  return { sides, schema }
}

/** Lets a server take no touch any more, as one whose disk is full, or take them again. */
const setRoom = (place: Place, is: 'full' | 'roomy') =>
  withEngine(place, (engine) =>
    engine.founding(() =>
      engine.define(`create or replace function touch_room() returns trigger language plpgsql as $f$ begin
          ${is === 'full' ? "raise exception 'no room' using errcode = '53100';" : 'return new;'} end $f$;
        drop trigger if exists touch_room on touches;
        create trigger touch_room before insert on touches for each row execute function touch_room()`),
    ),
  )

let logged = 0

/** @returns the faults that were found */
async function take(
  side: Side,
  who: number,
  does: Exclude<Step['does'], 'full' | 'roomy'>,
  inBook: () => Promise<string[]>,
): Promise<string[]> {
  const { cl, line, notes } = side
  // The customer of all touches is not taken back.
  if (does === 'undo') return notes.length === 0 ? [] : undo(side, inBook)
  if (does === 'due') return failureOf(await cl('due'))
  if (does !== 'log') {
    if (does === 'back') line.cutAfter(null)
    else if (does === 'away') line.cutAfter(0)
    else line.cutAfter(does.cut, does.side)
    return []
  }
  logged += 1
  notes.push(`${who}-${logged}`)
  return failureOf(await cl(`log acme call ${who}-${logged}`))
}

const failureOf = ({ code, err }: Result): string[] => (code === 0 && !err.includes('bug') ? [] : [err])

async function undo(side: Side, inBook: () => Promise<string[]>): Promise<string[]> {
  const { cl, line, notes } = side
  const { out, err } = await cl('undo')
  if (err.includes('may be in the book, or not')) {
    // Only the book knows if it was taken back.
    line.cutAfter(null)
    await cl('due')
    if (!(await inBook()).includes(notes.at(-1) ?? '')) notes.pop()
  }
  return out === '' || out.includes(notes.pop() ?? 'nothing') ? [] : [out]
}

describe.skipIf(!onServer)('two laptops', () => {
  it('on and off the network, and cut off in the middle: everything logged is in the book once, in each laptop’s order', async () => {
    const { sides, schema } = await twoSides()
    const place = await placeOf(schema)
    const inBook = () =>
      withEngine(place, (engine) =>
        engine.transaction('read', async () =>
          (await engine.cells<[string]>(sql`select note from touches order by id`)).map(([note]) => note),
        ),
      )
    const seed = Number(process.env['FUZZ_SEED'] ?? 20261126)
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 8, maxLength: 20 }), async (steps) => {
        const wrong: string[] = []
        for (const { who, does } of steps)
          if (does === 'full' || does === 'roomy') await setRoom(place, does)
          else wrong.push(...(await take(sides[who as 0 | 1], who, does, inBook)))
        expect(wrong).toEqual([])
        await setRoom(place, 'roomy')
        for (const side of sides) {
          side.line.cutAfter(null)
          await side.all('due')
        }
        const there = await inBook()
        for (const [who, { notes }] of sides.entries())
          expect(there.filter((note) => note.startsWith(`${who}-`))).toEqual(notes)
      }),
      { numRuns: isWhole ? 1_000 : Number(process.env['FUZZ_RUNS'] ?? 12), seed, endOnFailure: true },
    )
    for (const { line } of sides) line.close()
  }, 3_600_000)

  it('one that is killed at any byte while it sends what waited: it is in the book once, and in order', async () => {
    const { sides, schema } = await twoSides()
    const [, kim] = sides
    const place = await placeOf(schema)
    const notes: string[] = []
    for (let n = 0; n < (isWhole ? 60 : 8); n += 1) {
      kim.line.cutAfter(0)
      for (const each of [`${n} a`, `${n} b`]) await kim.all(`log acme call "${each}"`)
      notes.push(`${n} a`, `${n} b`)
      kim.line.cutAfter(null)
      const before = kim.line.passed('server')
      const env = {
        PATH: process.env['PATH'] ?? '',
        HOME: kim.home,
        CL_TODAY: '2026-11-21',
        XDG_CACHE_HOME: join(kim.home, 'cache'),
      }
      const child = spawn(process.execPath, [executable, 'due'], { env, stdio: 'ignore' })
      const bytes = isWhole ? n * 60 : n * 500
      kim.line.whenPassed('server', before + bytes, () => child.kill('SIGKILL'))
      await new Promise((resolve) => child.on('exit', resolve))
    }
    await kim.all('due')
    const there = await withEngine(place, (engine) =>
      engine.transaction('read', () => engine.cells<[string]>(sql`select note from touches order by id`)),
    )
    expect(there.map(([note]) => note)).toEqual(notes)
    for (const { line } of sides) line.close()
  }, 3_600_000)
})
