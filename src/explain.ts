import { roomOf } from '#cli/streams.ts'
import type { World } from '#cli/world.ts'
import { answered, cut, visible } from '#views/text.ts'
import { ChangeNotShown, UserError } from './errors.ts'
import { hintText, type Quote, quoteFor } from './hints.ts'
import { inSource } from './stack.ts'
import { version } from './version.ts'

/** Columns: a whole name or path, but not a book pasted in its place. */
const longestLine = 1_000

/** @returns the exit code */
export function explain(thrown: unknown, world: World): number {
  const changeMade = thrown instanceof ChangeNotShown
  const error = changeMade ? thrown.cause : thrown
  const { code } = (error ?? {}) as NodeJS.ErrnoException
  if (code === 'EPIPE') return 0 // a reader who closed the pipe has seen enough
  const lines = [...(changeMade ? [thrown.message] : []), ...linesFor(error, changeMade, quoteFor(world.platform))]
  const fitting = (line: string) => (error instanceof UserError ? answered(line, roomOf(world.stderr)) : [line])
  try {
    world.stderr.write(
      lines
        .flatMap((line) => fitting(cut(visible(line), longestLine)))
        .join('\n')
        .concat('\n'),
    )
  } catch {
    // Nobody can be told: standard error is closed.
  }
  return error instanceof UserError ? error.exitCode : 1
}

function linesFor(error: unknown, changeMade: boolean, quote: Quote): string[] {
  if (error instanceof UserError)
    return error.hint === undefined ? [error.message] : [error.message, hintText(error.hint, quote)]
  const { code, stack } = (error ?? {}) as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EIO') return ['The output could not be written: the disk is full, or failed.']
  const state = changeMade ? '' : ' Your book was left as it was.'
  return [`This is a bug in cl ${version}, not your mistake.${state}`, ...inSource(stack ?? String(error)).split('\n')]
}
