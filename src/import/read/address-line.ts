/** An address in one line: `Hauptstr. 1, 12345 Berlin, Germany`, or with a region `1 Main St, Springfield, IL 62701, USA`. */
export function addressLine(parts: string[]): string {
  const [box = '', more = '', street = '', city = '', region = '', code = '', country = ''] = parts.map((part) =>
    part
      .replace(/\s*\n\s*/g, ', ')
      .replace(/\s+/g, ' ')
      .replace(/^[\s,]+|[\s,]+$/g, ''),
  )
  const words = (...texts: string[]) => texts.filter((text) => text !== '').join(' ')
  const place = region === '' ? [words(code, city)] : [city, words(region, code)]
  return [box, street, more, ...place, country].filter((part) => part !== '').join(', ')
}
