import { Option } from '@commander-js/extra-typings'
import { rowNumber } from '#cli/numbers.ts'

const named = { fact: 'a fact', idea: 'an idea', rating: 'a rating', saving: 'a saving' }

/** @param hint the command that shows the numbers, in a sentence */
export const removeOption = <Thing extends keyof typeof named>(thing: Thing, hint: string) =>
  new Option(`--remove <${thing}>`, 'remove one, by its number').argParser((typed) =>
    rowNumber(typed, named[thing], hint),
  )
