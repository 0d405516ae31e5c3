declare const CL_VERSION: string

/** The version of this program, put in by the build. */
export const version = CL_VERSION

/** True for a command line that asks for the version of `cl`: an option anywhere before `--`, or the first word. */
export function asksForVersion(argv: string[]): boolean {
  if (['-V', '-v', 'version'].includes(argv[0] ?? '')) return true
  const dashes = argv.indexOf('--')
  return (dashes < 0 ? argv : argv.slice(0, dashes)).includes('--version')
}
