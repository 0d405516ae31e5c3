import { isAbsolute, join } from 'node:path'

/** The platform's folder for caches, in which nobody else may write; undefined where it cannot be told. */
export function cacheFolder({ env, platform }: Pick<NodeJS.Process, 'env' | 'platform'>): string | undefined {
  const home = env['HOME'] ?? ''
  const xdg = env['XDG_CACHE_HOME'] ?? ''
  const base =
    platform === 'win32'
      ? (env['LOCALAPPDATA'] ?? '')
      : platform === 'darwin'
        ? join(home, 'Library', 'Caches')
        : isAbsolute(xdg)
          ? xdg
          : join(home, '.cache')
  return isAbsolute(base) ? join(base, 'customer-love') : undefined
}
