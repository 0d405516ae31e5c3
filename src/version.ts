declare const CL_VERSION: string

export const version = CL_VERSION

/** The option may stand anywhere before `--`; the word comes first. */
export function asksForVersion(argv: string[]): boolean {
  if (['-V', '-v', 'version'].includes(argv[0] ?? '')) return true
  const dashes = argv.indexOf('--')
  return (dashes < 0 ? argv : argv.slice(0, dashes)).includes('--version')
}
