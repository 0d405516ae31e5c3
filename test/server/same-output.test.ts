import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sumsOf } from '#book/copy.ts'
import { openSqlite } from '#book/engines/sqlite.ts'
import { bookInMemory } from '../book/memory-book.ts'
import { shop } from '../cl.ts'
import { anyBookAndDay } from '../domain/random-books.ts'
import { hasPostgres } from '../postgres.ts'
import { isWhole, wholeTimeout } from '../runs.ts'
import { addressOf, ownSchema, placeOf, schemaWithBook, sumsIn, withEngine } from '../server.ts'

/** The lines of a shop in some weeks: something for each table, some of it taken back, and some of it refused. */
const written =
  `add "Acme Bakery" --alias acme --email a@acme.example --phone "+1 352 555 0101" --tag vip --every 14d --since 2026-01-10
add "Zoë Café" --birthday "4 Jun" --since 2026-02-01 --goal 5
add "Старый Том" --since 2026-03-01
add Müller
add Kim --team
config set currency EUR
log acme call "all good, привет Ünïcode" --on 2026-10-01 --minutes 20
log acme email invoice --on 2026-10-03
log acme complaint "driver came late" --on 2026-10-05 --with "zoë café"
log mueller email request "a price list" --in --on 2026-10-06
log zoe visit tour - "the yard was a mess" --on 2026-10-07
log zoe email sale "100% 'quoted' \\back" --in --on 2026-11-10
log zoe email news "x" --on 2026-11-12
log acme attempt --on 2026-11-15
log nobody call "x"
promise acme "send the list" --by 2026-11-25
promise zoe "call back"
wait 2 "the supplier"
loops
done 1 --as dropped "no more"
done 1 --on 2026-11-20 kept
learn acme plans "a second oven, by 2027"
learn zoe "plays the cello"
date acme "opening day" 2011-05-02
save acme "one trip less" --money 12.50 --time 30m
log acme savings "told them" --on 2026-11-16
pulse acme 9 "very happy" --on 2026-11-01
pulse zoe 3 --on 2026-11-02
letters add Invoice
letters review Invoice --answers yynyn --note "warmer"
surprise acme --done
snooze mueller 2026-12-24
archive "Старый Том" --why "moved away"
unarchive "Старый Том"
amend 1 --tone =
amend 2 --on 2026-10-04
remove 3
undo
undo
redo
vocabulary channel add radio --spoken
vocabulary purpose set sale --tone +  --past
topics
merge mueller zoe
undo
log acme visit "took the tour" --done --promise "a photo" --by 2026-12-01
undo --list
amend 4 --customer acme
forget "Старый Том" --yes "Старый Том" --json
add "Doe's \\ Diner" --note "line; drop table customers; --"
log --tag vip call "a round" --yes
touch 4
loop 2 --by none
edit acme --phone "+1 352 555 0199" --name "Acme Bakery & Sons"
snooze --all 2026-12-24
savings`.split('\n')

/** The lines that read it, on the day and on an earlier one. */
const read = `due
due --all --json
due --ratio
due --soon 60
due --csv
list
list --sort last
list --sort due --json
list --team
show acme
show zoe --json
show kim
why acme
why zoe
loops
loops --closed --json
history
history --search привет
history --search unicode
history --search "100%"
history --json
history acme --csv
report
report --json
report --csv
report --week 2026-W41
stats
stats --json
moments
reasons
facts acme
facts --topic plans
dates
savings
letters
audit --list
duplicates
topics
vocabulary
export --csv
calendar
undo --list
ask acme`.split('\n')

/** An output without the traces of one laptop: its snapshots, a new book's file, and other laptops that keep copies. */
const plain = (text: string) =>
  text
    .replace(/^A new book was made: .*\n/, '')
    .replace(/, in \d snapshots?/g, '')
    .replace(/^(Each other laptop|The backups of the server).*\n/gm, '')

const days = ['2026-11-21', '2026-10-20']

describe.skipIf(!hasPostgres())('a book on a server says what a file says, to the byte', () => {
  const file = shop()
  const other = shop()
  const schema = schemaWithBook()

  async function onBoth(line: string, day: string) {
    const answers = [
      await file.cl(line, { env: { CL_BOOK: file.book, CL_TODAY: day } }),
      await other.cl(line, { env: { CL_BOOK: await addressOf(await schema), CL_TODAY: day } }),
    ]
    return answers.map(({ code, out, err }) => ({
      line,
      code,
      out: plain(out),
      err: plain(err),
    }))
  }

  it('as it is written', async () => {
    const refused: string[] = []
    for (const line of written) {
      const [one, two] = await onBoth(line, '2026-11-21')
      expect(two).toEqual(one)
      if (one?.code !== 0) refused.push(line)
    }
    expect(refused).toEqual(['log nobody call "x"', 'done 1 --on 2026-11-20 kept', 'loop 2 --by none'])
    const engine = openSqlite(file.book, { readOnly: true })
    const rows = await sumsOf(engine)
    const schemaName = await schema
    engine.close()
    // By its key a change is known that was sent twice: a file has none.
    const say = (text: string) =>
      placeOf(schemaName).then((place) => withEngine(place, (db) => db.founding(() => db.define(text))))
    await say('update changes set key = null')
    const ofServer = await sumsIn(schemaName)
    // A laptop's own receipts, and the days on which it checked its file.
    for (const sums of [rows, ofServer]) for (const table of ['receipts', 'checks']) sums.delete(table)
    expect(ofServer).toEqual(rows)
  })

  it(
    'as it is read, of random books',
    async () => {
      const lines = read.map((line) => line.replace(/acme|zoe|kim/, '1'))
      await fc.assert(
        fc.asyncProperty(anyBookAndDay, async ([book, today]) => {
          const [mine, theirs] = [shop(today), shop(today)]
          const engine = await bookInMemory(book)
          for (const path of [mine.book, theirs.book]) engine.copyTo(path)
          engine.close()
          const address = await addressOf(ownSchema())
          const [here, there] = [{ env: { CL_BOOK: mine.book } }, { env: { CL_BOOK: address } }]
          expect(await theirs.cl(['share', address], { env: { CL_BOOK: theirs.book } })).toMatchObject({ code: 0 })
          for (const line of lines)
            expect([line, await theirs.cl(line, there)]).toEqual([line, await mine.cl(line, here)])
        }),
        { numRuns: isWhole ? 100 : 3, endOnFailure: true },
      )
    },
    wholeTimeout,
  )

  it.each(days)('as it is read on %s', async (day) => {
    for (const line of read) {
      const [one, two] = await onBoth(line, day)
      expect(two).toEqual(one)
    }
  })
})
