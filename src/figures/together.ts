/** Each result has the name that its promise had. */
export async function together<Asked extends Record<string, unknown>>(
  asked: Asked,
): Promise<{ [Name in keyof Asked]: Awaited<Asked[Name]> }> {
  const results = await Promise.all(Object.values(asked))
  const named = Object.keys(asked).map((name, i) => [name, results[i]])
  return Object.fromEntries(named)
}
