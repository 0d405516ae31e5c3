// Makes dist: main.js, which loads the program of an everyday command, such as due.js, or all.js, the whole program; beside
// each a map to src and a code cache of V8; and a file for each large library that is loaded on demand.
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { asProgram, partsOf } from './programs.mjs'

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
  `const made = () => process.getBuiltinModule("child_process")
  module.exports = { get spawn() { return made().spawn }, get spawnSync() { return made().spawnSync } }`,
)
// As a module it takes a quarter of a millisecond: Node reads each of its properties.
const processInPlace = instead('process-in-place', /^(node:)?process$/, 'module.exports = process')
// Node takes its time to make these three. A program gets the `require` of main.js, which finds packages just as well. Of this one
// only our own files ask: as a module, it lets no build pass that misses a name here.
const osOnUse = instead(
  'os-on-use',
  /^node:os$/,
  ['homedir', 'hostname', 'tmpdir', 'userInfo']
    .map((name) => `export const ${name} = () => require("node:os").${name}()`)
    .join('\n'),
)
const cryptoOnUse = instead(
  'crypto-on-use',
  /^(node:)?crypto$/,
  `let crypto
  for (const name of ["createHash", "createHmac", "hash", "pbkdf2Sync", "randomBytes"])
    exports[name] = (...given) => (crypto ??= require("node:crypto"))[name](...given)`,
)
const tlsOnUse = instead(
  'tls-on-use',
  /^(node:)?tls$/,
  'module.exports = { connect: (options) => require("node:tls").connect(options) }',
)
// The driver asks for the time only to connect anew later, and it is never left to do that.
const clockOfProcess = instead(
  'clock-of-process',
  /^perf_hooks$/,
  'module.exports = { performance: { now: () => process.uptime() * 1000 } }',
)
const v8OnUse = instead(
  'v8-on-use',
  /^node:v8$/,
  'module.exports = { setFlagsFromString: (flag) => require("node:v8").setFlagsFromString(flag) }',
)
// Large objects and replication, which nothing here asks of the driver of a server.
const noLargeObjects = instead('no-large-objects', /^\.\/(large|subscribe)\.js$/, 'module.exports = () => {}')
const moduleOnUse = instead(
  'module-on-use',
  /^node:module$/,
  'module.exports = { createRequire: () => require, get SourceMap() { return require("node:module").SourceMap } }',
)
// Few texts are measured by it, and its patterns take their time to be made.
const widthOnUse = instead(
  'width-on-use',
  /^fast-string-truncated-width$/,
  'let measure; export default (text) => (measure ??= require("fast-string-truncated-width").default)(text)',
)
// Programs have their colours at hand, and most of their lines print none.
const coloursOnUse = instead(
  'colours-on-use',
  /^chalk$/,
  'export function Chalk(options) { return new (require("chalk").Chalk)(options) }',
)
// commander asks for its help before any is wanted.
const helpOnUse = instead(
  'help-on-use',
  /^\.\/(lib\/)?help\.js$/,
  `const made = () => require("./commander-help.js")
  module.exports = { Help: function () { return new (made().Help)() }, stripColor: (text) => made().stripColor(text) }`,
)
// Methods of a driver that are never called here.
const noOtherMethods = instead(
  'no-other-methods',
  /^\.\/methods\/(aggregate|backup|explain|serialize|table|transaction)$/,
  'module.exports = undefined',
)
// Of the two drivers only that of this Node is made.
const driverOf = (name, isItsNode) =>
  instead(`driver-${name}`, new RegExp(`^${name}$`), `module.exports = ${isItsNode} ? require('${name}') : undefined`)
const node = 'Number.parseInt(process.versions.node, 10)'
const driverOfNode20 = driverOf('better-sqlite3-node20', `${node} < 22`)
const newestDriver = driverOf('better-sqlite3', `${node} >= 22`)
// The engine finds the driver's native part itself.
const noSearchForBindings = instead(
  'no-search-for-bindings',
  /^(bindings|\.\/binding)$/,
  'exports.getBinding = (part) => part',
)
// A workbook's shared texts, in a tenth of the memory.
const sharedStringsAsTexts = instead(
  'shared-strings-as-texts',
  /^\.\/shared-strings\.mjs$/,
  'export { parseSharedStrings } from "./src/formats/workbook/shared-strings.ts"',
)
// output.ts decides about colour; chalk need not look at the terminal.
const colourDecidedByUs = instead('colour-decided-by-us', /^#supports-color$/, 'export default {}')

/** Libraries that only some commands need, or our part of one, and the file that each becomes. */
const onDemand = {
  inquirer: 'inquirer',
  '@inquirer/core': 'inquirer-core',
  'chrono-node/en': 'chrono-node',
  'csv-stringify/sync': 'csv-stringify',
  'fastest-levenshtein': 'fastest-levenshtein',
  'libphonenumber-js/min': 'libphonenumber',
  'csv-parse': 'csv-parse',
  chardet: 'chardet',
  'hucre/xlsx': 'hucre',
  'ical.js': 'ical',
  './echarts.ts': 'echarts',
  './sdk.ts': 'mcp',
  'iconv-lite': 'iconv-lite',
  'postal-mime': 'postal-mime',
  'commander/lib/help.js': 'commander-help',
}
// Of a module of Node's that a bundle imports, each property would be copied, and all but a few are never asked for.
const nodeInPlace = {
  name: 'node-in-place',
  setup(bundler) {
    bundler.onResolve({ filter: /^(fs|net|os|stream)$/ }, ({ path, namespace }) =>
      namespace === 'node-in-place' ? { path, external: true } : { path, namespace: 'node-in-place' },
    )
    bundler.onLoad({ filter: /./, namespace: 'node-in-place' }, ({ path }) => ({
      contents: `export default require("${path}")`,
    }))
  },
}
/** The library that a book on a server asks with each command: with a code cache, as a program. */
const driverOfServers = {
  name: 'driver-of-servers',
  setup(bundler) {
    bundler.onResolve({ filter: /^postgres$/ }, ({ path }) => ({ path, namespace: 'driver-of-servers' }))
    bundler.onResolve({ filter: /./, namespace: 'driver-of-servers' }, ({ path }) => ({ path, external: true }))
    bundler.onLoad({ filter: /./, namespace: 'driver-of-servers' }, () => ({
      contents: `import { load } from "./main.js"
        let made
        const driver = () => (made ??= load("postgres").default)
        export default new Proxy(() => {}, { apply: (_, self, given) => driver()(...given), get: (_, name) => driver()[name] })`,
    }))
  },
}
/** Paths to our part of a library, where the library does not name it. */
const ours = {
  'commander/lib/help.js': 'node_modules/commander/lib/help.js',
  './echarts.ts': 'src/formats/echarts.ts',
  './sdk.ts': 'src/mcp/sdk.ts',
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

/** The programs, with lines that are typed into each to see what it needs. A command without a program of its own is in `all`. */
const everyday = {
  log: [['log', 'acme', 'call', 'all good']],
  due: [['due'], ['due', '--count']],
  show: [['show', 'acme']],
  list: [['list']],
  stats: [['stats']],
  report: [['report'], ['report', '--csv']],
  morning: [['morning'], ['morning', '--tag', 'nobody']],
  // A shell asks how a line goes on.
  complete: [
    ['complete', 'bash', 'log', 'ac'],
    ['complete', 'bash', 'lo'],
  ],
}
const all = [
  ['add', 'Acme', '--phone', '+1 352 555 0160', '--tag', 'wholesale'],
  ['add', 'Old Mill', '--since', '2020-01-01'],
  ['edit', 'acme', '--every', '2w'],
  ['promise', 'acme', 'send the list by friday'],
  ['loops'],
  ['wait', '5', 'the mill'],
  ['loop', '5'],
  ['done', '5'],
  ['date', 'acme', 'birthday', '5 mar'],
  ['dates'],
  ['learn', 'acme', 'tea, no sugar'],
  ['facts', 'acme'],
  ['save', 'acme', '--time', '1h30', 'one delivery instead of two'],
  ['savings'],
  ['log', 'acme', 'call', 'all good'],
  ['history', 'acme'],
  ['touch', '1'],
  ['amend', '1', '--on', 'yesterday'],
  ['snooze', 'mill', 'in 2 weeks'],
  ['why', 'acme'],
  ['config'],
  ['config', 'set', 'visit.every', '6w'],
  ['undo'],
  ['redo'],
  ['undo', '--list'],
  ['moments'],
  ['doctor'],
  ['--help'],
]
const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  // Names stay as they are: a stack is to be read.
  minifySyntax: true,
  minifyWhitespace: true,
  sourcesContent: false,
  legalComments: 'linked',
  charset: 'ascii',
  logLevel: 'warning',
}

const ofSource = {
  external: ['./commander-help.js'],
  define: { CL_VERSION: JSON.stringify(version), CL_FOLDER: '__dirname' },
  plugins: [
    childProcessOnUse,
    processInPlace,
    osOnUse,
    cryptoOnUse,
    tlsOnUse,
    v8OnUse,
    moduleOnUse,
    widthOnUse,
    coloursOnUse,
    helpOnUse,
    noOtherMethods,
    driverOfNode20,
    newestDriver,
    noSearchForBindings,
    colourDecidedByUs,
    inFilesOfTheirOwn,
    driverOfServers,
  ],
}

const dist = `${root}dist/`
rmSync(dist, { recursive: true, force: true })
await build({
  ...shared,
  entryPoints: ['src/launch.ts'],
  outfile: 'dist/main.js',
  sourcemap: 'external',
  define: { CL_VERSION: JSON.stringify(version), CL_EVERYDAY: JSON.stringify(Object.keys(everyday)) },
})
writeFileSync(`${dist}package.json`, '{ "type": "commonjs" }\n')
const require = createRequire(dist)
const { cacheOf, run, scriptOf } = require('./main.js')
const libraries = await build({
  ...shared,
  metafile: true,
  entryPoints: Object.entries(onDemand).map(([library, file]) => ({
    in: ours[library] ?? library,
    out: file,
  })),
  outdir: 'dist',
  plugins: [sharedStringsAsTexts],
})
const driver = await build({
  ...shared,
  ...asProgram,
  metafile: true,
  entryPoints: ['postgres'],
  outfile: 'dist/postgres.js',
  plugins: [cryptoOnUse, tlsOnUse, clockOfProcess, noLargeObjects, nodeInPlace],
})
keepAllThatV8Makes('postgres')
const { manual, table } = await madeOfDefinitions()
writeFileSync(`${dist}cl.1`, manual)
const parts = await partsOf(build, {
  dist,
  shared,
  ofSource: { ...ofSource, define: { ...ofSource.define, CL_TABLE: JSON.stringify(JSON.stringify(table)) } },
  entry: 'src/main.ts',
})
writeFileSync(`${dist}LICENSES.txt`, licensesOf([parts, libraries, driver]))
const programs = [['all', all], ...Object.entries(everyday)]
const forServers = await inShop(async (type) => {
  const within = new Map()
  for (const [name, lines] of programs) within.set(name, await parts.partsFor(lines, type))
  const all = [...within.values()]
  const others = new Set(all.flat())
  const takingServers = parts.partsTaking(parts.partsWith('server-book', 'address').filter((name) => !others.has(name)))
  const withServers = parts.partsWith('server-book', 'address', 'laptop')
  const ofServers = withServers.filter((name) => !all.every((own) => own.includes(name)))
  const forServers = parts.partsBehind(ofServers)
  for (const [name, own] of within) await parts.makeProgram(name, own, forServers, takingServers)
  await parts.makeProgram('count', parts.partsWith('kept-count'), [], [])
  await parts.makePartsOneByOne('servers', ofServers)
  return forServers
})
parts.clear()
keepAllThatV8Makes('servers')
keepAllThatV8Makes('count')
await inShop(async (type) => {
  for (const [name, lines] of programs) await keepWhatV8Makes(name, lines, type)
})

/** The results of the commands' own definitions: the manual, and the table of completion. */
async function madeOfDefinitions() {
  await build({ ...shared, ...ofSource, entryPoints: ['src/build-time.ts'], outfile: 'dist/definitions.js' })
  const made = await require('./definitions.js').madeOfDefinitions()
  rmSync(`${dist}definitions.js`)
  return made
}

/** A list of the packages with code in the bundles, and then their licences, one after the other. */
function licensesOf(results) {
  const files = results.flatMap(({ metafile }) => Object.keys(metafile.inputs))
  const folders = files.flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [])
  const packages = new Map()
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
    const file = readdirSync(join(root, folder)).find((each) => /^licen[cs]e/i.test(each))
    const text = file ? readFileSync(join(root, folder, file), 'utf8').trim() : 'No text of its own.'
    packages.set(`${name} ${version} (${license})`, text)
  }
  const sorted = [...packages].sort(([one], [other]) => (one < other ? -1 : 1))
  const list = ['Besides cl itself, this folder is made of:', '', ...sorted.map(([title]) => title), ''].join('\n')
  return [list, ...sorted.map(([title, text]) => `${title}\n\n${text}\n`)].join(`\n${'-'.repeat(80)}\n\n`)
}

/**
 * Does work on the sample book, in a folder that is gone afterwards. A line is typed at a terminal, and an everyday one also
 * where its output goes into a file: programs hold what users run. A line that fails, fails the build.
 */
async function inShop(work) {
  const folder = mkdtempSync(join(tmpdir(), 'cl-build-'))
  const book = join(folder, 'book.db')
  const file = openSync(join(folder, 'output'), 'w')
  const terminal = { write() {}, isTerminal: true, columns: 80, rows: 24 }
  // The pages of cl morning have the process's own terminal.
  const keys = Object.assign(new PassThrough(), { setRawMode() {} })
  const own = { stdin: keys, stderr: new PassThrough().resume() }
  const processOwn = Object.keys(own).map((name) => [name, Object.getOwnPropertyDescriptor(process, name)])
  for (const [name, value] of Object.entries(own)) Object.defineProperty(process, name, { value, configurable: true })
  const worldOf = ({ processWorld }, screen) => ({
    __proto__: processWorld(),
    env: { CL_BOOK: book },
    home: () => folder,
    login: () => 'anna@laptop',
    stdout: screen,
    stderr: terminal,
    stdinIsTerminal: true,
    readStdin: async () => '',
    page: async () => true,
  })
  const type = async (program, line) => {
    const screens = Object.hasOwn(everyday, line[0]) ? [terminal, program.sink(file)] : [terminal]
    for (const screen of screens) {
      if (line.join() === 'morning') keys.write('q')
      const exitCode = await program.run(line, worldOf(program, screen))
      if (exitCode !== 0) throw new Error(`cl ${line.join(' ')} failed with ${exitCode}`)
    }
  }
  try {
    await parts.partsFor([['demo', '--book', book]], type)
    return await work(type)
  } finally {
    for (const [name, descriptor] of processOwn) Object.defineProperty(process, name, descriptor)
    closeSync(file)
    rmSync(folder, { recursive: true })
  }
}

/** The text of a made file. It is read byte by byte, which is right only while every byte is a character. */
function textOf(name) {
  const text = readFileSync(`${dist}${name}.js`)
  if (text.some((byte) => byte > 0x7f)) throw new Error(`dist/${name}.js is not plain ASCII.`)
  return text
}

/** Keeps V8's code cache of all functions of a library: no line that is typed here runs it. */
function keepAllThatV8Makes(name) {
  const text = textOf(name)
  setFlagsFromString('--no-lazy')
  const script = scriptOf(name, text.toString('latin1'))
  setFlagsFromString('--lazy') // V8 takes no cache of another setting
  writeFileSync(`${dist}${name}.cache`, cacheOf(text, script))
}

/** Runs a program with its lines, and keeps V8's code cache of the functions that ran. */
async function keepWhatV8Makes(name, lines, type) {
  const text = textOf(name)
  const script = scriptOf(name, text.toString('latin1'))
  const program = run(script)
  for (const line of lines) await type(program, line)
  // No server is asked here.
  for (const part of forServers) if (program.names().includes(part)) program.part(part)
  writeFileSync(`${dist}${name}.cache`, cacheOf(text, script))
}
