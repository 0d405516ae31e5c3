import { join } from 'node:path'
import { clAsProgram } from './cl.ts'
import { copyFolder } from './folders.ts'
import { chosenScenarios, type Harness } from './harness.ts'
import { judge } from './judge.ts'
import { isAcknowledged } from './prepared.ts'
import { Plan } from './shim.ts'
import { Tally } from './tally.ts'

/**
 * Kills the built program before each call that changes a file, and at every second one in the middle of a write; then judges
 * the files that are left.
 */
export const kills: Harness = async (session) => {
  const { work, shim, most, random } = session
  const tally = new Tally('killed at a file call')
  const plan = new Plan()
  const folder = join(work, 'play')
  for await (const prepared of chosenScenarios(session)) {
    const environment = { ...prepared.around.env, ...plan.environment(shim, folder) }
    const play = () => {
      copyFolder(prepared.from, folder)
      return clAsProgram(folder, prepared.argv, { ...prepared.around, env: environment })
    }
    plan.arm('nothing')
    play()
    const calls = Array.from({ length: plan.calls }, (_, n) => n + 1)
    for (const call of random.some(calls, most)) {
      plan.arm(call % 2 === 0 ? 'kill half-way' : 'kill', call)
      const said = play()
      if (said.code !== null) throw new Error(`${prepared.name}: not killed at call ${call}: ${said.err}`)
      tally.runs += 1
      const at = `killed at call ${call} of ${calls.length}`
      await judge(folder, prepared, { acknowledged: isAcknowledged(said, prepared), at, work, tally })
    }
    session.progress(`${prepared.name}: ${calls.length} calls`, tally)
  }
  plan.close()
  return [tally]
}
