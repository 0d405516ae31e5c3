// Makes the programs of dist out of src. esbuild cuts src into parts, wherever something is loaded on demand. A program is one
// file with the parts that its commands need; it loads any other part from a file that lies beside it.
import { readdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Names of parts: `part-main.js`, with which each program begins, and names of their contents for others. */
const named = { entryNames: 'part-[name]', chunkNames: 'part-[name]-[hash]' }

/** The words by which esbuild loads a part on demand. */
const onDemand = /\bimport\(("\.\/part-[^"]+")\)/g

/** The part with which every program begins. */
const first = './part-main.js'

const moduleScope = 'exports, require, module, __filename, __dirname'

// Node runs a program as a module; main.js makes a script of it, and gets a function that makes the module.
const beginning = `(make => typeof module == 'object' ? make(${moduleScope}) : make)(function (${moduleScope}) {`
const end = '})'

/** esbuild's options for a file that main.js makes a script of. */
export const asProgram = { banner: { js: beginning }, footer: { js: end } }

// Before a program loads a part that is not in it, it hands out its own parts: the loaded part then takes these very ones. The
// parts of books on servers are one more program, which is loaded with the first of them; it asks for others while it is not
// made yet, and hands out nothing.
const handingOut = (takingServers) => `
const load = require, within = new Map, pathOf = name => __dirname + load('node:path').sep + name.slice(2), handOut = name => ({
  loaded: true,
  get exports() { return within.get(name) ?? (within.set(name, module.exports.part(name)), within.get(name)) },
})
require = Object.assign(name => {
  if (name.startsWith('./part-') && !handOut.isDone && module.exports.names) {
    handOut.isDone = true
    for (const each of module.exports.names) load.cache[pathOf(each)] = handOut(each)
  }
  if (!handOut.areServersLoaded && ${JSON.stringify(takingServers)}.includes(name)) {
    handOut.areServersLoaded = true
    const { names, part } = load('./main.js').load('servers')
    for (const each of names) load.cache[pathOf(each)] = { loaded: true, exports: part(each) }
  }
  return load(name)
}, load)
`

/** The text of a program: the exports of its first part, and every part by its name. */
function textOf(parts, exportsOf) {
  const imports = parts.map(
    (name, part) =>
      `import { ${exportsOf[name].map((each, index) => `${each} as _${part}_${index}`).join(', ')} } from '${name}'`,
  )
  const made = (name, part) =>
    exportsOf[name].map((each, index) => `get ${each}() { return _${part}_${index} }`).join(', ')
  const cases = parts.map((name, part) => `case '${name}': return { __esModule: true, ${made(name, part)} }`)
  return `export * from '${parts[0]}'
    ${imports.join('\n')}
    export const names = ${JSON.stringify(parts)}
    export function part(name) { switch (name) { ${cases.join('\n')} } }`
}

/**
 * Cuts src into parts, each also a file of dist that can be loaded by itself.
 * @param build esbuild's `build`
 * @param shared esbuild's options for all files of dist
 * @param ofSource esbuild's options for files made of src
 * @param entry the file of src that every program begins with
 */
export async function partsOf(build, { dist, shared, ofSource, entry }) {
  const cut = join(dist, 'cut')
  const { metafile } = await build({
    ...shared,
    ...ofSource,
    ...named,
    minifySyntax: false,
    minifyWhitespace: false,
    splitting: true,
    format: 'esm',
    sourcemap: 'inline',
    metafile: true,
    entryPoints: [entry],
    outdir: cut,
  })
  const made = new Map(Object.entries(metafile.outputs).map(([path, part]) => [path.replace(/^.*\//, './'), part]))
  const exportsOf = Object.fromEntries([...made].map(([name, { exports }]) => [name, exports]))

  const beside = {
    name: 'parts-beside',
    setup: (bundler) =>
      bundler.onResolve({ filter: /^\.\// }, ({ path, kind }) =>
        kind === 'entry-point' ? undefined : { path, external: true },
      ),
  }
  const asModules = { ...shared, format: 'cjs', supported: { 'dynamic-import': false }, sourcemap: 'external' }
  await build({
    ...asModules,
    entryPoints: readdirSync(cut).map((file) => join(cut, file)),
    outdir: dist,
    plugins: [beside],
  })

  const within = (parts) => ({
    name: 'parts-within',
    setup(bundler) {
      bundler.onResolve({ filter: /^program$/ }, ({ path }) => ({ path, namespace: 'program' }))
      bundler.onLoad({ filter: /./, namespace: 'program' }, () => ({
        contents: textOf(parts, exportsOf),
        resolveDir: cut,
      }))
      bundler.onResolve({ filter: /^\.\// }, ({ path }) =>
        parts.includes(path) ? { path: join(cut, path) } : { path, external: true },
      )
      bundler.onLoad({ filter: /part-[^/\\]*\.js$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8')
        const isWithin = (name) => parts.includes(JSON.parse(name))
        const taken = text.replace(onDemand, (all, name) =>
          isWithin(name) ? `Promise.resolve(partWithin(${name}))` : all,
        )
        return { contents: taken === text ? text : `${taken}\nimport { part as partWithin } from 'program'` }
      })
    },
  })

  /** A part, and all that are loaded with it. */
  function withOthers(name, found = new Set()) {
    if (found.has(name)) return found
    found.add(name)
    for (const { path, external } of loadedBy(name)) if (!external) withOthers(path.replace(/^.*\//, './'), found)
    return found
  }

  const loadedBy = (name) => made.get(name).imports.filter(({ kind }) => kind === 'import-statement')

  /** True for a part with which one of the large libraries is loaded. */
  const takesLibrary = (name) =>
    [...withOthers(name)].some((each) => loadedBy(each).some(({ path, external }) => external && path.startsWith('./')))

  return {
    metafile,

    /** The parts that these lines need, which are typed one after the other. */
    async partsFor(lines, type) {
      const require = createRequire(join(dist, 'main.js'))
      const nameOf = (path) => path.replace(dist, './')
      const loaded = () => Object.keys(require.cache).filter((path) => made.has(nameOf(path)))
      const program = require(first)
      for (const line of lines) await type(program, line)
      const parts = loaded().map(nameOf)
      for (const path of loaded()) delete require.cache[path]
      return parts.filter((name) => !takesLibrary(name))
    },

    /** The parts that are loaded with the one of this name. */
    partsWith: (named) => [...withOthers([...made.keys()].find((name) => name.startsWith(`./part-${named}-`)))],

    /** The parts with which one of these is loaded. */
    partsTaking: (some) => [...made.keys()].filter((name) => [...withOthers(name)].some((each) => some.includes(each))),

    makeProgram: (name, parts, takingServers) =>
      build({
        ...asModules,
        entryPoints: ['program'],
        outfile: join(dist, `${name}.js`),
        banner: { js: beginning + handingOut(takingServers) },
        footer: { js: end },
        plugins: [within(parts)],
      }),

    clear: () => rmSync(cut, { recursive: true }),
  }
}
