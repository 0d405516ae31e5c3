export const sumOf = <T>(things: T[], amount: (thing: T) => number): number =>
  things.reduce((sum, thing) => sum + amount(thing), 0)

export const sumsOf = <Amount extends string>(things: Record<Amount, number>[], amounts: readonly Amount[]) =>
  Object.fromEntries(amounts.map((amount) => [amount, sumOf(things, (thing) => thing[amount])])) as Record<
    Amount,
    number
  >
