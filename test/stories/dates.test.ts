import { it } from 'vitest'
import { playTranscript } from './transcript.ts'

it('keeps the days that matter to customers', async () => {
  await playTranscript(new URL('./dates.txt', import.meta.url))
})
