import { it } from 'vitest'
import { playTranscript } from './transcript.ts'

it('keeps what was saved them, and when they were told', async () => {
  await playTranscript(new URL('./savings.txt', import.meta.url))
})
