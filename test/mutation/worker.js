import { relative } from 'node:path'
import { createVitest } from 'vitest/node'

/** The file that is changed just now, and its changed text. */
let changed = { path: '', text: '' }

const changing = {
  name: 'mutant',
  enforce: 'pre',
  transform: (code, id) => (id === changed.path ? { code: changed.text, map: null } : { code, map: null }),
}

/** Runs the tests in the order in which they are named: the fast ones first. */
class AsNamed {
  shard = (files) => files
  sort = (files) => files.toSorted((a, b) => order.indexOf(a.moduleId) - order.indexOf(b.moduleId))
}
let order = []

const vitest = await createVitest(
  'test',
  {
    config: 'test/vitest.unit.config.ts',
    exclude: [],
    // A small part of the runs of each property finds most faults that all of them find.
    env: { RUNS: process.env.RUNS ?? '0.03' },
    setupFiles: ['test/setup.ts', 'test/mutation/setup.ts'],
    watch: false,
    pool: 'threads',
    maxWorkers: 1,
    bail: 1,
    sequence: { sequencer: AsNamed },
    reporters: [{}],
  },
  { plugins: [changing] },
)
await vitest.standalone()

const specificationsOf = new Map()
async function specifications(tests) {
  const key = tests.join()
  const found = specificationsOf.get(key) ?? (await vitest.globTestSpecifications(tests))
  specificationsOf.set(key, found)
  order = tests.flatMap((test) =>
    found.map(({ moduleId }) => moduleId).filter((id) => id.includes(test) && !order.includes(id)),
  )
  return found
}

/** The file and the first of its tests that failed; the file alone where it did not even begin. */
function nameOf(module) {
  const [test] = module.children.allTests('failed')
  const file = relative('', module.moduleId)
  return test ? `${file}: ${test.fullName}` : file
}

/** The first test that fails for a changed text of a file; null where no test notices. */
async function noticed({ path, text, tests, named }) {
  for (const each of [changed.path, path]) vitest.invalidateFile(each)
  changed = { path, text }
  order = []
  if (named) vitest.setGlobalTestNamePattern(named.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  else vitest.resetGlobalTestNamePattern()
  const wanted = await specifications(tests)
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(wanted)
  // Modules of earlier runs are among them.
  const isOfThisRun = ({ moduleId }) => wanted.some((each) => each.moduleId === moduleId)
  const failed = testModules.find((module) => isOfThisRun(module) && module.state() === 'failed')
  if (failed) return nameOf(failed)
  return unhandledErrors.length > 0 ? 'an error that no test caught' : null
}

process.on('message', async (job) => process.send({ by: await noticed(job) }))
process.on('disconnect', () => process.exit())
process.send({ by: null })
