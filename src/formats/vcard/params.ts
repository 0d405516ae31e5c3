import { bytesIn } from '../encoding/decoded.ts'

const base64 = /^(encoding=)?(base64|b)$/i

export type Params = {
  charset: string
  coding: 'quoted-printable' | 'base64' | null
  /** Lower case. */
  types: string[]
  /** Android writes the label as a type; empty without one. */
  label: string
  /** Its place among others of its name: version 4.0 numbers them, the others mark one. */
  pref: number
}

/** Lines without a number of their own come after all that have one. */
const lastOfAll = 101

/**
 * The label that Android writes where a phone has a type of its own: `X-Oven`, or in quoted-printable, always of UTF-8,
 * `X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C3=96fen)`.
 */
function labelled(params: string[]): string {
  const types = params.map((param) => param.replace(/^type=/i, ''))
  const own = types.find((type) => /^x-[^=]*$|^x-custom\(/i.test(type)) ?? ''
  const [, coded] = /^x-custom\([^)]*quoted-printable,(.*)\)$/i.exec(own) ?? []
  const label = coded === undefined ? own.slice(2) : Buffer.from(bytesIn(coded)).toString('utf8')
  return label.replace(/["\p{Cc}]/gu, '')
}

/** The text stands between the name of a line and its value. */
export function paramsFrom(text: string): Params {
  const params = text.split(';').slice(1)
  const said = params.map((param) => param.split('=') as [string, string?])
  const textOf = (wanted: string) => said.find(([param]) => param.toUpperCase() === wanted)?.[1]?.replaceAll('"', '')
  const isCoded = (how: RegExp) => params.some((param) => how.test(param))
  const types = said.flatMap(([param, text]) => {
    if (text === undefined) return /^(quoted-printable|base64|8bit|7bit)$/i.test(param) ? [] : [param]
    return param.toUpperCase() === 'TYPE' ? text.replaceAll('"', '').split(',') : []
  })
  const typed = types.filter((type) => /^[a-z\d-]+$/i.test(type)).map((type) => type.toLowerCase())
  const pref = textOf('PREF') ?? ''
  return {
    charset: textOf('CHARSET') ?? '',
    coding: isCoded(/(^|=)quoted-printable$/i) ? 'quoted-printable' : isCoded(base64) ? 'base64' : null,
    types: typed,
    label: labelled(params),
    pref: /^\d{1,3}$/.test(pref) ? Number(pref) : typed.includes('pref') ? 1 : lastOfAll,
  }
}
