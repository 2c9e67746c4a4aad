import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { connection } from '../parts/activity.ts'
import { me, send } from '../parts/api.ts'
import { toHref } from '../parts/mount.ts'
import { attempt } from '../parts/notice.tsx'
import { pendingCount } from '../parts/pending.ts'
import { text } from '../parts/text.ts'

const LINKS = [
  { path: '/', name: text.nav.now },
  { path: '/approvals', name: text.nav.approvals },
  { path: '/sessions', name: text.nav.sessions },
  { path: '/logins', name: text.nav.logins },
  { path: '/vault', name: text.nav.vault },
  { path: '/agents', name: text.nav.agents },
  { path: '/users', name: text.nav.users },
  { path: '/usage', name: text.nav.usage },
  { path: '/audit', name: text.nav.audit },
  { path: '/health', name: text.nav.health },
  { path: '/start', name: text.nav.start },
  { path: '/account', name: text.nav.account },
] as const

/** What every page stands in: the one navigation, the account, and whether the stream is alive. */
export const Shell = ({ path, children }: { path: string; children: ComponentChildren }) => {
  const [openAt, setOpenAt] = useState<string | null>(null)
  const isOpen = openAt === path
  return (
    <div class="shell">
      <a class="skip" href="#content">
        {text.skip}
      </a>
      <header class="bar">
        <a class="brand" href={toHref('/')}>
          {text.product}
        </a>
        <Waiting />
        <button
          type="button"
          class="menu secondary outline"
          aria-expanded={isOpen}
          aria-controls="navigation"
          onClick={() => setOpenAt(isOpen ? null : path)}
        >
          {text.menu}
        </button>
      </header>
      <aside id="navigation" class={isOpen ? 'side open' : 'side'}>
        <nav aria-label={text.nav.label}>
          <ul>
            {LINKS.map(link => (
              <li key={link.path}>
                <a href={toHref(link.path)} aria-current={isCurrent(link.path, path) ? 'page' : undefined}>
                  {link.name}
                  {link.path === '/approvals' && <Count />}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <Account />
      </aside>
      <main id="content" tabIndex={-1}>
        {connection.value === 'lost' && (
          <p class="notice failed" role="status">
            {text.lost}
          </p>
        )}
        {children}
      </main>
    </div>
  )
}

const isCurrent = (link: string, path: string): boolean =>
  link === path || (link === '/sessions' && path.startsWith('/sessions/'))

const Count = () => {
  const { value } = pendingCount
  if (value === 0) return null
  return (
    <span class="count" aria-label={text.nav.waiting(value)} role="img">
      {value}
    </span>
  )
}

const Waiting = () => {
  const { value } = pendingCount
  if (value === 0) return null
  return (
    <a class="waiting" href={toHref('/approvals')}>
      {text.nav.waiting(value)}
    </a>
  )
}

const Account = () => {
  const signOut = () =>
    attempt(async () => {
      await send('POST', '/v1/auth/logout', {})
      me.value = null
    })
  return (
    <div class="account">
      <span class="muted">{me.value?.email}</span>
      <button type="button" class="secondary outline" onClick={signOut}>
        {text.signOut}
      </button>
      <a href={toHref('/docs')}>{text.apiDocs}</a>
    </div>
  )
}
