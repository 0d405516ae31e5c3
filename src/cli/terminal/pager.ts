import { spawnSync } from 'node:child_process'
import { codeOf } from '#errors.ts'

/** `less` ends at once where all fits, keeps colours, and leaves the page on the screen. */
const usual: [program: string, options: string[]] = ['less', ['-FRX']]

/**
 * Waits until the pager is closed.
 * @param command as a shell takes it; without one, `less -FRX`
 * @returns false where the pager is missing or failed
 */
export function showInPager(command: string | undefined, text: string, env: NodeJS.ProcessEnv): boolean {
  const options = {
    input: text,
    stdio: ['pipe', 'inherit', 'inherit'] as ['pipe', 'inherit', 'inherit'],
    // A `less` of the user's own is to keep colours, too; its lone `:` says nothing of how to leave, and without a locale it would
    // show bytes for accents.
    env: { LESS: 'FRXPs?eq leaves:Space goes on, q leaves.$', LESSCHARSET: 'utf-8', ...env },
  }
  // Ctrl-C is the pager's: it stops a search there.
  const stay = () => {}
  process.on('SIGINT', stay)
  try {
    const { error, status, signal } =
      command === undefined ? spawnSync(...usual, options) : spawnSync(command, { ...options, shell: true })
    // A reader who leaves before the end of the text, or breaks off, has seen enough.
    const isQuit = codeOf(error) === 'EPIPE'
    return signal === 'SIGINT' || (status === 0 && (error === undefined || isQuit))
  } finally {
    process.off('SIGINT', stay)
  }
}
