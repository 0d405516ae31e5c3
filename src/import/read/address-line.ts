import { countryCode } from './countries.ts'

/** The postal code stands before the town in these countries. */
const codeFirst = new Set(
  (
    'DE AT CH LI FR BE NL LU ES PT IT PL CZ SK SI HR HU DK SE NO FI IS EE LV LT RO BG GR TR MX RS BA ME MK CY MA TN DZ ' +
    'AD AL AM AR BY CL FO GE GL GP GF MC MD MQ MY PH RE SM UY VA XK'
  ).split(' '),
)

/** A code of Britain, Ireland or Canada, where it stands behind the town: `BS1 4DJ`. */
const lettered = /^\p{L}{1,2}\d/u

/**
 * An address in one line: `Hauptstr. 1, 12345 Berlin, Germany`, `Via Roma 12, 10121 Torino, TO, Italia`, or where the code stands
 * behind the town `1 High St, Bristol BS1 4DJ, UK` and `1 Main St, Springfield, IL 62701, USA`.
 * @param isCodeFirst whether the code stands before the town beside a region, where no country is known
 */
export function addressLine(parts: string[], isCodeFirst = false): string {
  const [box = '', more = '', street = '', city = '', region = '', code = '', country = ''] = parts.map((part) =>
    part
      .replace(/\s*\n\s*/g, ', ')
      .replace(/\s+/g, ' ')
      .replace(/^[\s,]+|[\s,]+$/g, ''),
  )
  const words = (...texts: string[]) => texts.filter((text) => text !== '').join(' ')
  const known = countryCode(country)
  const isBeforeTown = known
    ? codeFirst.has(known)
    : region === ''
      ? !lettered.test(code)
      : isCodeFirst && country === ''
  const behind = region === '' ? [words(city, code)] : [city, words(region, code)]
  const place = isBeforeTown ? [words(code, city), region === city ? '' : region] : behind
  return [box, street, more, ...place, country].filter((part) => part !== '').join(', ')
}
