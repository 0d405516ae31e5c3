import type { Maker } from '#book/makers.ts'
import type { World } from './world.ts'

/** The longest name that a change keeps. */
const longest = 200

/**
 * Who makes changes here: the teammate at this laptop, where one is said to be, else the user of this machine.
 * @param me a teammate's name; the users of two machines may be called the same
 */
export function makerOf({ login }: Pick<World, 'login'>, me: string | null = null): Maker {
  if (me !== null) return { name: me, login: `${me}@` }
  const name = login()
    .replace(/\p{Cc}/gu, '')
    .slice(0, longest)
    .toWellFormed()
  return { name, login: name.slice(0, name.indexOf('@') + 1) }
}
