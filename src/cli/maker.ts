import type { Maker } from '#book/makers.ts'
import type { World } from './world.ts'

/** The longest name that a change keeps. */
const longest = 200

/** Who makes changes here: the user of this machine. */
export function makerOf({ login }: Pick<World, 'login'>): Maker {
  const name = login()
    .replace(/\p{Cc}/gu, '')
    .slice(0, longest)
    .toWellFormed()
  return { name, login: name.slice(0, name.indexOf('@') + 1) }
}
