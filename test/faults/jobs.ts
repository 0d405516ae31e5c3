import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Plan } from './shim.ts'
import { Tally } from './tally.ts'

/** A harness, or a part of its scenarios: `0/2` is the first half. */
export type Job = { name: string; part: string }

/**
 * Runs jobs in processes of their own, so many at once. They run below the shim, so that they can have their own calls fail.
 * @param given the options for each
 * @param shim null for none
 * @returns the findings, each kind of trouble once
 */
export async function runJobs(jobs: Job[], given: string[], atOnce: number, shim: string | null): Promise<Tally[]> {
  const waiting = [...jobs]
  const found = new Map<Job, Tally[]>()
  const worker = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) found.set(job, await run(job, given, shim))
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  const byWhat = new Map<string, Tally>()
  for (const tally of jobs.flatMap((job) => found.get(job) ?? [])) {
    const known = byWhat.get(tally.what) ?? new Tally(tally.what, tally.isProof)
    known.addAll(tally)
    byWhat.set(tally.what, known)
  }
  return [...byWhat.values()]
}

function run({ name, part }: Job, given: string[], shim: string | null): Promise<Tally[]> {
  const [program = ''] = process.argv.slice(1)
  const folder = mkdtempSync(join(tmpdir(), `${name}-`))
  const below = shim && {
    FAULTS_SHIM: shim,
    ...new Plan(join(folder, 'plan')).environment(shim, join(folder, 'work', 'play')),
  }
  const child = spawn(process.execPath, [program, name, '--part', part, ...given], {
    env: { ...process.env, ...below, TMPDIR: folder, FAULTS_JOB: name },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let out = ''
    child.stdout.on('data', (text) => {
      out += text
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(out))
      else reject(new Error(`${name} ended with ${code}`))
    })
  })
}
