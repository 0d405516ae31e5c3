import { join } from 'node:path'
import { clAsProgram, type Said } from './cl.ts'
import { Disk, type LossModel, lossModels, type Start, startOf, writeFolder } from './disk.ts'
import { copyFolder, digestOf } from './folders.ts'
import { chosenScenarios, type Harness, type Session } from './harness.ts'
import { judge } from './judge.ts'
import { isAcknowledged, type Prepared } from './prepared.ts'
import { type Call, callsIn } from './record.ts'
import { Plan } from './shim.ts'
import { Tally } from './tally.ts'

/** At least so many cuts of a command are tried for the proof that it bites. */
const proofCuts = 25

/** The share of the cuts that are followed by the next day’s work, too: it takes as long as all else. */
const goesOn = 0.2

/**
 * Records the calls of a command, and cuts the power after each of them: the disk is worked out anew under three models of
 * its losses, and cl looks at it. Then once more with syncs that do nothing, which has to be found out.
 */
export const power: Harness = async (session) => {
  const tallies = [
    ...lossModels.map((model) => new Tally(`power cut, ${model}`)),
    new Tally('power cut, with every fsync ignored: the proof that it bites', true),
  ]
  const proof = tallies.at(-1)
  for await (const prepared of chosenScenarios(session)) {
    const recorded = record(prepared, session)
    for (const [place, model] of lossModels.entries()) {
      const tally = tallies[place]
      if (tally) await cutAll(session, prepared, recorded, { model, syncs: true, tally })
    }
    // A sample needs no more of it than one that bites.
    if (proof && !prepared.before && (session.most > proofCuts || proof.count === 0))
      await cutAll(session, prepared, recorded, { model: 'sectors', syncs: false, tally: proof })
    session.progress(`${prepared.name}: ${recorded.calls.length} calls`, ...tallies)
  }
  return tallies
}

type Recorded = { root: string; start: Start; calls: Call[] }

function record({ argv, around, from }: Prepared, { work, shim }: Session): Recorded {
  const [root, path, plan] = [join(work, 'play'), join(work, 'record'), new Plan()]
  copyFolder(from, root)
  const start = startOf(root)
  const env = { ...around.env, ...plan.environment(shim, root, path) }
  const { code, err } = clAsProgram(root, argv, { ...around, env })
  plan.close()
  if (code !== 0) throw new Error(`cl ${argv.join(' ')} ended with ${code} when it was recorded: ${err}`)
  return { root, start, calls: callsIn(path) }
}

/** Cuts the power after each call, or after some of them, and judges the disk that is left. */
async function cutAll(
  { work, most, random }: Session,
  prepared: Prepared,
  { root, start, calls }: Recorded,
  { model, syncs, tally }: { model: LossModel; syncs: boolean; tally: Tally },
): Promise<void> {
  const disk = new Disk(root, start)
  const said: Said = { code: null, out: '', err: '' }
  const places = calls.map((_, place) => place)
  const cuts = new Set(random.some(places, syncs ? most : Math.max(most, proofCuts)))
  const seen = new Set<string>()
  for (const [place, call] of calls.entries()) {
    disk.take(call, syncs)
    if (call.what === 'said') said[call.number === '1' ? 'out' : 'err'] += call.bytes.toString('utf8')
    if (!cuts.has(place)) continue
    const acknowledged = isAcknowledged(said, prepared)
    tally.runs += 1
    const left = disk.afterCut(model, random)
    // A disk like an earlier one is not judged again.
    const key = `${digestOf(left)} ${acknowledged}`
    if (seen.has(key)) continue
    seen.add(key)
    writeFolder(root, left)
    const at = `cut after call ${place + 1} of ${calls.length} (${call.what})`
    await judge(root, prepared, { acknowledged, at, work, tally, goesOn: random.happens(goesOn) })
  }
}
