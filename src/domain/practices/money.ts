import { wrongUsage } from '#errors.ts'

/** Digits, decimals included: sums of amounts up to them are exact. */
const longestAmount = 14
const minutesPerHour = 60

/** @param code three letters @throws wrong usage, for no currency of ISO 4217, as far as is known here */
export function checkCurrency(code: string): void {
  if (!Intl.supportedValuesOf('currency').includes(code)) {
    throw wrongUsage(`"${code}" is not a currency that is known here.`, 'Write its three letters, such as USD or EUR.')
  }
}

/** Two where no currency is set. */
export const decimalsOf = (currency: string | null): number =>
  currency === null
    ? 2
    : (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2)

/** `EUR has 2 decimals`, `JPY has no decimals` */
export function decimalsWords(currency: string | null): string {
  const decimals = decimalsOf(currency)
  const howMany = decimals === 0 ? 'no decimals' : `${decimals} decimal${decimals === 1 ? '' : 's'}`
  return `${currency ?? 'Money without a currency'} has ${howMany}`
}

/** People write signs before or behind an amount. */
const signs = /^[\u00a3$\u20ac]\s?|\s?[\u00a3$\u20ac]$/

/** `1.200,50`: the sign between thousands is another than that before the decimals. */
const ungrouped = (text: string): string =>
  /^\d{1,3}(?:(?:\.\d{3})+,\d{1,2}|(?:,\d{3})+\.\d{1,2})$/.test(text) ? text.replace(/[.,](?=\d{3})/g, '') : text

/**
 * `120`, `120.5`, `120,50` or `1.200,50`, in minor units of the currency.
 * @throws wrong usage, for anything else, for nothing, and for more decimals than the currency has
 */
export function moneyFrom(text: string, currency: string | null): number {
  const [, whole = '', fraction = ''] = /^(\d+)(?:[.,](\d+))?$/.exec(ungrouped(text.trim().replace(signs, ''))) ?? []
  if (whole === '') throw wrongUsage(`"${text}" is not an amount.`, 'Write it like 120 or 120.50, without a sign.')
  const decimals = decimalsOf(currency)
  if (fraction.length > decimals) {
    throw wrongUsage(
      `${decimalsWords(currency)}: "${text}" has ${fraction.length}.`,
      'Thousands are written without a sign: 12000',
    )
  }
  const digits = whole.replace(/^0+/, '')
  const room = longestAmount - decimals
  if (digits.length > room)
    throw wrongUsage(`"${text}" is too much: there is room for ${room} digits.`, 'Write a smaller amount.')
  const amount = Number(digits + fraction.padEnd(decimals, '0'))
  if (amount === 0) throw wrongUsage('The amount is 0.', 'Leave it out, or write what was saved.')
  return amount
}

/** `EUR 120.50`, `JPY 120`; without a currency, `120.50`. */
export function moneyText(minor: number, currency: string | null): string {
  const amount = decimalText(minor, currency)
  return currency === null ? amount : `${currency} ${amount}`
}

/** `120.50`, as a spreadsheet reads it. */
export function decimalText(minor: number, currency: string | null): string {
  const decimals = decimalsOf(currency)
  const digits = String(minor).padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** `1 h 30 min`, `3 h`, `45 min` */
export function timeText(minutes: number): string {
  const hours = Math.floor(minutes / minutesPerHour)
  const rest = minutes % minutesPerHour
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 || hours === 0 ? [`${rest} min`] : [])].join(' ')
}
