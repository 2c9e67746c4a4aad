import { afterAll, beforeAll } from 'bun:test'
import type { BrowserLease } from '../../../src/browser/lease.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { type Site, serveSite } from '../../support/site.ts'
import { dialTo, openGate } from './gate.ts'
import { type Origin, openOrigin } from './origin.ts'
import type { RequestVector } from './request-vectors.ts'

/**
 * The page's site is let through at 127.0.0.1. The canary stands behind every other address: at HEARD it may be
 * reached, at DENIED and everywhere else not. The three are loopback, so that pages are secure contexts and may have
 * service workers.
 */
export const HEARD = '127.0.0.3'
export const DENIED = '127.0.0.2'

/** Where the pages stand, and under which name. */
export const SITE = 'site.localhost'

const WAIT_MS = 10_000

/** A site, a canary, and a gate between them and the browser; the gate lets through what `allow` says. */
export const useStage = (allow: readonly string[] = ['127.0.0.1/32', `${HEARD}/32`]) => {
  let site: Site
  let canary: Origin
  const gate = openGate({
    allow,
    names: { 'inside.test': ['10.0.0.1'], 'half.test': ['127.0.0.1', '10.0.0.1'], 'off.test': [HEARD] },
    direct: (to, signal) => dialTo(to.address === '127.0.0.1' ? site.port : canary.port)(to, signal),
  })
  beforeAll(async () => {
    site = serveSite()
    canary = await openOrigin((req, res) => {
      res.setHeader('access-control-allow-origin', '*')
      res.end(`canary ${req.url}`)
    })
  })
  afterAll(async () => {
    site[Symbol.dispose]()
    await canary[Symbol.asyncDispose]()
  })
  return {
    gate,
    get site() {
      return site
    },
    get canary() {
      return canary
    },
    hasHeard: (path: string) => canary.heard.some(line => line.endsWith(path)),
    /** Serves the vector's page, pointed at the target, and gives the page's address. */
    show: (vector: RequestVector, target: string) => {
      const path = `/page/${encodeURIComponent(vector.name)}`
      site.route(path, () => {
        const page = vector.page(target, site)
        if (page instanceof Response) return page
        return new Response(`<!doctype html>${page}`, { headers: { 'content-type': 'text/html; charset=utf-8' } })
      })
      return `http://${SITE}${path}`
    },
  }
}

/** Opens a page. What the page's vector does to its own load is no failure here: what was heard counts. */
export const visit = async ({ tab }: BrowserLease, url: string): Promise<void> => {
  using deadline = new Deadline(WAIT_MS)
  await tab.navigate(url, { deadline, waitUntil: 'domcontentloaded' }).catch(() => undefined) // see above
}

/** Whether the condition comes true in time; it is looked at whenever the event loop has turned. */
export const comesTrue = async (isTrue: () => boolean, ms = WAIT_MS): Promise<boolean> => {
  using deadline = new Deadline(ms)
  while (!isTrue()) {
    if (deadline.left === 0) return false
    await new Promise(resolve => setImmediate(resolve))
  }
  return true
}

/** The port's denials since `at`, each as its outcome and host. */
export const denialsOf = ({ egress }: BrowserLease, at = 0): string[] =>
  egress.eventsSince(at).map(({ outcome, host }) => `${outcome} ${host}`)

/** What the tab was kept from showing since `at`, each as its reason and host. */
export const refusalsOf = ({ tab }: BrowserLease, at = 0): string[] =>
  tab.eventsSince(at).flatMap(event => (event.kind === 'navigation_denied' ? [`${event.reason} ${event.host}`] : []))
