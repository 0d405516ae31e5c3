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

// A program looks for a part in itself, then among the parts of books on servers, which are one more program, loaded with the
// first of them; any other part is a file. That file then takes these very parts: Node is handed out those that are made, only
// then, as it takes a memory of its own for each. The servers' program asks as the program that loads it.
const askingFor = (takingServers) => `
{
const load = require, folder = __dirname + load('node:path').sep, pathOf = name => folder + name.slice(2)
const programs = [], made = {}
const within = name => made[name] ??= programs.find(({ names }) => names().includes(name))?.part(name)
const handedOut = name => ({ loaded: true, get exports() { return within(name) } })
const handOut = () => { for (const { names } of programs) for (const name of names()) load.cache[pathOf(name)] ??= handedOut(name) }
const takesServers = name => ${JSON.stringify(takingServers)}.includes(name)
require = Object.assign(name => {
  if (!name.startsWith('./part-')) return load(name)
  programs[0] ??= module.exports
  if (programs.length === 1 && takesServers(name)) {
    programs.push(load('./main.js').load('servers', require))
    if (require.isHandedOut) handOut()
  }
  const there = load.cache[pathOf(name)]?.exports ?? within(name)
  if (there) return there
  if (!require.isHandedOut) {
    require.isHandedOut = true
    handOut()
  }
  return load(name)
}, load)
}
`

/**
 * The text of a program: the exports of its first part, and every part by its name.
 * @param askedFor the parts that the program's own ones load on demand
 * @param forServers the parts that the servers' program asks for; the others are handed out to files beside it
 */
function textOf(parts, exportsOf, askedFor, forServers) {
  const imports = parts.map(
    (name, part) =>
      `import { ${exportsOf[name].map((each, index) => `${each} as _${part}_${index}`).join(', ')} } from '${name}'`,
  )
  const made = (name, part) =>
    `({ __esModule: true, ${exportsOf[name].map((each, index) => `${each}: _${part}_${index}`).join(', ')} })`
  const casesOf = (isIn, inside) =>
    parts.flatMap((name, part) => (isIn(name) ? [`case '${name}': return ${inside(made(name, part))}`] : [])).join('\n')
  // V8 keeps nothing of the inside of a function that is not called, as most of these are not.
  const onCall = (object) => `made(() => ${object})`
  const isForServers = (name) => !askedFor.has(name) && forServers.includes(name)
  return `export * from '${parts[0]}'
    ${imports.join('\n')}
    export const names = () => ${JSON.stringify(parts)}
    const made = (make) => make()
    export function part(name) {
      switch (name) { ${casesOf((name) => askedFor.has(name), onCall)} }
      return partForServers(name)
    }
    function partForServers(name) {
      switch (name) { ${casesOf(isForServers, (object) => object)} }
      return otherPart(name)
    }
    function otherPart(name) {
      switch (name) { ${casesOf((name) => !askedFor.has(name) && !isForServers(name), onCall)} }
    }`
}

/** The text of a program of parts that are made one by one, as they are asked for. */
const textOfOneByOne = (parts) => `
  export const names = () => ${JSON.stringify(parts)}
  export function part(name) {
    switch (name) { ${parts.map((name) => `case '${name}': return require('${name}')`).join('\n')} }
  }`

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
  const nameOf = (path) => path.replace(/^.*\//, './')
  const made = new Map(Object.entries(metafile.outputs).map(([path, part]) => [nameOf(path), part]))
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

  const within = (parts, forServers) => ({
    name: 'parts-within',
    setup(bundler) {
      bundler.onResolve({ filter: /^program$/ }, ({ path }) => ({ path, namespace: 'program' }))
      bundler.onLoad({ filter: /./, namespace: 'program' }, () => ({
        contents: textOf(parts, exportsOf, new Set(parts.flatMap(askedForBy)), forServers),
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

  const oneByOne = (parts) => ({
    name: 'parts-one-by-one',
    setup(bundler) {
      bundler.onResolve({ filter: /^program$/ }, ({ path }) => ({ path, namespace: 'program' }))
      bundler.onLoad({ filter: /./, namespace: 'program' }, () => ({
        contents: textOfOneByOne(parts),
        resolveDir: cut,
      }))
      bundler.onResolve({ filter: /^\.\// }, ({ path, namespace }) =>
        namespace === 'program' ? { path: join(cut, path) } : { path, external: true },
      )
    },
  })

  const makeOf = (name, plugin, banner) =>
    build({
      ...asModules,
      entryPoints: ['program'],
      outfile: join(dist, `${name}.js`),
      banner: { js: banner },
      footer: { js: end },
      plugins: [plugin],
    })

  /** A part, and all that are loaded with it. */
  function withOthers(name, found = new Set()) {
    if (found.has(name)) return found
    found.add(name)
    for (const each of namesBehind(name)) withOthers(each, found)
    return found
  }

  const askedForBy = (name) =>
    made.get(name).imports.flatMap(({ kind, path }) => (kind === 'dynamic-import' ? [nameOf(path)] : []))
  const loadedBy = (name) => made.get(name).imports.filter(({ kind }) => kind === 'import-statement')
  const namesBehind = (name) => loadedBy(name).flatMap(({ path, external }) => (external ? [] : [nameOf(path)]))

  /** True for a part with which one of the large libraries is loaded. */
  const takesLibrary = (name) =>
    [...withOthers(name)].some((each) => loadedBy(each).some(({ path, external }) => external && path.startsWith('./')))

  return {
    metafile,

    /** The parts that these lines need, which are typed one after the other. */
    async partsFor(lines, type) {
      const require = createRequire(join(dist, 'main.js'))
      const loaded = () => Object.keys(require.cache).filter((path) => path.startsWith(dist) && made.has(nameOf(path)))
      const program = require(first)
      for (const line of lines) await type(program, line)
      const parts = loaded().map(nameOf)
      for (const path of loaded()) delete require.cache[path]
      return parts.filter((name) => !takesLibrary(name))
    },

    /** The parts that are loaded with those of these names. */
    partsWith: (...names) => {
      const parts = names.map((named) => [...made.keys()].find((name) => name.startsWith(`./part-${named}-`)))
      return [...new Set(parts.flatMap((name) => [...withOthers(name)]))]
    },

    /** The other parts that one of these loads itself. */
    partsBehind: (some) =>
      [...made.keys()].filter((name) => !some.includes(name) && some.some((each) => namesBehind(each).includes(name))),

    /** The parts with which one of these is loaded. */
    partsTaking: (some) => [...made.keys()].filter((name) => [...withOthers(name)].some((each) => some.includes(each))),

    /**
     * @param forServers the parts that the program of books on servers asks for
     * @param takingServers the parts before which that one is loaded
     */
    makeProgram: (name, parts, forServers, takingServers) =>
      makeOf(name, within(parts, forServers), beginning + askingFor(takingServers)),

    /** Makes a program that makes its parts as they are asked for: each of them only where the program that asks has it not. */
    makePartsOneByOne: (name, parts) => makeOf(name, oneByOne(parts), beginning),

    clear: () => rmSync(cut, { recursive: true }),
  }
}
