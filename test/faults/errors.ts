import { join } from 'node:path'
import { cl, type Said } from './cl.ts'
import { copyFolder } from './folders.ts'
import { chosenScenarios, type Harness, type Session } from './harness.ts'
import { isStack, judge } from './judge.ts'
import type { Prepared } from './prepared.ts'
import { type DiskError, diskErrors, Plan } from './shim.ts'
import { Tally } from './tally.ts'

/** The share of the calls to try that each of the four errors has, once and for good. */
const partOfCalls = 0.2

/** The share of the tries that are followed by the next day’s work, too. */
const goesOn = 0.2

/**
 * Has each call that changes a file fail, once and from there on, as full, broken and read-only disks do; then compares the
 * files with the message.
 */
export const errors: Harness = async (session) => {
  const plan = new Plan(process.env['FAULTS_PLAN'])
  const tallies = Object.fromEntries(
    diskErrors.map((error) => [error, new Tally(`${error} at a file call, once or from there on`)]),
  ) as Record<DiskError, Tally>
  for await (const prepared of chosenScenarios(session)) {
    const { random, most } = session
    await play(prepared, session, plan, () => plan.arm('nothing'))
    const calls = Array.from({ length: plan.calls }, (_, n) => n + 1)
    for (const error of diskErrors) {
      for (const deed of ['fail once', 'fail from here'] as const) {
        for (const call of random.some(calls, Math.ceil(most * partOfCalls))) {
          const said = await play(prepared, session, plan, () => plan.arm(deed, call, error))
          plan.arm('nothing')
          const at = `${error} ${deed === 'fail once' ? 'at' : 'from'} call ${call} of ${calls.length}`
          await judgeMessage(prepared, session, said, at, tallies[error])
        }
      }
    }
    session.progress(`${prepared.name}: ${calls.length} calls`, ...Object.values(tallies))
  }
  plan.close()
  return Object.values(tallies)
}

/** Runs a command in its folder, and has the calls count from there. */
async function play({ from, argv, around }: Prepared, { work }: Session, plan: Plan, arm: () => void): Promise<Said> {
  const folder = join(work, 'play')
  plan.arm('nothing')
  copyFolder(from, folder)
  arm()
  return cl(folder, argv, around)
}

/** A message's claim about the change. */
function claimIn({ code, out, err }: Said): 'made' | 'not made' | 'unknown' {
  if (code === 0 || /The change is in the book|The others are in the book/.test(err) || /^Erased: /m.test(out))
    return 'made'
  return /the change may be in .+, or not|may be there, or not|may be of version \d+, or not/.test(err)
    ? 'unknown'
    : 'not made'
}

async function judgeMessage(
  prepared: Prepared,
  { work, random }: Session,
  said: Said,
  at: string,
  tally: Tally,
): Promise<void> {
  tally.runs += 1
  const where = `${prepared.name}, ${at}`
  const text = said.err.trim()
  if (isStack(said)) tally.add('stacks', `${where}: ${text}`)
  else if (said.code !== 0 && (said.code !== 1 || text === ''))
    tally.add('misled', `${where}: ${said.code}, and says "${text}"`)
  const acknowledged = said.code === 0
  const broken = { acknowledged, at, work, tally, said: text, goesOn: random.happens(goesOn) }
  const found = await judge(join(work, 'play'), prepared, broken)
  const claim = claimIn(said)
  if (found === 'step' && /is as it was/.test(text) && !/was brought up to/.test(text))
    tally.add('misled', `${where}: half-way, and says "${text}"`)
  if (claim === 'not made' && found === 'after') tally.add('misled', `${where}: it is done, and says "${text}"`)
  if (claim === 'made' && !acknowledged && found !== 'after')
    tally.add('misled', `${where}: it is not done, and says "${text}"`)
}
