import type { Context } from './context.ts'

/** Asks a question that is answered with yes or no. */
export const askYesOrNo = ({ prompts }: Context, question: string): Promise<boolean> =>
  prompts.select(question, [
    { name: 'yes', value: true },
    { name: 'no', value: false },
  ])
