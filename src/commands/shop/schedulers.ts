/** `at` is a time such as `08:30`. */
export type Reminder = { at: string; line: string[] }

/** The folders are where the platform keeps the user's own schedules. */
type Place = { platform: NodeJS.Platform; home: string; configFolder: string; hasSystemd: boolean }

/**
 * Files, and programs to run, to set a reminder up and to take it back. `crontab` makes the new text of the user's own
 * table of cron from the present one; null where cron has no part in it.
 */
export type Schedule = {
  by: string
  files: { path: string; text: string }[]
  begin: string[][]
  end: string[][]
  crontab: ((present: string, reminder: Reminder | null) => string) | null
  /** A program to run once the reminder is taken back. */
  after?: string[]
}

const id = 'customer-love-remind'

export function scheduleOn(place: Place, reminder: Reminder): Schedule {
  if (place.platform === 'win32') return taskScheduler(reminder)
  if (place.platform === 'darwin') return launchd(place, reminder)
  return place.hasSystemd ? systemd(place, reminder) : cron
}

/** `%` and `$` have a meaning of their own in a line of systemd. */
const systemdWord = (word: string): string =>
  `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`

function systemd({ configFolder }: Place, { at, line }: Reminder): Schedule {
  const folder = `${configFolder}/systemd/user`
  const service = `[Unit]
Description=Says who needs you today (cl)

[Service]
Type=oneshot
ExecStart=${line.map(systemdWord).join(' ')}
`
  const timer = `[Unit]
Description=Says each morning who needs you (cl)

[Timer]
OnCalendar=*-*-* ${at}:00
Persistent=true

[Install]
WantedBy=timers.target
`
  const systemctl = (...words: string[]) => ['systemctl', '--user', ...words]
  return {
    by: 'systemd',
    files: [
      { path: `${folder}/${id}.service`, text: service },
      { path: `${folder}/${id}.timer`, text: timer },
    ],
    begin: [systemctl('daemon-reload'), systemctl('enable', '--now', `${id}.timer`)],
    end: [systemctl('disable', '--now', `${id}.timer`)],
    after: systemctl('daemon-reload'),
    crontab: null,
  }
}

const xmlText = (text: string): string =>
  text.replace(/[&<>]/g, (mark) => ({ '&': '&amp;', '<': '&lt;' })[mark] ?? '&gt;')

function launchd({ home }: Place, { at, line }: Reminder): Schedule {
  const [hour, minute] = at.split(':').map(Number)
  const path = `${home}/Library/LaunchAgents/${id}.plist`
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>${id}</string>
  <key>ProgramArguments</key>
  <array>${line.map((word) => `<string>${xmlText(word)}</string>`).join('')}</array>
  <key>StartCalendarInterval</key>
  <dict><key>Hour</key><integer>${hour}</integer><key>Minute</key><integer>${minute}</integer></dict>
</dict>
</plist>
`
  return {
    by: 'launchd',
    files: [{ path, text }],
    begin: [['launchctl', 'load', '-w', path]],
    end: [['launchctl', 'unload', '-w', path]],
    crontab: null,
  }
}

const windowsWord = (word: string): string => `"${word.replaceAll('"', '\\"')}"`

const taskScheduler = ({ at, line }: Reminder): Schedule => ({
  by: 'the Task Scheduler',
  files: [],
  begin: [['schtasks', '/Create', '/F', '/SC', 'DAILY', '/TN', id, '/ST', at, '/TR', line.map(windowsWord).join(' ')]],
  end: [['schtasks', '/Delete', '/F', '/TN', id]],
  crontab: null,
})

const remark = `# ${id}: written by cl remind, and taken out by cl remind --off`

/** `%` would end the line in a table of cron. */
const cronWord = (word: string): string => `'${word.replaceAll("'", "'\\''").replaceAll('%', '\\%')}'`

/** A desktop is reached by the bus of the user, which cron does not know. */
const bus = 'DBUS_SESSION_BUS_ADDRESS="unix:path=/run/user/$(id -u)/bus" DISPLAY=:0'

const cron: Schedule = {
  by: 'cron',
  files: [],
  begin: [],
  end: [],
  crontab(present, reminder) {
    const lines = present.split('\n')
    const others = lines.filter((line, i) => line !== remark && lines[i - 1] !== remark).join('\n')
    if (reminder === null) return others
    const [hour, minute] = reminder.at.split(':').map(Number)
    const begun = others === '' || others.endsWith('\n') ? others : `${others}\n`
    return `${begun}${remark}\n${minute} ${hour} * * * ${bus} ${reminder.line.map(cronWord).join(' ')}\n`
  },
}
