import Fuse from 'fuse.js'

/** The things whose names are nearest to a misspelt one, most similar first. */
export function nearNames<T>(things: T[], nameOf: (thing: T) => string, typed: string, most = 5): T[] {
  const fuse = new Fuse(
    things.map((thing) => ({ name: nameOf(thing), thing })),
    { keys: ['name'], threshold: 0.5, ignoreLocation: true, ignoreDiacritics: true, shouldSort: true },
  )
  return fuse.search(typed.slice(0, 60), { limit: most }).map((found) => found.item.thing)
}
