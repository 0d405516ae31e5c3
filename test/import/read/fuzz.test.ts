import { expect, it } from 'vitest'
import { runs } from '../../runs.ts'
import { fuzz } from './fuzz.ts'
import { seeds } from './seeds.ts'

const inputs = runs(Number(process.env['FUZZ_RUNS'] ?? 10_000))
const seed = Number(process.env['FUZZ_SEED'] ?? 20261121)

it.each(['csv', 'xlsx', 'vcard', 'ics', 'friends', 'mail', 'json'] as const)(
  `%s: ${inputs} mutated inputs from seed ${seed} end in our own errors, each within a second`,
  async (kind) => {
    expect(await fuzz(kind, [...seeds[kind]], inputs, seed)).toEqual([])
  },
)
