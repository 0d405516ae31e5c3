import type { Waiting } from '#domain/shop/waiting.ts'
import { keptView } from '#views/shop/outbox.ts'
import type { Context } from './context.ts'

/** Says that an addition waits on this laptop. */
export const showKept = ({ out }: Pick<Context, 'out'>, kept: Waiting): Promise<void> => {
  out.forgetNext()
  return out.show(kept, keptView)
}
