import { contactIn } from '#formats/contact-in-text.ts'
import { type Quote, word } from '#hints.ts'

const called = { phone: 'phone', email: 'e-mail', address: 'address' }

/**
 * The line to type to keep what a text tells of as the customer's own phone, e-mail or address.
 * @returns undefined for a text that tells of none
 */
export function keepingContact(text: string, customer: string, quote: Quote): string | undefined {
  const found = contactIn(text)
  if (!found) return undefined
  const { option, value } = found
  return `To keep it as their ${called[option]}: cl edit ${word(customer, quote)} --${option} ${word(value, quote)}`
}
