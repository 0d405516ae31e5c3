import { wrongUsage } from '#errors.ts'

/** Whether a text can be meant as a phone number: signs that numbers are written with, and at least five digits. */
export const looksLikePhone = (text: string): boolean =>
  /^\+?[\d\s()./-]+$/.test(text) && (text.match(/\d/g)?.length ?? 0) >= 5

/**
 * The form in which phone numbers are compared: E.164 where the number is understood, else its digits.
 * @param country where a number without a country code is from (ISO 3166), if that is known
 * @returns null for a text that cannot be a phone number
 */
export async function phoneKey(text: string, country: string | null): Promise<string | null> {
  if (!looksLikePhone(text.trim())) return null
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/min')
  const parsed = parsePhoneNumberFromString(
    text,
    (country ?? undefined) as Parameters<typeof parsePhoneNumberFromString>[1],
  )
  return parsed?.isPossible() ? parsed.number : text.replace(/[^\d+]/g, '')
}

/** @throws wrong usage, for letters that are no country's code */
export async function checkCountry(code: string): Promise<void> {
  const { isSupportedCountry } = await import('libphonenumber-js/min')
  if (!isSupportedCountry(code)) {
    throw wrongUsage(
      `"${code}" is not a country that has phone numbers.`,
      'Write its two letters, such as US, GB or DE.',
    )
  }
}

/** The digits of a number as it is dialled at home, without the 0 before it; null where there are too few to search for. */
export function homeDigits(text: string): string | null {
  if (!looksLikePhone(text.trim())) return null
  const digits = text.replace(/\D/g, '').replace(/^0+/, '')
  return digits.length >= 7 ? digits : null
}

/** A number as it is dialled from anywhere, `+49 30 0074321`; null where it is not understood as one of that country. */
export async function internationalPhone(text: string, country: string): Promise<string | null> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/min')
  const parsed = parsePhoneNumberFromString(text, country as Parameters<typeof parsePhoneNumberFromString>[1])
  return parsed?.isPossible() ? parsed.formatInternational() : null
}
