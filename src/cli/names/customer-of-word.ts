import type { Reader } from '#book/engine.ts'
import type { Kind } from '#domain/customers/customer.ts'
import { isOneName } from '#domain/customers/name-keys.ts'
import { customersBeginning, type FoundCustomer } from '#tables/customers/handles.ts'

/** The only one whose name or alias has a word that begins so, where it stands there whole; else undefined. */
export async function customerOfWord(
  db: Reader,
  word: string,
  wanted: Kind = 'customer',
): Promise<FoundCustomer | undefined> {
  const [one, ...others] = await customersBeginning(db, word)
  const isWhole = one?.how.split(/[\s,]+/).some((each) => isOneName(each, word))
  return isWhole && others.length === 0 && one?.kind === wanted ? one : undefined
}
