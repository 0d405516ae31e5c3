import type { Context } from './context.ts'

/** Shows a file in the program that the user has for its kind, such as the browser. @returns true when that program began */
export async function showFile({ platform, runProgram }: Context, path: string): Promise<boolean> {
  // On Windows, the first text in quotes is the title of a window.
  const lines: Partial<Record<NodeJS.Platform, string[]>> = {
    darwin: ['open', path],
    win32: ['cmd', '/c', 'start', '""', path],
  }
  return (await runProgram(lines[platform] ?? ['xdg-open', path])).code === 0
}
