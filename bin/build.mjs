// Makes dist: main.js, which loads cl.js, the whole program in one file, with cl.cache, what V8 makes of it; and a file
// for each large library that is loaded on demand.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const { build } = await import('esbuild').catch(() => {
  console.error('What cl is built with is not installed here. Type: npm ci')
  process.exit(1)
})

const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

/** Puts something small in the place of a module that the program has no use for. */
const instead = (name, filter, contents) => ({
  name,
  setup(bundler) {
    bundler.onResolve({ filter }, ({ path, namespace }) => (namespace === name ? undefined : { path, namespace: name }))
    bundler.onLoad({ filter: /.*/, namespace: name }, () => ({ contents, resolveDir: root }))
  },
})

// commander asks for child_process to run programs beside it; loading it takes longer than commander itself.
const childProcessOnUse = instead(
  'child-process-on-use',
  /^(node:)?child_process$/,
  'module.exports = { get spawn() { return process.getBuiltinModule("child_process").spawn } }',
)
// Few texts are measured by it, and its patterns take their time to be made.
const widthOnUse = instead(
  'width-on-use',
  /^fast-string-truncated-width$/,
  'let measure; export default (text) => (measure ??= require("fast-string-truncated-width").default)(text)',
)
// The engine finds the driver's native part itself.
const noSearchForBindings = instead('no-search-for-bindings', /^bindings$/, 'module.exports = undefined')
// Whether there is colour is decided in output.ts; chalk need not look at the terminal.
const colourDecidedByUs = instead('colour-decided-by-us', /^#supports-color$/, 'export default {}')

/** Libraries that only some commands need, and the file that each becomes. */
const onDemand = {
  inquirer: 'inquirer',
  '@inquirer/core': 'inquirer-core',
  'chrono-node/en': 'chrono-node',
  'csv-stringify/sync': 'csv-stringify',
  'fastest-levenshtein': 'fastest-levenshtein',
  'libphonenumber-js/min': 'libphonenumber',
  'csv-parse': 'csv-parse',
  'ical.js': 'ical',
  'iconv-lite': 'iconv-lite',
}
const inFilesOfTheirOwn = {
  name: 'in-files-of-their-own',
  setup(bundler) {
    bundler.onResolve({ filter: /./ }, ({ path, namespace }) => {
      if (namespace === 'on-demand') return { path, external: true }
      return Object.hasOwn(onDemand, path) ? { path: `./${onDemand[path]}.js`, namespace: 'on-demand' } : undefined
    })
    bundler.onLoad({ filter: /./, namespace: 'on-demand' }, ({ path }) => ({
      contents: `export * from "${path}"; export { default } from "${path}"`,
    }))
  },
}

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  minify: true,
  legalComments: 'linked',
  charset: 'ascii',
  logLevel: 'warning',
}

rmSync(`${root}dist`, { recursive: true, force: true })
const program = await build({
  ...shared,
  metafile: true,
  entryPoints: ['src/main.ts'],
  outfile: 'dist/cl.js',
  define: { CL_VERSION: JSON.stringify(version), 'import.meta.url': 'bundleUrl' },
  plugins: [childProcessOnUse, widthOnUse, noSearchForBindings, colourDecidedByUs, inFilesOfTheirOwn],
  banner: { js: '(function (module, require, bundleUrl) {' },
  footer: { js: '})' },
})
await build({ ...shared, entryPoints: ['src/launch.ts'], outfile: 'dist/main.js' })
const libraries = await build({
  ...shared,
  metafile: true,
  entryPoints: Object.entries(onDemand).map(([library, file]) => ({ in: library, out: file })),
  outdir: 'dist',
})
writeFileSync(`${root}dist/LICENSES.txt`, licensesOf([program, libraries]))
writeFileSync(`${root}dist/package.json`, '{ "type": "commonjs" }\n')

// The bundle is read byte by byte, which is right only while every byte is a character.
if (readFileSync(`${root}dist/cl.js`).some((byte) => byte > 0x7f)) throw new Error('dist/cl.js is not plain ASCII.')
await cacheWhatEachMorningNeeds()

/** The licenses of the packages whose code is in the bundles, one after the other. */
function licensesOf(results) {
  const files = results.flatMap(({ metafile }) => Object.keys(metafile.inputs))
  const folders = files.flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [])
  return [...new Set(folders)]
    .sort()
    .map((folder) => {
      const name = folder.replace(/^.*node_modules\//, '')
      const file = readdirSync(join(root, folder)).find((each) => /^licen[cs]e/i.test(each))
      const { license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
      return `${name} (${license})\n\n${file ? readFileSync(join(root, folder, file), 'utf8').trim() : 'No text of its own.'}\n`
    })
    .join(`\n${'-'.repeat(80)}\n\n`)
}

/** Runs the everyday commands once, and keeps what V8 compiled for them. */
async function cacheWhatEachMorningNeeds() {
  const { program, script } = createRequire(import.meta.url)(`${root}dist/main.js`).load(`${root}dist`)
  const folder = mkdtempSync(join(tmpdir(), 'cl-build-'))
  const silent = { write() {}, isTerminal: false, columns: undefined }
  const world = {
    env: { CL_BOOK: join(folder, 'book.db') },
    platform: process.platform,
    home: () => folder,
    now: () => new Date(),
    stdout: silent,
    stderr: silent,
    stdinIsTerminal: false,
    readStdin: async () => '',
  }
  const everyday = [
    ['add', 'Acme'],
    ['log', 'acme', 'call', 'all good'],
    ['log', 'acme', 'complaint', '--on', '2020-01-01'],
    ['due'],
    ['show', 'acme'],
    ['stats'],
    ['--version'],
  ]
  try {
    for (const argv of everyday) {
      const exitCode = await program.run(argv, world)
      if (exitCode !== 0) throw new Error(`cl ${argv.join(' ')} failed with ${exitCode}`)
    }
    writeFileSync(`${root}dist/cl.cache`, script.createCachedData())
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
