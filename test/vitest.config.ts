import { statfsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The folder in which Linux keeps files in memory: tests write and sync thousands of books, which takes a disk its time. */
const memory = '/dev/shm'

/** True when memory has room for the books of all tests, 2 GB: a container may have very little. */
function hasRoomInMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize > 2e9
  } catch {
    return false
  }
}

/** Files of minutes that have few lines: a core that begins one of them last has the other wait for it. */
const longest = ['import/read/fuzz', 'faults/faults', 'stories/month', 'stories/two-terminals']

/** Begins with the longest files, also in a clean checkout, where sizes are all that is known of them. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => longest.some((each) => moduleId.includes(`/test/${each}`))
    return (await super.sort(files)).toSorted((a, b) => Number(isLong(b)) - Number(isLong(a)))
  }
}

export default defineConfig({
  define: {
    CL_VERSION: JSON.stringify('0.0.0-test'),
    CL_FOLDER: JSON.stringify(fileURLToPath(new URL('../dist', import.meta.url))),
  },
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['test/**/*.test.ts'],
    // They are in vitest.server.config.ts, with all that they need.
    exclude: [...configDefaults.exclude, 'test/server/**'],
    sequence: { sequencer: LongestFirst },
    setupFiles: ['test/setup.ts'],
    env: hasRoomInMemory() ? { TMPDIR: memory } : {},
    // Loading cl anew for each file takes as long as the tests themselves: a file puts back what it changes.
    isolate: false,
    // One for each core; Vitest itself would leave one of them idle, which is half of a small machine.
    maxWorkers: '100%',
    // The limit is for a test that hangs: whole programs are started, on machines that may have ten times the work they can do.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})
