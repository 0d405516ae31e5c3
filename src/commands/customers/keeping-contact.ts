import { contactIn } from '#formats/contact-in-text.ts'
import { type Quote, word } from '#hints.ts'

const called = { phone: 'phone', email: 'e-mail', address: 'address' }

/** The line that keeps a phone, e-mail or address in a text as the customer's own; undefined where the text has none. */
export function keepingContact(text: string, customer: string, quote: Quote): string | undefined {
  const found = contactIn(text)
  if (!found) return undefined
  const { option, value } = found
  return `To keep it as their ${called[option]}: cl edit ${word(customer, quote)} --${option} ${word(value, quote)}`
}
