import { foldName } from '#domain/name.ts'

const usual: Record<string, string> = { uk: 'GB', england: 'GB', scotland: 'GB', wales: 'GB', usa: 'US' }

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
let codes: Map<string, string> | undefined

/** Some countries, such as Germany, have had two codes. */
const isInUse = (code: string): boolean => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`

function codesByName(): Map<string, string> {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  const pairs = letters.flatMap((first) => letters.map((second) => first + second))
  const found = pairs.flatMap((code): [string, string][] => {
    const name = names.of(code)
    return name === undefined || !isInUse(code) ? [] : [[foldName(name), code]]
  })
  return new Map([...found, ...Object.entries(usual)])
}

/** The ISO 3166 code of a country by its English name or its code; null for another text. */
export function countryCode(text: string): string | null {
  const typed = text.trim()
  if (/^[A-Z]{2}$/.test(typed) && typed !== 'UK') return typed
  codes ??= codesByName()
  return codes.get(foldName(typed)) ?? null
}
