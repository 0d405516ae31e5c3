import { emailsIn } from './emails.ts'
import { phoneWithin } from './phone.ts'

/** A phone number, an e-mail or a postal address; `option` is the one of `cl edit` that keeps it. */
type Contact = { option: 'phone' | 'email' | 'address'; value: string }

/** Words that say that digits are a phone number: an order has a number as well. */
const ofPhones =
  /\b(?:(?:tele?)?(?:phone|fon|fono)|mobile?|cell|handy|tel|whatsapp|landline|(?:new|her|his|their) number)\b/i
const addressAtEnd =
  /^(?:(?:their|her|his|the|new|neue|home|shop) )*(?:address|adresse)(?: is(?: now)?|:| now)?:? (.*\d.*)$/i

/** The way to reach somebody that a text tells of: `her new mobile is 0176 1234567`; undefined for none. */
export function contactIn(text: string): Contact | undefined {
  const email = emailsIn(text).find((each) => /^\S+@\S+$/.test(each))
  if (email !== undefined) return { option: 'email', value: email }
  const phone = ofPhones.test(text) ? phoneWithin(text) : null
  if (phone !== null) return { option: 'phone', value: phone }
  const [, address] = addressAtEnd.exec(text) ?? []
  return address === undefined ? undefined : { option: 'address', value: address }
}
