import { signal } from '@preact/signals'
import { text } from './text.ts'

const TICK_MS = 10_000

/** Now, to within ten seconds; what shows it is drawn again by itself. */
export const clock = signal(Date.now())

export const startClock = (): (() => void) => {
  const timer = setInterval(() => {
    clock.value = Date.now()
  }, TICK_MS)
  return () => clearInterval(timer)
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long, in the largest unit that fits: `40 s`, `12 min`, `3 h`, `2 d`. */
export const toDuration = (ms: number): string => {
  if (ms < MINUTE) return text.time.seconds(Math.max(0, Math.floor(ms / 1000)))
  if (ms < HOUR) return text.time.minutes(Math.floor(ms / MINUTE))
  if (ms < DAY) return text.time.hours(Math.floor(ms / HOUR))
  return text.time.days(Math.floor(ms / DAY))
}

const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' })

/** A point in time as how long ago it was, the exact one on hover. */
export const Ago = ({ at }: { at: string | null }) => {
  if (at === null) return <>{text.time.never}</>
  const past = Math.max(clock.value, Date.now()) - Date.parse(at)
  return (
    <time dateTime={at} title={exact.format(new Date(at))}>
      {past < 0 ? text.time.ahead(toDuration(-past)) : text.time.ago(toDuration(past))}
    </time>
  )
}

/** A point in time, exactly. */
export const At = ({ at }: { at: string }) => <time dateTime={at}>{exact.format(new Date(at))}</time>
