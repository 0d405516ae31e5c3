import { createHash } from 'node:crypto'

/** The most characters of a text that is a key itself: an index of a server takes no more than some 2,700 bytes. */
const longest = 200

/** A key as a book keeps it: the text, or a hash of fixed length in the place of a long one. */
export const keptKey = (text: string): string =>
  text.length <= longest ? text : `sha256 ${createHash('sha256').update(text).digest('base64url')}`

/** The key of a touch with a customer: the key of its record, and behind it the customer’s number. */
export const touchKey = (key: string, customerId: number): string => `${keptKey(key)}#${customerId}`

/** The key of a touch (`touchKey`) that was made before long ones were hashed, as it is made now. */
export function touchKeyAnew(key: string): string {
  const [, ofRecord, customerId] = /^(.*)#(\d+)$/s.exec(key) ?? []
  return ofRecord === undefined ? keptKey(key) : touchKey(ofRecord, Number(customerId))
}
