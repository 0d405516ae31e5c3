import { spawnSync } from 'node:child_process'

/** The end of another program: its exit code, or null where it could not be run; and its output. */
export type Ended = { code: number | null; out: string }

/** Runs another program, never through a shell, and waits for it for at most ten seconds. */
export function runProgram([program = '', ...args]: string[], input = ''): Ended {
  const { error, status, stdout } = spawnSync(program, args, { input, encoding: 'utf8', timeout: 10_000 })
  return { code: error === undefined ? status : null, out: stdout ?? '' }
}
