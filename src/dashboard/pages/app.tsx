import { effect } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { openActivity } from '../parts/activity.ts'
import { me } from '../parts/api.ts'
import { keepDirectory } from '../parts/directory.ts'
import { keepFocus } from '../parts/focus.ts'
import { location } from '../parts/navigation.ts'
import { forgetNotice, NoticeArea } from '../parts/notice.tsx'
import { keepPending } from '../parts/pending.ts'
import { QuestionDialog } from '../parts/question.tsx'
import { keepStops } from '../parts/stops.ts'
import { text } from '../parts/text.ts'
import { AccountPage } from './account.tsx'
import { AgentsPage } from './agents.tsx'
import { ApprovalsPage } from './approvals.tsx'
import { AuditPage } from './audit.tsx'
import { HealthPage } from './health.tsx'
import { LoginsPage } from './logins.tsx'
import { NowPage } from './now.tsx'
import { SessionPage } from './session.tsx'
import { SessionsPage } from './sessions.tsx'
import { Shell } from './shell.tsx'
import { SignInPage } from './sign-in.tsx'
import { StartPage } from './start.tsx'
import { UsagePage } from './usage.tsx'
import { UsersPage } from './users.tsx'
import { VaultPage } from './vault.tsx'

interface PageEntry {
  readonly title: string
  readonly page: ComponentType
}

const PAGES: Readonly<Record<string, PageEntry>> = {
  '/': { title: text.nav.now, page: NowPage },
  '/start': { title: text.nav.start, page: StartPage },
  '/approvals': { title: text.nav.approvals, page: ApprovalsPage },
  '/sessions': { title: text.nav.sessions, page: SessionsPage },
  '/logins': { title: text.nav.logins, page: LoginsPage },
  '/vault': { title: text.nav.vault, page: VaultPage },
  '/agents': { title: text.nav.agents, page: AgentsPage },
  '/users': { title: text.nav.users, page: UsersPage },
  '/usage': { title: text.nav.usage, page: UsagePage },
  '/audit': { title: text.nav.audit, page: AuditPage },
  '/health': { title: text.nav.health, page: HealthPage },
  '/account': { title: text.nav.account, page: AccountPage },
}

const NOW: PageEntry = { title: text.nav.now, page: NowPage }

const SESSION: PageEntry = { title: text.session.title, page: SessionPage }

const toEntry = (path: string): PageEntry => PAGES[path] ?? (path.startsWith('/sessions/') ? SESSION : NOW)

/** The whole dashboard: signing in, or the page that the address names. */
export const App = () => {
  if (me.value === undefined)
    return (
      <p class="state" aria-busy="true">
        {text.loading}
      </p>
    )
  if (me.value === null) return <SignInPage />
  return <SignedIn />
}

const SignedIn = () => {
  const { path } = location.value
  const { title, page: Page } = toEntry(path)
  const isFirst = useRef(true)
  useEffect(() => {
    const stops = [openActivity(), keepDirectory(), keepPending(), keepStops(), keepFocus()]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  useEffect(() => {
    document.title = `${title} · ${text.product}`
    if (!isFirst.current) document.querySelector<HTMLElement>('main h1')?.focus()
    isFirst.current = false
    forgetNotice()
  }, [path, title])
  return (
    <Shell path={path}>
      <NoticeArea />
      <Page key={path} />
      <QuestionDialog />
    </Shell>
  )
}

effect(() => {
  if (me.value === null) document.title = `${text.signIn.title} · ${text.product}`
})
