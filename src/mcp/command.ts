import { command } from '#cli/command.ts'

export const mcp = command({
  name: 'mcp',
  summary: 'The book for an assistant',
  examples: [
    ['cl mcp', 'what an assistant starts, to read the book'],
    ['cl mcp --write', 'it may also log, promise, close loops, learn, and undo'],
  ],
  define: (cmd) => cmd.option('--write', 'also the tools that change the book'),
  async run(context, { write }) {
    if (context.prompts.available) context.out.say('An assistant starts this, and talks to it. Ctrl-C ends it.')
    const { serve } = await import('./server.ts')
    await serve(context, write === true)
  },
})
