import type { Waiting } from '#domain/shop/waiting.ts'
import { ChangeNotShown } from '#errors.ts'
import { keptView } from '#views/shop/outbox.ts'
import type { Context } from './context.ts'

/** Says that an addition waits on this laptop. */
export async function showKept({ out }: Pick<Context, 'out'>, kept: Waiting): Promise<void> {
  out.forgetNext()
  try {
    await out.show(kept, keptView)
  } catch (error) {
    throw new ChangeNotShown(error, 'It is kept on this laptop')
  }
}
