import { it } from 'vitest'
import { playTranscript } from './transcript.ts'

it('surprises somebody each week, never twice in the same way', async () => {
  await playTranscript(new URL('./surprise.txt', import.meta.url))
})
