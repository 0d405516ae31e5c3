import { beforeAll, describe, expect, it } from 'vitest'
import { shop } from '../cl.ts'

const written =
  'the walnut loaf was an hour late, and the driver had not said a word of it to anybody who could have told the guests'

/** A shop in which there is something of each kind to show, in words that are longer than any line. */
const busy = shop('2026-11-26')
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
  ),
)

describe.each([50, 80])('in %i columns', (columns) => {
  it.each([
    'show acme',
    'why acme',
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
  ])('cl %s fits', async (line) => {
    const { out } = await busy.cl(`${line} --no-color`, { columns })
    expect(out.split('\n').filter((each) => each.length > columns)).toEqual([])
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
