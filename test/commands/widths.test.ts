import { beforeAll, describe, expect, it } from 'vitest'
import { shop } from '../cl.ts'

const written =
  'the walnut loaf was an hour late, and the driver had not said a word of it to anybody who could have told the guests'

/** A shop in which there is something of each kind to show, in words that are longer than any line. */
const busy = shop('2026-11-26')
/** Of words that no column has to break. */
const name = 'Rosenheimer Landbrot Manufaktur Obermeier und Töchter'
beforeAll(() =>
  busy.all(
    `add "Acme" --since 2025-01-01 --note "${written}"`,
    `log acme complaint "${written}" --on 2026-11-24`,
    `log acme email --in "${written}" --on 2026-11-23`,
    `log acme call "${written}"`,
    `promise acme "${written}" --by 2026-11-25`,
    `promise acme "${written}" --by 2026-11-27`,
    'done 3',
    `pulse acme 7 "${written}"`,
    `add "${name}" --company "Brot vom Land AG" --email hello@lb.example --tag wholesale`,
    `add "${name} 2" --email hello@lb.example`,
    'add Kim --team',
    `log "${name}" call "all good" --by kim`,
    `promise "${name}" "an offer" --by 2026-11-30`,
    `save "${name}" --money 1200.50 --time 1h30 "${written}"`,
    `date "${name}" "anniversary of the launch of the steamer" 2001-11-30`,
    `letters add "${written}"`,
    `topics add season "When are you busiest, and ${written}?"`,
    'vocabulary channel add fax --also faxed --also telefax --also facsimile --also photocopied --also transmitted',
    `vocabulary purpose add consultation --meaning "${written}"`,
    `config set shop.name "${name} and ${name}"`,
    'backup',
  ),
)

describe.each([50, 60, 80])('in %i columns', (columns) => {
  it.each([
    'show acme',
    'why acme',
    `show "${name}"`,
    `why "${name}"`,
    'report',
    'audit --questions',
    'audit --list',
    'loops',
    'loops --closed',
    'touch 1',
    'loop 1',
    'history',
    'history --search guests',
    'config',
    'reasons',
    'list',
    'dates',
    'savings',
    'letters',
    'topics',
    'vocabulary',
    'backups',
    'moments',
    'duplicates',
    'undo --list',
    'surprise --ideas',
    'surprise acme',
    'report --by',
    'due --all',
  ])('cl %s fits', async (line) => {
    const { out } = await busy.cl(`${line} --no-color`, { columns })
    expect(out.split('\n').filter((each) => each.length > columns)).toEqual([])
  })

  it.each([
    'config',
    'list',
    'dates',
    'savings',
    'letters',
    'topics',
    'vocabulary',
    'backups',
    'moments',
    'duplicates',
    'undo --list',
    'surprise --ideas',
    'report --by',
    'due --all',
    'loops',
  ])('cl %s cuts nothing that is to be read', async (line) => {
    const inPipe = await busy.cl(line)
    const { out } = await busy.cl(`${line} --no-color`, { columns })
    expect(out).not.toContain('…')
    const read = out.replace(/\s/g, '')
    const rows = inPipe.out.split('\n\n').map((each) => each.slice(each.indexOf('\n')))
    const words = rows.flatMap((each) => each.split(/\s+/))
    expect(words.filter((word) => !read.includes(word))).toEqual([])
  })

  it('cl history cuts notes, and no name', async () => {
    const { out } = await busy.cl('history --no-color', { columns })
    expect(name.split(' ').filter((word) => !out.includes(word))).toEqual([])
  })

  it.each(['show acme', 'why acme', 'loops', 'loops --closed', 'touch 1', 'loop 1'])(
    'cl %s cuts nothing of what was written',
    async (line) => {
      const { out } = await busy.cl(`${line} --no-color`, { columns })
      expect(out.replace(/\s+/g, ' ')).toContain(written.slice(-30))
      expect(out.replace(/ … /g, '')).not.toContain('…')
    },
  )
})

it.each(['show acme', 'why acme', 'report', 'audit --questions', 'touch 1', 'loop 1'])(
  'in a pipe, the words of cl %s wrap at 80 columns',
  async (line) => {
    const { out } = await busy.cl(line)
    const words = out.split('\n').filter((each) => !/^ *#\d+ {2}/.test(each))
    expect(words.filter((each) => each.length > 80)).toEqual([])
  },
)

it.each([50, 80])(
  'what a command did is said in lines that fit %i columns, and in one line in a pipe',
  async (columns) => {
    const own = shop('2026-11-26')
    const lines = [
      'add Acme --phone "+1 352 555 0101" --birthday "5 mar" --tag wholesale --address "12 Baker Street, Springfield"',
      `log acme complaint "${written}"`,
      'log acme yesterday visit --promise "send the list of prices for the walnut loaf"',
      `promise acme "${written}"`,
      'wait 3 the mill in the next village, which is closed until the snow has gone',
      `done 3 -- ${written}`,
      'snooze acme 2w',
      'undo',
    ]
    for (const line of lines) {
      const { code, out } = await own.cl(`${line} --no-color`, { columns })
      expect([code, out.split('\n').filter((each) => each.length > columns)]).toEqual([0, []])
    }
    await own.all('log acme invoice')
    const piped = await own.cl('log acme complaint "late again, by an hour and a half, and nobody had said a word"')
    expect(piped.out.split('\n')[1]).toMatch(/^1:3 over a year, .+ complaint #4 opened$/)
  },
)
