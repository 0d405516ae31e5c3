import { foldName } from '#domain/customers/name.ts'
import { once } from '#domain/remembered.ts'
import { languages } from '#formats/languages.ts'

const usual: Record<string, string> = { uk: 'GB', england: 'GB', scotland: 'GB', wales: 'GB', usa: 'US' }

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** Some countries, such as Germany, have had two codes. */
const isInUse = (code: string): boolean => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`

const codesByName = once((): Map<string, string> => {
  const pairs = letters.flatMap((first) => letters.map((second) => first + second)).filter(isInUse)
  const found = new Map<string, string>()
  for (const language of languages) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const code of pairs) {
      const name = names.of(code)
      if (name !== undefined && !found.has(foldName(name))) found.set(foldName(name), code)
    }
  }
  for (const [name, code] of Object.entries(usual)) found.set(name, code)
  return found
})

/** ISO 3166, by a name in one of thirteen languages; null for another text. */
export const countryNamed = (text: string): string | null => codesByName().get(foldName(text)) ?? null

/** ISO 3166, by a name or the code itself; null for another text. */
export function countryCode(text: string): string | null {
  const typed = text.trim()
  return /^[A-Z]{2}$/.test(typed) && typed !== 'UK' ? typed : countryNamed(typed)
}
