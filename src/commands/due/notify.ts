import type { Context } from '#cli/context.ts'
import type { ListedCustomer } from '#domain/customers/customer.ts'
import type { DueRow } from '#domain/due/due.ts'
import { reasonWords } from '#views/due/score-words.ts'
import { counted, excerpt } from '#views/text.ts'

const named = 3

/** An empty list is not shown. @returns false where no notification could be shown */
export async function notifyOf(
  { platform, runProgram }: Context,
  rows: DueRow<ListedCustomer>[],
  goal: number,
): Promise<boolean> {
  const today = rows.filter((row) => row.today)
  if (today.length === 0) return true
  const title = `${counted(today.length, 'customer needs', 'customers need')} you today`
  const lines = today.slice(0, named).map(({ customer, reasons: [worst], score }) => {
    const why = worst ? excerpt(reasonWords(worst, score, goal)) : ''
    return `${customer.name}: ${why}`
  })
  const { code } = await runProgram(lineFor(platform, title, lines.join('\n')))
  return code === 0
}

const appleText = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
const powershellText = (text: string): string => `'${text.replaceAll("'", "''")}'`

function lineFor(platform: NodeJS.Platform, title: string, text: string): string[] {
  if (platform === 'darwin')
    return ['osascript', '-e', `display notification ${appleText(text)} with title ${appleText(title)}`]
  if (platform === 'win32') return ['powershell', '-NoProfile', '-Command', balloon(title, text)]
  return ['notify-send', '--app-name=cl', title, text]
}

/** Every Windows has a balloon of the task bar, without anything installed. */
const balloon = (title: string, text: string): string =>
  `Add-Type -AssemblyName System.Windows.Forms; $note = New-Object System.Windows.Forms.NotifyIcon; ` +
  `$note.Icon = [System.Drawing.SystemIcons]::Information; $note.Visible = $true; ` +
  `$note.ShowBalloonTip(10000, ${powershellText(title)}, ${powershellText(text)}, 'Info'); Start-Sleep -Seconds 6; $note.Dispose()`
