// Tries to make cl lose, halve or misreport a change: npm run faults -- [kills power errors damage races inputs lines]
// [--seed N] [--sample N]. Builds main.ts, compiles the shim, and runs the one below the other.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
// Thousands of books are written and synced, which a disk takes its time for.
const memory = '/dev/shm'
const work = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'cl-faults-'))
const program = join(root, 'node_modules', '.cache', `faults-${process.pid}.mjs`)
// Files that look for others beside them do so where they were, and not where the bundle is.
const placesOfFiles = {
  name: 'places-of-files',
  setup(bundler) {
    bundler.onLoad({ filter: /[/\\]test[/\\].*\.[jt]s$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path))),
      loader: path.endsWith('.ts') ? 'ts' : 'js',
    }))
  },
}
try {
  await build({
    absWorkingDir: root,
    entryPoints: ['test/faults/main.ts'],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    logLevel: 'warning',
    define: {
      CL_VERSION: JSON.stringify(version),
      CL_FOLDER: JSON.stringify(join(root, 'dist')),
    },
    plugins: [placesOfFiles],
  })
  const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], {
    env: { ...process.env, TMPDIR: work, UV_USE_IO_URING: '0' },
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
} finally {
  rmSync(program, { force: true })
  rmSync(work, { recursive: true, force: true })
}
