import type { Maker } from '#book/changes/makers.ts'
import type { World } from './world.ts'

// A pattern of all control characters by their property would take V8 a millisecond to make.
const controls = /[^\x20-\x7e\u00a0-\uffff]/g

const longest = 200

/**
 * The teammate at this laptop (`me`) makes the changes, where one is set, else the user of this machine.
 * @param me a teammate's name: then a change of the user of this machine is another's, as two people may share that name
 */
export function makerOf({ login }: Pick<World, 'login'>, me: string | null = null): Maker {
  const name = login().replace(controls, '').slice(0, longest).toWellFormed()
  return me === null ? { name, login: name.slice(0, name.indexOf('@') + 1) } : { name: me, login: null }
}
