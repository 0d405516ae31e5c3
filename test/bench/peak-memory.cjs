// Loaded before the program: says at the end how much memory it took at most, in kilobytes.
process.on('exit', () => {
  require('node:fs').writeSync(3, String(process.resourceUsage().maxRSS))
})
