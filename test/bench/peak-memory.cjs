// Loaded before the program: writes its most memory at the end, in kilobytes.
process.on('exit', () => {
  require('node:fs').writeSync(3, String(process.resourceUsage().maxRSS))
})
