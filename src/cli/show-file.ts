import { spawnSync } from 'node:child_process'

/** What shows a file in the program that the user has for its kind, on each platform. */
function programFor(platform: NodeJS.Platform, path: string): [program: string, args: string[]] {
  if (platform === 'darwin') return ['open', [path]]
  // The first text in quotes is the title of a window.
  return platform === 'win32' ? ['cmd', ['/c', 'start', '""', path]] : ['xdg-open', [path]]
}

/** Shows a file in the program that the user has for its kind, such as the browser. @returns whether that program began */
export function showFile(path: string, platform: NodeJS.Platform): boolean {
  const { error, status } = spawnSync(...programFor(platform, path), { stdio: 'ignore', timeout: 10_000 })
  return error === undefined && status === 0
}
