import type { PageKey } from '#views/due/morning.ts'

export type Became = 'looked after' | 'put off'

/** Words are those behind `cl log NAME`. */
export const logKeys: Record<string, { words: string[]; became: Became }> = {
  c: { words: ['call'], became: 'looked after' },
  v: { words: ['visit'], became: 'looked after' },
  a: { words: ['call', 'attempt'], became: 'put off' },
}

/** The page shows the keys in this order. */
export const keys: PageKey[] = [
  { key: 'c', does: 'called, all well' },
  { key: 'v', does: 'visited' },
  { key: 'a', does: 'no answer' },
  { key: 'd', does: 'done' },
  { key: 'p', does: 'promise' },
  { key: 's', does: 'snooze' },
  { key: 'n', does: 'anything' },
  { key: 'o', does: 'whole page' },
  { key: 'Enter', does: 'next' },
  { key: 'b', does: 'back' },
  { key: 'u', does: 'undo' },
  { key: 'q', does: 'stop' },
]

export const keyNames = keys.map(({ key }) => key.toLowerCase())
