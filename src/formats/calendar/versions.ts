import type { Event } from './occurrence.ts'

/** A text that grows: the number of the changes, whether it takes the event back, and the time of the last one. */
function versionOf({ component, isCancelled }: Event): string {
  const sequence = Number(component.getFirstPropertyValue('sequence') ?? 0)
  // The time is taken as it is written: where it is none, the event can be read all the same.
  const modified = String(component.getFirstProperty('last-modified')?.toJSON()[3] ?? '')
  return `${String(Number.isFinite(sequence) ? sequence : 0).padStart(12, '0')} ${isCancelled} ${modified}`
}

/** Several that are equally new are different events: all of them. */
export function newestOf(events: Event[]): Event[] {
  if (events.length < 2) return events
  const versions = events.map(versionOf)
  const newest = versions.reduce((a, b) => (a > b ? a : b))
  return events.filter((_, i) => versions[i] === newest)
}
