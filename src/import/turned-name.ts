/** A comma stands between the family name and a given one, each of at most three words. */
const familyFirst =
  /^(\p{L}[\p{L}.'\u2019-]*(?: [\p{L}.'\u2019-]+){0,2}), ?(\p{L}[\p{L}.'\u2019-]*(?: [\p{L}.'\u2019-]+){0,2})$/u

/** The words stand behind a comma in the name of a company, or of a person whose given name comes first. */
const behindName =
  /^(inc|llc|llp|lp|ltd|limited|gmbh|mbh|ag|kg|ohg|ug|co|corp|plc|sa|sl|srl|spa|sas|sarl|bv|nv|ab|as|aps|oy|jr|sr|ii|iii|iv|md|phd|esq|cpa|dds)$/i

/** `Ana Lopez` for `Lopez, Ana`; any other name as it is. */
export function turned(name: string): string {
  const [, family, given] = familyFirst.exec(name.trim()) ?? []
  return family === undefined || given === undefined || behindName.test(given.replace(/[. ]/g, ''))
    ? name
    : `${given} ${family}`
}

/** At least half of the names have the family name first; empty ones do not count. */
export function areTurned(names: string[]): boolean {
  const filled = names.filter((name) => name.trim() !== '')
  const count = filled.filter((name) => turned(name) !== name).length
  return count > 0 && count >= filled.length / 2
}
