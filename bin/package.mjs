// Makes an archive of all that cl needs on this platform, Node included: CONTRIBUTING.md, "Make an archive".
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const { NODE_OPTIONS: _ofThisNode, ...env } = process.env

/** The time of every file in the archive, so that it does not tell its making: npm gives this one to its own. */
const time = '1985-10-26T08:15:00Z'

/** The libraries that a Node may ask a system for: the C library's and the compiler's. */
const ofEverySystem = /^(linux-vdso|ld-linux[-\w]*|lib(c|m|dl|rt|pthread|gcc_s|stdc\+\+))\.so/

const { values } = parseArgs({
  options: {
    node: { type: 'string', default: process.execPath },
    license: { type: 'string' },
    to: { type: 'string', default: root },
    unpacked: { type: 'boolean', default: false },
  },
})
process.umask(0o022)
if (process.platform !== 'linux') fail('Archives are made on Linux. CONTRIBUTING.md says what other platforms ask for.')
const node = describedNode(realpathSync(values.node))
const name = `customer-love-${version}-linux-${node.arch}`
if (values.unpacked) fill(join(resolve(values.to), name))
else makeArchive(join(resolve(values.to), `${name}.tar.xz`))

/** Builds with that Node, whose code cache no other takes, and packs what was built. */
function makeArchive(archive) {
  mkdirSync(dirname(archive), { recursive: true })
  const folder = mkdtempSync(join(tmpdir(), 'cl-package-'))
  try {
    buildWith(node.path)
    fill(join(folder, name))
    tryIt(join(folder, name))
    const sorted = ['--sort=name', `--mtime=${time}`, '--owner=0', '--group=0', '--numeric-owner', '--format=ustar']
    const more = { env: { ...env, XZ_OPT: '-9 --threads=1' } }
    execFileSync('tar', ['--create', '--xz', ...sorted, `--file=${archive}`, `--directory=${folder}`, name], more)
    console.log(
      `${archive}: ${megabytes(archive)} MB; of it Node ${megabytes(join(folder, name, 'bin/node'))} unpacked`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
    if (node.path !== realpathSync(process.execPath)) buildWith(process.execPath)
  }
}

function buildWith(path) {
  for (const step of ['install.mjs', 'build.mjs'])
    execFileSync(path, [join(root, 'bin', step)], { env, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Makes the folder of the archive from the built files. */
function fill(folder) {
  const put = (from, where, mode = 0o644) => {
    mkdirSync(dirname(join(folder, where)), { recursive: true })
    copyFileSync(from, join(folder, where))
    chmodSync(join(folder, where), mode)
  }
  const write = (where, text) => {
    mkdirSync(dirname(join(folder, where)), { recursive: true })
    writeFileSync(join(folder, where), text)
  }
  const part = nativePart()
  const places = { 'cl.1': 'share/man/man1/cl.1', 'LICENSES.txt': 'licenses/parts.txt' }
  rmSync(folder, { recursive: true, force: true })
  for (const file of readdirSync(join(root, 'dist'))) put(join(root, 'dist', file), places[file] ?? `dist/${file}`)
  for (const file of ['cl.js', 'package.json']) put(join(root, 'bin', file), `bin/${file}`)
  for (const file of part.files) put(join(root, file), file)
  put(join(root, 'bin/archive/cl'), 'bin/cl', 0o755)
  put(node.path, 'bin/node', 0o755)
  strip(join(folder, 'bin/node'))
  put(join(root, 'bin/archive/install.sh'), 'install.sh', 0o755)
  put(join(root, 'LICENSE'), 'LICENSE')
  put(licenseOfNode(), 'licenses/node.txt')
  const completions = {
    bash: 'bash-completion/completions/cl',
    zsh: 'zsh/site-functions/_cl',
    fish: 'fish/vendor_completions.d/cl.fish',
  }
  for (const [shell, where] of Object.entries(completions))
    write(`share/${where}`, output(join(folder, 'bin/cl'), ['completion', shell]))
  const needs = needsOf([node.path, join(root, part.file)])
  write('VERSION', `customer-love ${version} for linux-${node.arch}, with Node ${node.version.slice(1)}\n${needs}\n`)
  const readme = readFileSync(join(root, 'bin/archive/README.md'), 'utf8')
  write('README.md', readme.replace('{VERSION}', version).replace('{NEEDS}', needs))
}

/** Runs the program of the folder on a book of its own, and asks whether its Node takes the code cache of the build. */
function tryIt(folder) {
  output(join(folder, 'bin/cl'), ['demo', '--book', join(folder, '..', 'sample.db')])
  const question = `console.log(require(process.argv[1]).cachedScript('all') !== undefined)`
  const answer = output(join(folder, 'bin/node'), ['-e', question, join(folder, 'dist/main.js')])
  if (answer !== 'true\n') fail(`The code cache in dist is not of Node ${node.version}.`)
}

/** A Node's path, version and architecture. Ends the program for one that asks for libraries that not every system has. */
function describedNode(path) {
  const question = `const { header } = process.report.getReport()
    console.log(JSON.stringify([process.version, process.arch, header.glibcVersionRuntime !== undefined]))`
  const [nodeVersion, arch, hasGlibc] = JSON.parse(output(path, ['-e', question]))
  const libraries = output('ldd', [path]).match(/^\s*\S+\.so\S*/gm) ?? []
  const more = libraries.map((each) => basename(each.trim())).filter((each) => !ofEverySystem.test(each))
  if (!hasGlibc || more.length > 0)
    fail(
      `${path} needs what not every Linux has: ${more.join(', ') || 'musl'}.`,
      'Name a Node that nodejs.org made: npm run package -- --node FILE',
    )
  return { path, version: nodeVersion, arch }
}

/** The part of the database for that Node, and the files by which the program finds it; from the root. */
function nativePart() {
  if (Number.parseInt(node.version.slice(1), 10) < 22)
    return { file: 'native/node20.node', files: ['native/node20.node'] }
  const driver = 'node_modules/better-sqlite3'
  const file = `${driver}/prebuilds/linux-${node.arch}.node`
  const asked = ['package.json', 'lib/index.js', 'lib/binding.js']
  return { file, files: [file, ...asked.map((each) => `${driver}/${each}`)] }
}

/** Takes out the parts that only debuggers read, if there is a `strip`. */
function strip(file) {
  try {
    execFileSync('strip', [file], { stdio: 'ignore' })
  } catch {
    console.error('There is no strip here (Debian: binutils): Node stays as large as it is.')
  }
}

/** The file of a Node's licence: beside it, or in the place of Debian's and npm's packages. */
function licenseOfNode() {
  const prefix = dirname(dirname(node.path))
  const places = ['LICENSE', 'share/doc/nodejs/LICENSE', `node_modules/node-linux-${node.arch}/LICENSE`]
  const found = [values.license, ...places.map((each) => join(prefix, each))].find((each) => each && existsSync(each))
  return found ?? fail(`The licence of ${node.path} is not beside it. Name it: npm run package -- --license FILE`)
}

/** The needs of these files on a Linux: the newest versions of the two libraries that they name. */
function needsOf(files) {
  const texts = files.map((file) => readFileSync(file, 'latin1'))
  const newest = (library) => {
    const named = texts.flatMap((text) => [...text.matchAll(new RegExp(`\\0${library}_([\\d.]+)(?=\\0)`, 'g'))])
    const sorted = named.map(([, each]) => each).sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    return sorted.at(-1)
  }
  return `Linux on ${node.arch} with glibc ${newest('GLIBC')} and libstdc++ ${newest('GLIBCXX')} or newer`
}

function output(program, args, around = env) {
  return execFileSync(program, args, { env: around, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

function megabytes(file) {
  return (statSync(file).size / 1e6).toFixed(1)
}

function fail(...lines) {
  console.error(lines.join('\n'))
  process.exit(1)
}
