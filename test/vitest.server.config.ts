import { configDefaults, defineConfig } from 'vitest/config'
import whole from './vitest.config.ts'

/** Tests with their books on a PostgreSQL, by CL_TEST_SERVER: all that look into no file behind the program's back. */
export default defineConfig({
  ...whole,
  test: {
    ...whole.test,
    exclude: configDefaults.exclude,
    globalSetup: ['test/with-servers.ts'],
    env: { ...whole.test?.env, CL_TEST_SERVER: '1', RUNS: '0.05' },
    include: [
      'test/server/**/*.test.ts',
      'test/figures/**/*.test.ts',
      'test/cli/change-hook.test.ts',
      'test/commands/customers/{add,list}.test.ts',
      'test/commands/loops/done.test.ts',
      'test/commands/practices/savings.test.ts',
      'test/commands/due/due.test.ts',
      'test/commands/reports/report.test.ts',
      'test/commands/touches/{history,log}.test.ts',
    ],
  },
})
