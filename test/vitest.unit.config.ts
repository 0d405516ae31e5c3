import { mergeConfig } from 'vitest/config'
import whole from './vitest.config.ts'

/** Tests that answer in seconds: rules, formats, views, sums and rows, with a tenth of the runs of each property. */
export default mergeConfig(whole, {
  test: {
    env: { RUNS: '0.1', FUZZ_RUNS: '1000' },
    exclude: [
      'test/stories/**',
      'test/commands/**',
      'test/import/{command,own-export,bad-input}.test.ts',
      'test/export/**',
      'test/faults/**',
      'test/forget/command.test.ts',
      'test/docs.test.ts',
    ],
  },
})
