import type { NamedLoop } from '#domain/loops/loop.ts'

type BadEnd = 'broken' | 'declined' | 'dropped'

/** Beginnings of notes about a loop that did not end well. */
const beginnings: Record<BadEnd, RegExp> = {
  broken: /^(?:broken?|not kept|failed|forgot(?:ten)?|too late|missed|never|did ?n[o']t|could ?n[o']t|not done)\b/i,
  declined: /^(?:declined|refused|rejected|said no|no|can ?(?:no|')t)\b/i,
  dropped: /^(?:dropped|by mistake|opened by mistake|typo|cancell?ed)\b/i,
}

/** Other than kept, done or mended; undefined where the note says nothing else. */
export function outcomeInNote(kind: NamedLoop['kind'], note: string): BadEnd | undefined {
  const ends: BadEnd[] = kind === 'complaint' ? ['dropped'] : ['dropped', kind === 'request' ? 'declined' : 'broken']
  const said = note.replace(/^(?:as|(?:it )?(?:was|is))\s+/i, '')
  return ends.find((end) => beginnings[end].test(said))
}
