const strict = new TextDecoder('utf-8', { fatal: true })

/** Undefined for bytes that are no UTF-8. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** Programs of the old days write windows-1252. */
export const utf8OrWestern = async (bytes: Uint8Array): Promise<string> =>
  utf8(bytes) ?? (await import('iconv-lite')).default.decode(Buffer.from(bytes), 'win1252')

/** UTF-8 or windows-1252 where the character set is not known. */
export async function decodedText(bytes: Buffer, charset: string): Promise<string> {
  const { default: iconv } = await import('iconv-lite')
  if (charset !== '' && iconv.encodingExists(charset)) return iconv.decode(bytes, charset)
  return utf8OrWestern(bytes)
}

/** The character set is as `decodedText` takes it. */
export const quotedPrintable = (text: string, charset: string): Promise<string> =>
  decodedText(Buffer.from(bytesIn(text)), charset)

export function bytesIn(text: string): number[] {
  const bytes: number[] = []
  const coded = text.replace(/[ \t]+$/, '')
  for (let i = 0; i < coded.length; i += 1) {
    const code = /^=([0-9a-f]{2})/i.exec(coded.slice(i, i + 3))?.[1]
    if (code !== undefined) {
      bytes.push(Number.parseInt(code, 16))
      i += 2
    } else bytes.push(...new TextEncoder().encode(coded[i]))
  }
  return bytes
}
