import { spawnSync } from 'node:child_process'

/** `code` is null where the program could not be run. */
export type Ended = { code: number | null; out: string }

/** Never runs through a shell, and waits at most ten seconds. */
export function runProgram([program = '', ...args]: string[], input = ''): Ended {
  const { error, status, stdout } = spawnSync(program, args, { input, encoding: 'utf8', timeout: 10_000 })
  return { code: error === undefined ? status : null, out: stdout ?? '' }
}
