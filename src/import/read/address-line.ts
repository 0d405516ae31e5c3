import { countryCode } from './countries.ts'

/** Countries in which the postal code stands before the town, also where a region is written. */
const codeFirst = new Set(
  'DE AT CH LI FR BE NL LU ES PT IT PL CZ SK SI HR HU DK SE NO FI IS EE LV LT RO BG GR TR MX'.split(' '),
)

/**
 * An address in one line: `Hauptstr. 1, 12345 Berlin, Germany`, `Via Roma 12, 10121 Torino, TO, Italia`, or where the region stands
 * before the code `1 Main St, Springfield, IL 62701, USA`.
 * @param isCodeFirst whether the code stands before the town where no country is known
 */
export function addressLine(parts: string[], isCodeFirst = false): string {
  const [box = '', more = '', street = '', city = '', region = '', code = '', country = ''] = parts.map((part) =>
    part
      .replace(/\s*\n\s*/g, ', ')
      .replace(/\s+/g, ' ')
      .replace(/^[\s,]+|[\s,]+$/g, ''),
  )
  const words = (...texts: string[]) => texts.filter((text) => text !== '').join(' ')
  const isBeforeTown = region === '' || (country === '' ? isCodeFirst : codeFirst.has(countryCode(country) ?? ''))
  const place = isBeforeTown ? [words(code, city), region === city ? '' : region] : [city, words(region, code)]
  return [box, street, more, ...place, country].filter((part) => part !== '').join(', ')
}
