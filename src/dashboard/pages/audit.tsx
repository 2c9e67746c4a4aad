import { useEffect, useState } from 'preact/hooks'
import { listen } from '../parts/activity.ts'
import { toLine } from '../parts/approvals.ts'
import { actorName, userName } from '../parts/directory.ts'
import { type EventFilter, type EventPage, readEventPage, readEvents } from '../parts/events.ts'
import { toHref } from '../parts/mount.ts'
import { attempt, tell } from '../parts/notice.tsx'
import { useResource } from '../parts/resource.ts'
import { toSessionPage } from '../parts/sessions.ts'
import { Empty, Loaded, Table } from '../parts/states.tsx'
import { text } from '../parts/text.ts'
import { At } from '../parts/time.tsx'
import { UserPicker } from '../parts/user-picker.tsx'
import type { LogEvent } from '../parts/wire.ts'

interface Filter {
  readonly action: string
  readonly userId: string
  /** A local day, or empty. */
  readonly since: string
}

const NO_FILTER: Filter = { action: '', userId: '', since: '' }
const PAGE_SIZE = 100
const EXPORT_PAGES = 50
/** Events kept on the page while they stream in. */
const MOST_ROWS = 1000

const toFilter = ({ action, userId, since }: Filter): EventFilter => ({
  action: action || undefined,
  userId: userId || undefined,
  since: since ? new Date(`${since}T00:00`).getTime() : undefined,
})

const fits = (event: LogEvent, { action, userId }: Filter): boolean =>
  (!action || event.action === action) && (!userId || event.tenant_user_id === userId)

/** The log: filtered, live, and to be taken away as a file. */
export const AuditPage = () => {
  const [filter, setFilter] = useState(NO_FILTER)
  const [fresh, setFresh] = useState<readonly LogEvent[]>([])
  const [older, setOlder] = useState<{ rows: readonly LogEvent[]; cursor: string | null } | null>(null)
  const first = useResource(() => readPage(filter), [filter])
  useEffect(() => {
    setFresh([])
    setOlder(null)
    return listen(event => {
      if (event !== 'reconnected' && fits(event, filter)) setFresh(before => [event, ...before].slice(0, MOST_ROWS))
    })
  }, [filter])
  const showMore = async (cursor: string) => {
    const page = await attempt(() => readPage(filter, cursor))
    if (page) setOlder({ rows: [...(older?.rows ?? []), ...page.events], cursor: page.next_cursor })
  }
  return (
    <>
      <h1 tabIndex={-1}>{text.audit.title}</h1>
      <p>
        {text.audit.lead} {text.audit.live}
      </p>
      <FilterForm filter={filter} onFilter={setFilter} />
      <Loaded from={first}>
        {page => {
          const rows = withoutRepeats([...fresh, ...page.events, ...(older?.rows ?? [])])
          const cursor = older ? older.cursor : page.next_cursor
          if (rows.length === 0) return <Empty title={text.audit.none} />
          return (
            <>
              <EventTable events={rows} />
              {cursor && (
                <div class="actions toolbar">
                  <button type="button" class="secondary" onClick={() => showMore(cursor)}>
                    {text.more}
                  </button>
                </div>
              )}
            </>
          )
        }}
      </Loaded>
    </>
  )
}

const readPage = (filter: Filter, cursor?: string): Promise<EventPage> =>
  readEventPage(toFilter(filter), { limit: PAGE_SIZE, cursor })

const withoutRepeats = (events: readonly LogEvent[]): LogEvent[] => [
  ...new Map(events.map(event => [event.id, event])).values(),
]

const FilterForm = ({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) => {
  const [userId, setUserId] = useState(filter.userId)
  const apply = (event: SubmitEvent) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget as HTMLFormElement)
    onFilter({ userId, action: String(data.get('action')).trim(), since: String(data.get('since')) })
  }
  const save = () =>
    attempt(async () => {
      const events = await readEvents(toFilter(filter), EXPORT_PAGES)
      download(events.map(event => JSON.stringify(event)).join('\n'))
      tell(text.audit.exportDone(events.length))
    })
  return (
    <form class="fields toolbar" onSubmit={apply}>
      <label for="audit-action">
        {text.audit.action}
        <input id="audit-action" name="action" defaultValue={filter.action} placeholder={text.audit.actionHint} />
      </label>
      <UserPicker id="audit-user" value={userId} onPick={setUserId} everyone />
      <label for="audit-since">
        {text.audit.since}
        <input id="audit-since" name="since" type="date" defaultValue={filter.since} />
      </label>
      <button type="submit">{text.audit.apply}</button>
      <button type="button" class="secondary" onClick={save}>
        {text.audit.export}
      </button>
    </form>
  )
}

/** Gives the browser a file of JSON lines to keep. */
const download = (lines: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([lines, '\n'], { type: 'application/x-ndjson' }))
  link.download = `audit-${new Date().toISOString().slice(0, 10)}.jsonl`
  link.click()
  URL.revokeObjectURL(link.href)
}

const EventTable = ({ events }: { events: readonly LogEvent[] }) => {
  const { when, who, what, forUser, about } = text.audit
  return <Table name={text.audit.title} heads={[when, who, what, forUser, about]} rows={events.map(toRow)} />
}

const toRow = (event: LogEvent) => ({
  key: event.id,
  cells: [
    <At key="when" at={event.created_at} />,
    actorName(event.actor_type, event.actor_id),
    <code key="what">{event.action}</code>,
    userName(event.tenant_user_id),
    <About key="about" event={event} />,
  ],
})

const About = ({ event: { entity_type, entity_id, tenant_user_id, details } }: { event: LogEvent }) => (
  <>
    {entity_type === 'session' && entity_id && tenant_user_id && (
      <>
        <a href={toHref(toSessionPage(tenant_user_id, entity_id))}>{text.audit.session}</a>{' '}
      </>
    )}
    {Object.entries(details)
      .filter(([name]) => name !== 'picture')
      .map(([name, value]) => `${name}: ${toLine(value)}`)
      .join(' · ')}
  </>
)
