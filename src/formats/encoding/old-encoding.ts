import { latinEncoding } from './latin-encoding.ts'

/** Long enough to tell the encoding. */
const sampleOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.subarray(0, 100_000))

/** Letters of another part of the world are believed from here, of 100. */
const confident = 30

const latin = /^(ascii|utf|iso-8859-(1|2|9|15)$|windows-125[02478])/i
const ownNames = /^(ascii|utf|iso-8859-(1|2|9|15)$|windows-125[0247])/i

/** Latin letters have one with an accent among others: here letters beyond ASCII follow each other, as whole words. */
function areOfAnotherScript(sample: Uint8Array): boolean {
  const bytes = sampleOf(sample)
  const isHigh = (i: number) => (bytes[i] ?? 0) > 127
  const high = [...bytes.keys()].filter(isHigh)
  // Czech has two of them side by side.
  const isAmongThree = (i: number) => [i - 2, i - 1, i].some((from) => [from, from + 1, from + 2].every(isHigh))
  return high.filter(isAmongThree).length > high.length * 0.8
}

/** Korean has letters of its own, and bytes that decode to Chinese letters are Chinese. */
const isKorean = (text: string): boolean =>
  /\p{Script=Hangul}/u.test(text) &&
  !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\ufffd]/u.test(text.slice(0, -1))

/** An encoding is told by the letters that the bytes would be in it. */
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
