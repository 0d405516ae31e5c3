import { createHash } from 'node:crypto'

/** A longer text is no key itself: an index of a server takes no more than some 2,700 bytes. */
const longest = 200

/** A hash of fixed length stands for a long text. */
export const keptKey = (text: string): string =>
  text.length <= longest ? text : `sha256 ${createHash('sha256').update(text).digest('base64url')}`

/** The customer’s number stands behind the key of the record. */
export const touchKey = (key: string, customerId: number): string => `${keptKey(key)}#${customerId}`

/** The key was made before long ones were hashed. */
export function touchKeyAnew(key: string): string {
  const [, ofRecord, customerId] = /^(.*)#(\d+)$/s.exec(key) ?? []
  return ofRecord === undefined ? keptKey(key) : touchKey(ofRecord, Number(customerId))
}
