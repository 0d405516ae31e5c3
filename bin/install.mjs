// Makes the part of the database that Node 20 needs, in native/: npm runs it at each installation. For Node 22 and newer the
// package of the driver has that part, for eight platforms.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const native = join(root, 'native')
const part = join(native, 'node20.node')
const label = join(native, 'node20.txt')

if (Number(process.versions.node.split('.')[0]) < 22) install()

function install() {
  const sources = sourceFolder()
  const { version } = JSON.parse(readFileSync(join(sources, 'package.json'), 'utf8'))
  const madeFor = `better-sqlite3 ${version}, Node ABI ${process.versions.modules}, ${process.platform} ${process.arch}\n`
  if (existsSync(label) && readFileSync(label, 'utf8') === madeFor && loads(part)) return
  const made = join(sources, 'build', 'Release', 'better_sqlite3.node')
  // npm before 11.16 runs the driver's own step, which may have made it.
  const log = loads(made) ? '' : make(sources, made)
  if (!loads(made)) fail(log)
  mkdirSync(native, { recursive: true })
  rmSync(label, { force: true })
  // A new file, as another cl may be running with the old one.
  rmSync(part, { force: true })
  copyFileSync(made, part)
  writeFileSync(label, madeFor)
  rmSync(join(sources, 'build'), { recursive: true, force: true })
}

function sourceFolder() {
  try {
    return dirname(createRequire(join(root, 'package.json')).resolve('better-sqlite3-node20/package.json'))
  } catch {
    console.error('The database for Node 20 is an optional package, and was left out. Install without --omit=optional.')
    process.exit(1)
  }
}

/** True when the file is there, and this Node can load it. */
function loads(file) {
  return spawnSync(process.execPath, ['-e', 'require(process.argv[1])', file], { stdio: 'ignore' }).status === 0
}

/**
 * Compiles with the headers that came with this Node, and else as the driver itself would: from a part that its authors
 * made, or with headers from nodejs.org. @returns the output of these programs
 */
function make(sources, made) {
  const prefix = prefixWithHeaders()
  let log = ''
  if (prefix !== undefined) {
    console.error(
      'Compiling the database of cl for Node 20: this takes a minute or two, once. Node 22 needs none of it.',
    )
    log = nodeGyp(sources, [`--nodedir=${prefix}`])
  }
  if (!loads(made)) log += run(sources, readyMade(sources), [])
  if (!loads(made)) log += nodeGyp(sources, [])
  return log
}

/** The folder above `include/node`, if that holds the headers of exactly this Node. */
function prefixWithHeaders() {
  const prefix = dirname(dirname(process.execPath))
  return [process.env['npm_config_nodedir'], prefix].find((each) => each !== undefined && hasHeaders(each))
}

function hasHeaders(prefix) {
  const include = join(prefix, 'include', 'node')
  if (!existsSync(join(include, 'common.gypi')) || !existsSync(join(include, 'node_version.h'))) return false
  const text = readFileSync(join(include, 'node_version.h'), 'utf8')
  const number = (name) => new RegExp(`#define NODE_${name}_VERSION (\\d+)`).exec(text)?.[1]
  return `${number('MAJOR')}.${number('MINOR')}.${number('PATCH')}` === process.versions.node
}

/** The program that fetches a part made by the driver's authors; it is one of the driver's dependencies. */
function readyMade(sources) {
  try {
    return createRequire(join(sources, 'package.json')).resolve('prebuild-install/bin.js')
  } catch {
    return undefined
  }
}

function nodeGyp(sources, options) {
  const npms = process.env['npm_config_node_gyp']
  return run(sources, npms, ['rebuild', '--release', '--jobs=max', ...options])
}

function run(cwd, script, args) {
  if (script === undefined) return ''
  const { stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return `${stdout}${stderr}`
}

function fail(log) {
  const has = (...programs) => programs.some((each) => each && spawnSync(each, ['--version']).status === 0)
  const windows = process.platform === 'win32'
  const missing = [
    ...(has(process.env['PYTHON'], 'python3', 'python') ? [] : ['Python 3']),
    ...(windows || has(process.env['MAKE'], 'make', 'gmake') ? [] : ['make']),
    ...(windows || has(process.env['CXX'], 'c++', 'g++', 'clang++') ? [] : ['a C++ compiler']),
  ]
  if (missing.length === 0) console.error(`${log.trim().split('\n').slice(-12).join('\n')}\n`)
  if (prefixWithHeaders() === undefined) missing.push(`the headers of Node ${process.versions.node} beside it`)
  console.error(`The database of cl could not be compiled for Node ${process.versions.node}.${missing.length > 0 ? ` Not found: ${missing.join(', ')}.` : ''}
The easy way: with Node 22 or newer nothing is compiled. Else install what is missing, then type: npm run install
  Debian, Ubuntu   sudo apt install python3 make g++ libnode-dev
  Fedora           sudo dnf install python3 make gcc-c++ nodejs-devel
  macOS            xcode-select --install
  Windows          winget install Python.Python.3.12 Microsoft.VisualStudio.2022.BuildTools
                   (in its installer choose "Desktop development with C++")
Headers that are not beside Node are fetched from nodejs.org, which needs the internet.`)
  process.exit(1)
}
