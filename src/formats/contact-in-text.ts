import { emailsIn } from './emails.ts'
import { phoneWithin } from './phone.ts'

/** `option` is the one of `cl edit` that keeps it. */
type Contact = { option: 'phone' | 'email' | 'address'; value: string }

/** An order has a number as well as a phone. */
const ofPhones =
  /\b(?:(?:tele?)?(?:phone|fon|fono)|mobile?|cell|handy|tel|whatsapp|landline|(?:new|her|his|their) number)\b/i
const addressAtEnd =
  /^(?:(?:their|her|his|the|new|neue|home|shop) )*(?:address|adresse)(?: is(?: now)?|:| now)?:? (.*\d.*)$/i

/** `her new mobile is 0176 1234567`; undefined for none. */
export function contactIn(text: string): Contact | undefined {
  const email = emailsIn(text).find((each) => /^\S+@\S+$/.test(each))
  if (email !== undefined) return { option: 'email', value: email }
  const phone = ofPhones.test(text) ? phoneWithin(text) : null
  if (phone !== null) return { option: 'phone', value: phone }
  const [, address] = addressAtEnd.exec(text) ?? []
  return address === undefined ? undefined : { option: 'address', value: address }
}
