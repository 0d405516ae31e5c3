import { latinEncoding } from './latin-encoding.ts'

/** The beginning of a text, long enough to tell its encoding. */
const sampleOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.subarray(0, 100_000))

/** The least confidence, of 100, at which letters of another part of the world are believed. */
const confident = 30

const latin = /^(ascii|utf|iso-8859-(1|2|9|15)$|windows-125[02478])/i
const ownNames = /^(ascii|utf|iso-8859-(1|2|9|15)$|windows-125[0247])/i

/**
 * True where letters beyond ASCII follow each other, as whole words of them: in Latin letters, one with an accent stands among
 * others.
 */
function areOfAnotherScript(sample: Uint8Array): boolean {
  const bytes = sampleOf(sample)
  const isHigh = (i: number) => (bytes[i] ?? 0) > 127
  const high = [...bytes.keys()].filter(isHigh)
  // Czech has two of them side by side.
  const isAmongThree = (i: number) => [i - 2, i - 1, i].some((from) => [from, from + 1, from + 2].every(isHigh))
  return high.filter(isAmongThree).length > high.length * 0.8
}

/** True for a Korean text: Korean has letters of its own, and bytes that decode to Chinese letters are Chinese. */
const isKorean = (text: string): boolean =>
  /\p{Script=Hangul}/u.test(text) &&
  !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\ufffd]/u.test(text.slice(0, -1))

/** The encoding of a text that is not Unicode, by its letters: its label, and its name. */
export async function oldEncoding(sample: Uint8Array): Promise<[label: string, name: string]> {
  const { analyse } = await import('chardet')
  const { default: iconv } = await import('iconv-lite')
  const isForeign = areOfAnotherScript(sample)
  const isEuc = !sampleOf(sample).some((byte) => byte > 127 && byte < 161)
  if (isForeign && isEuc && isKorean(iconv.decode(sampleOf(sample), 'euc-kr'))) return ['EUC-KR', 'EUC-KR']
  const [best] = analyse(sampleOf(sample)).filter(
    ({ name }) => iconv.encodingExists(name) && name !== 'EUC-KR' && !(isForeign && latin.test(name)),
  )
  const isBelieved = best && !ownNames.test(best.name) && (isForeign || best.confidence >= confident)
  return isBelieved ? [best.name, best.name] : latinEncoding(sampleOf(sample))
}
