import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { guards } from './guards.js'
import { mutantsOf } from './mutants.js'
import { sample } from './sample.js'
import { scopes } from './scopes.js'
import { noticedBy } from './workers.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string' }, seed: { type: 'string' }, quick: { type: 'boolean' } },
})
const most = Number(values.sample ?? Number.POSITIVE_INFINITY)
const seed = Number(values.seed ?? Date.now() % 100_000)
const isWanted = (group, file) =>
  positionals.length === 0 || positionals.some((name) => name === group || file.endsWith(name))

/** The lines that a change touches, as they were and as they are. */
function described(source, { start, end, text }) {
  const from = source.lastIndexOf('\n', start - 1) + 1
  const next = source.indexOf('\n', end)
  const to = next < 0 ? source.length : next
  const inALine = (lines) => lines.trim().replaceAll(/\s*\n\s*/g, ' ')
  const number = source.slice(0, start).split('\n').length
  return `${number}: ${inALine(source.slice(from, to))}\n  → ${inALine(source.slice(from, start) + text + source.slice(end, to))}`
}

async function refuseFailing(path, source, tests) {
  const failing = await noticedBy({ path, text: source, tests })
  if (failing !== null) throw new Error(`Without any change, this fails: ${failing}`)
}

async function tryFile({ group, file, tests, wide }) {
  const [path, source] = [resolve(file), readFileSync(file, 'utf8')]
  const more = values.quick ? [] : wide
  await refuseFailing(path, source, [...tests, ...more])
  const counts = { group, file, mutants: 0, noticed: 0, survived: 0 }
  for (const mutant of sample(mutantsOf(path, source), most, seed)) {
    const text = source.slice(0, mutant.start) + mutant.text + source.slice(mutant.end)
    const by =
      (await noticedBy({ path, text, tests })) ??
      (more.length > 0 ? await noticedBy({ path, text, tests: more }) : null)
    counts.mutants += 1
    if (by !== null) counts.noticed += 1
    else {
      counts.survived += 1
      console.log(`${file}:${described(source, mutant)}`)
    }
  }
  return counts
}

/** Takes out a guard. @throws where it is not there any more */
function without(source, { what, out }) {
  return out.reduce((text, [part, instead]) => {
    if (text.split(part).length !== 2) throw new Error(`The guard is not there: ${what}: ${part}`)
    return text.replace(part, () => instead)
  }, source)
}

async function tryGuard(guard) {
  const { what, file, test } = guard
  const source = readFileSync(file, 'utf8')
  const [testFile, named] = test
  const by = await noticedBy({ path: resolve(file), text: without(source, guard), tests: [testFile], named })
  return { group: 'guards', file, what, noticed: by }
}

const table = []
if (values.sample) console.log(`A sample of ${most} for each file. The same again: --sample ${most} --seed ${seed}`)
for (const scope of scopes.filter(({ group, file }) => isWanted(group, file))) {
  table.push(await tryFile(scope))
  console.table(table.slice(-1))
}
const tried = []
for (const guard of guards.filter(({ file }) => isWanted('guards', file))) {
  tried.push(await tryGuard(guard))
  if (tried.at(-1)?.noticed === null) console.log(`Nobody notices without: ${guard.what} (${guard.file})`)
}
if (table.length > 0) console.table(table)
if (tried.length > 0) console.table(tried)
const isMissed = table.some(({ survived }) => survived > 0) || tried.some(({ noticed }) => noticed === null)
process.exit(isMissed ? 1 : 0)
