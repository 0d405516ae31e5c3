import { defineConfig } from 'vitest/config'

export default defineConfig({
  define: {
    CL_VERSION: JSON.stringify('0.0.0-test'),
    CL_FOLDER: JSON.stringify(new URL('../dist', import.meta.url).pathname),
  },
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // Whole programs are started, on machines that may be slow: a test that hangs is what this is for.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
