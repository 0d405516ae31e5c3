import { join } from 'node:path'
import { cl, type Said } from './cl.ts'
import { copyFolder, digestOfFolder, filesBelow } from './folders.ts'
import { chosenScenarios, type Harness, type Session } from './harness.ts'
import { isStack, judge } from './judge.ts'
import type { Found, Prepared } from './prepared.ts'
import { type DiskError, diskErrors, Plan } from './shim.ts'
import { Tally } from './tally.ts'

/** The share of the calls to try that each of the four errors has, once and for good. */
const partOfCalls = 0.2

/** The share of the tries that are followed by the next day’s work, too. */
const goesOnAfter = 0.2

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
    const judged = new Map<string, Found>()
    await play(prepared, session, plan, () => plan.arm('nothing'))
    const calls = Array.from({ length: plan.calls }, (_, n) => n + 1)
    for (const error of diskErrors) {
      for (const deed of ['fail once', 'fail from here'] as const) {
        for (const call of random.some(calls, Math.ceil(most * partOfCalls))) {
          const said = await play(prepared, session, plan, () => plan.arm(deed, call, error))
          plan.arm('nothing')
          const at = `${error} ${deed === 'fail once' ? 'at' : 'from'} call ${call} of ${calls.length}`
          await judgeMessage(prepared, session, { said, at, tally: tallies[error], judged })
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

/** A try: the answer, the place of the failing call, and the verdict on each folder that earlier tries of the command left. */
type Try = { said: Said; at: string; tally: Tally; judged: Map<string, Found> }

async function judgeMessage(prepared: Prepared, session: Session, { said, at, tally, judged }: Try): Promise<void> {
  tally.runs += 1
  const where = `${prepared.name}, ${at}`
  const text = said.err.trim()
  if (isStack(said)) tally.add('stacks', `${where}: ${text}`)
  else if (said.code !== 0 && (said.code !== 1 || text === ''))
    tally.add('misled', `${where}: ${said.code}, and says "${text}"`)
  const found = await foundIn(prepared, session, { said, at, tally, judged })
  const acknowledged = said.code === 0
  const claim = claimIn(said)
  if (found === 'step' && /is as it was/.test(text) && !/was brought up to/.test(text))
    tally.add('misled', `${where}: half-way, and says "${text}"`)
  if (claim === 'not made' && found === 'after') tally.add('misled', `${where}: it is done, and says "${text}"`)
  if (claim === 'made' && !acknowledged && found !== 'after')
    tally.add('misled', `${where}: it is not done, and says "${text}"`)
}

/** The verdict on the change. The same folder is judged once, and where a file is left behind, once for each message. */
async function foundIn(
  prepared: Prepared,
  { work, random }: Session,
  { said, at, tally, judged }: Try,
): Promise<Found> {
  const folder = join(work, 'play')
  const [acknowledged, goesOn] = [said.code === 0, random.happens(goesOnAfter)]
  const named = filesBelow(folder).every((file) => prepared.files.has(file)) ? '' : said.err
  const key = `${digestOfFolder(folder)} ${acknowledged} ${goesOn} ${named}`
  const found =
    judged.get(key) ?? (await judge(folder, prepared, { acknowledged, at, work, tally, said: said.err, goesOn }))
  judged.set(key, found)
  return found
}
