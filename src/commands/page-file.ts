import type { Command as Commander, OptionValues } from '@commander-js/extra-typings'
import type { Context } from '#cli/context.ts'
import { wrongUsage } from '#errors.ts'

export const withPageOptions = <Args extends unknown[], Options extends OptionValues>(cmd: Commander<Args, Options>) =>
  cmd
    .option('--html <file>', 'as a page for a browser and for paper, into a file')
    .option('--open', 'with --html, and show it')
    .option('--force', 'replace the file, even if cl did not write it')

export type PageOptions = { html?: string; open?: true; force?: true }

/** @throws wrong usage, for `--open` without a file */
export function refuseOpenAlone({ html, open }: PageOptions, command: string): void {
  if (open && html === undefined)
    throw wrongUsage('--open goes with --html.', `As in: cl ${command} --html page.html --open`)
}

/**
 * Writes a page into a file, which replaces an earlier page of ours.
 * @param subject the name of the page, as the beginning of a sentence
 * @throws cannot, when another file has the name, or none can be made
 */
export async function savePage(
  context: Context,
  page: string,
  path: string,
  { open, force }: PageOptions,
  subject: string,
): Promise<void> {
  const { out } = context
  const { madeHere } = await import('#views/html.ts')
  out.save(path, page, { force: force === true || out.isFileWith(path, madeHere) })
  out.say(`${subject} was written to ${path}.`)
  if (open && !(await showFile(context, path))) out.say('No program was found to show it: open it in your browser.')
}

/** @returns true when the user's program for such files began */
async function showFile({ platform, runProgram }: Context, path: string): Promise<boolean> {
  // On Windows, the first text in quotes is the title of a window.
  const lines: Partial<Record<NodeJS.Platform, string[]>> = {
    darwin: ['open', path],
    win32: ['cmd', '/c', 'start', '""', path],
  }
  return (await runProgram(lines[platform] ?? ['xdg-open', path])).code === 0
}
