import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fuzz, mutated } from '../import/read/fuzz.ts'
import { seeds } from '../import/read/seeds.ts'
import { shop } from './books.ts'
import { cl } from './cl.ts'
import { copyFolder } from './folders.ts'
import type { Harness } from './harness.ts'
import { isStack } from './judge.ts'
import { stateOf } from './state.ts'
import { Tally } from './tally.ts'

const kinds = ['csv', 'vcard', 'ics', 'friends', 'mail', 'json', 'xlsx'] as const
const endings = { csv: 'csv', vcard: 'vcf', ics: 'ics', friends: 'md', mail: 'mbox', json: 'json', xlsx: 'xlsx' }

/** Reads mutated inputs of every format, and imports some of them: all or nothing, and never a stack. */
export const inputs: Harness = async ({ work, seed, random, most, progress }) => {
  const read = new Tally(`mutated input read (${kinds.length} formats)`)
  const imported = new Tally('mutated file imported')
  const [from, folder] = [join(work, 'from'), join(work, 'importing')]
  await shop(from)
  const before = stateOf(join(from, 'book.db'), work).digest
  for (const kind of kinds) {
    const count = 250 * most
    for (const found of await fuzz(kind, [...seeds[kind]], count, seed)) read.add('stacks', `${kind}: ${found}`)
    read.runs += count
    for (let n = 0; n < 2 * most; n += 1) {
      copyFolder(from, folder)
      const file = `file.${endings[kind]}`
      const bytes = mutated([...seeds[kind]], random.next)
      writeFileSync(join(folder, file), bytes)
      const options = random.one([
        [],
        [],
        ['--skip-bad', 'bad.txt'],
        ['--doubtful', 'same'],
        ['--doubtful', 'new'],
        ['--dry-run'],
      ])
      const said = await cl(folder, ['import', file, ...options])
      const where = `${kind} ${options.join(' ')}: ${JSON.stringify(bytes.toString('latin1').slice(0, 200))}`
      imported.runs += 1
      if (isStack(said)) imported.add('stacks', `${where}: ${said.err}`)
      const { digest, damage } = stateOf(join(folder, 'book.db'), work)
      const isAsBefore = digest === before
      if (damage !== null) imported.add('half', `${where}: ${damage}`)
      if (said.code !== 0 && !isAsBefore)
        imported.add('half', `${where}: refused, and the book has changed: ${said.err}`)
      if (/Imported /.test(said.err) === isAsBefore)
        imported.add('misled', `${where}: ${said.code}, and says ${said.err}`)
      if (said.code !== 0 && said.err.trim() === '') imported.add('misled', `${where}: ${said.code}, and says nothing`)
    }
    progress(kind, read, imported)
  }
  return [read, imported]
}
