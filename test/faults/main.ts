import { mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { damage } from './damage.ts'
import { errors } from './errors.ts'
import { root } from './folders.ts'
import type { Harness, Session } from './harness.ts'
import { inputs } from './inputs.ts'
import { type Job, runJobs } from './jobs.ts'
import { kills } from './kills.ts'
import { lines } from './lines.ts'
import { power } from './power.ts'
import { race } from './races.ts'
import { Random } from './random.ts'
import { compiledShim } from './shim.ts'
import { examplesOf, type Tally, tableOf } from './tally.ts'
import { typeHere } from './typist.ts'

/** Every harness. `parts`: the number of jobs into which all of its scenarios are divided. */
const harnesses: Record<string, { harness: Harness; needsShim: boolean; parts: number }> = {
  kills: { harness: kills, needsShim: true, parts: 3 },
  power: { harness: power, needsShim: true, parts: 3 },
  errors: { harness: errors, needsShim: true, parts: 3 },
  damage: { harness: damage, needsShim: false, parts: 1 },
  races: { harness: race, needsShim: false, parts: 1 },
  inputs: { harness: inputs, needsShim: false, parts: 1 },
  lines: { harness: lines, needsShim: false, parts: 1 },
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '20261126' },
    sample: { type: 'string' },
    most: { type: 'string', default: '80' },
    only: { type: 'string', default: '' },
    jobs: { type: 'string', default: '1' },
    part: { type: 'string', default: '0/1' },
  },
})
const sample = values.sample === undefined ? null : Number(values.sample)
const say = (text: string) => process.stderr.write(`${text}\n`)
const sum = (numbers: number[]) => numbers.reduce((all, each) => all + each, 0)

function harnessNamed(name: string) {
  const found = harnesses[name]
  if (!found) throw new Error(`There is no harness ${name}: ${Object.keys(harnesses).join(', ')}`)
  return found
}

/** All jobs, each in a process of its own; then the table. */
async function runAll(): Promise<void> {
  const compiled = compiledShim(tmpdir(), join(root, 'test/faults/shim.c'))
  const wanted = positionals.length > 0 ? positionals : Object.keys(harnesses)
  const jobs = wanted.flatMap((name): Job[] => {
    const { needsShim, parts } = harnessNamed(name)
    if (needsShim && 'without' in compiled) {
      say(`${name}: left out, ${compiled.without}`)
      return []
    }
    const count = sample === null ? parts : 1
    return Array.from({ length: count }, (_, part) => ({ name, part: `${part}/${count}` }))
  })
  say(`seed ${values.seed}${sample === null ? '' : `, a sample of ${sample}`}`)
  const given = [
    '--seed',
    values.seed,
    '--only',
    values.only,
    '--most',
    values.most,
    ...(sample === null ? [] : ['--sample', String(sample)]),
  ]
  const tallies = await runJobs(jobs, given, Number(values.jobs), 'shim' in compiled ? compiled.shim : null)
  for (const tally of tallies.filter(({ count, isProof }) => count > 0 && !isProof)) say(examplesOf(tally))
  process.stdout.write(`${tableOf(tallies)}\n`)
  process.exitCode = tallies.some(({ isBad }) => isBad) ? 1 : 0
}

/** One job, in this process, which prints its findings as JSON. */
async function runOne(name: string): Promise<void> {
  const [part = 0, parts = 1] = values.part.split('/').map(Number)
  const seed = Number(values.seed) + part
  const work = join(tmpdir(), 'work')
  mkdirSync(work)
  const progress: Session['progress'] = (what, ...soFar) => {
    const [tries, found] = [
      sum(soFar.map(({ runs }) => runs)),
      sum(soFar.map(({ isProof, count }) => (isProof ? 0 : count))),
    ]
    say(`  ${name} ${values.part}: ${what}; so far ${tries} tries, ${found} findings`)
  }
  const tallies: Tally[] = await harnessNamed(name).harness({
    work,
    shim: process.env['FAULTS_SHIM'] ?? '',
    seed,
    random: new Random(seed),
    scenarios: sample ?? Number.POSITIVE_INFINITY,
    most: sample === null ? Number(values.most) : 1,
    wants: (each, place) => place % parts === part && each.includes(values.only),
    progress,
  })
  process.stdout.write(JSON.stringify(tallies))
}

process.umask(0o077)
const [first = '', second = ''] = positionals
if (first === 'typist') await typeHere(second, JSON.parse(readFileSync(0, 'utf8')))
else if (process.env['FAULTS_JOB'] !== undefined) await runOne(first)
else await runAll()
