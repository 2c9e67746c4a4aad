import type { Frame } from 'puppeteer-core'
import type { Effect } from '../../contract/action.ts'
import { within } from '../../lib/deadline.ts'
import { AppError } from '../../lib/errors.ts'
import type { PageGuard } from '../context-policy.ts'
import { isBlank } from '../document-policy.ts'
import { describeDownload, downloadError, downloadSince } from '../download.ts'
import type { Change, WatchReport } from '../injected/wire.ts'
import { call } from '../perception/world.ts'
import { sessionOf } from '../puppeteer-inside.ts'
import { insidesOf } from '../tab.ts'
import { findAppeared, plannedAppearance, readAppearance } from './appearance.ts'
import { wasHeard } from './hearing.ts'
import { followLoading } from './loading.ts'
import { type RequestWatch, type SeenRequest, TELLING, watchRequests } from './requests.ts'
import { type ExecuteOptions, isJudged, type Step, type Target } from './step.ts'

/** How an action's effects are looked for. */
export interface ProofOptions {
  /** The element whose listeners could have answered the action. */
  readonly target?: Target
  /** Whether a moved focus is what was asked for. */
  readonly focusCounts?: boolean
  /** Whether what only style brings to view counts, as a hover does. */
  readonly appears?: boolean
  /** Whether a browser's own behaviour may answer a moment later: a link, a submit button. */
  readonly activates?: boolean
  /** Whether that may lead a frame elsewhere: a form is asked for a task after the press (HTML, form submission). */
  readonly sends?: boolean
}

/** How long a change may take where the page listened, in ms. */
const LATE_MS = 1_500
/** Most late changes come within this; what the page listened to is asked only afterwards. */
const SOON_MS = 120
const ACTIVATION_MS = 400
const REQUEST_MS = 4_000
/** A document that comes for longer than this is read as far as it is, in ms. */
const LOAD_MS = 10_000
const MAX_FRAMES = 12

interface FrameReport {
  readonly frame: Frame
  readonly report: WatchReport
}

interface Scene {
  readonly step: Step
  readonly frames: readonly Frame[]
  readonly since: number
  /** The page that the action operates; a popup may come to be the tab, or this one close its window. */
  readonly guard: PageGuard
  readonly commits: number
  /** From when to when the input was given, in ms since the epoch. */
  readonly span: { readonly from: number; to: number }
  readonly requests: RequestWatch
  readonly proof: ProofOptions
}

function reachableFrames(step: Step): Frame[] {
  const { page, isReachable } = insidesOf(step.tab)
  return page.frames().filter((frame, i) => i < MAX_FRAMES && !frame.detached && isReachable(frame))
}

/** A frame that goes away, or navigates, while it is asked has nothing to report. */
async function ask<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof AppError) throw error
    return null
  }
}

/**
 * Carries out `operate` and tells what it itself changed. What the page does anyway is left out: see injected/watch.ts
 * for changes of the document; a request counts when it started while the page handled our event.
 * @throws AppError domain_not_allowed and the like where the action led off the allowlist
 */
export async function proveEffect(step: Step, proof: ProofOptions, operate: () => Promise<void>): Promise<Effect[]> {
  const { tab } = step
  const frames = reachableFrames(step)
  const { target } = proof
  const shown = target && proof.appears ? await readAppearance(target.frame) : undefined
  using requests = watchRequests(new Set(frames.map(sessionOf)))
  await Promise.all([requests.ready, ...frames.map(frame => ask(call(frame, 'beginWatch', isJudged(step.options))))])
  const { guard } = insidesOf(tab)
  const span = { from: Date.now(), to: Number.POSITIVE_INFINITY }
  const scene: Scene = { step, frames, since: performance.now(), guard, commits: guard.commits, span, requests, proof }
  using loading = followLoading(insidesOf(tab))
  const watch = endingOf(frames)
  try {
    await operate()
    span.to = Date.now()
    const reports = await settle(scene, loading)
    await tab.arrivals()
    if (insidesOf(tab).guard !== guard) await arrived(step)
    if (isJudged(step.options)) await step.options.deadline.race(letSend(scene))
    assertNotDenied(scene)
    // What a frame is asked afterwards comes after it, so that proof need not wait for it.
    void watch.end()
    if (isDownloading(scene, reports)) await downloadSince(guard.policy.journal, scene.since, step.options.deadline)
    const effects = gather(scene, reports)
    const [download] = downloadsOf(scene)
    if (download && effects.every(({ kind }) => kind === 'download' || kind === 'request'))
      throw downloadError(download)
    if (effects.length > 0) return effects
  } finally {
    void watch.end()
  }
  await watch.end() // nothing has come of it so far
  const before = shown ?? (target && plannedAppearance(target, step.options))
  if (!target || !before) return []
  return (await ask(findAppeared(target, before, step.options))) ?? []
}

/** A form that a script sends is asked for a task later (HTML, form submission); what is held then must be known now. */
const letSend = ({ frames }: Scene): Promise<unknown> => Promise.all(frames.map(frame => ask(call(frame, 'nextTask'))))

/** Ends the watch in frames, once. */
const endingOf = (frames: readonly Frame[]) => {
  let ended: Promise<unknown> | undefined
  return {
    end: () => {
      ended ??= Promise.allSettled(frames.map(frame => call(frame, 'endWatch')))
      return ended
    },
  }
}

type Loading = ReturnType<typeof followLoading>

/** Waits for what the action set going, by events; nothing here waits longer than its own limit or the deadline. */
async function settle(scene: Scene, loading: Loading): Promise<FrameReport[]> {
  const { step } = scene
  const { deadline } = step.options
  const reports = await deadline.race(readReports(scene, 0))
  assertNotDiverted(reports)
  if (await leaves(scene, loading)) return reports
  if (isProven(scene, reports)) {
    if (!(await settleRequests(scene, reports))) return reports
    if (await leaves(scene, loading)) return reports
    return await deadline.race(readReports(scene, 0, reports))
  }
  return await awaitLate(scene, loading, reports)
}

/** Waits until what the action asked for has come; whether there was anything to wait for. */
async function settleRequests(scene: Scene, reports: readonly FrameReport[]): Promise<boolean> {
  const pending = ownRequests(scene, reports).filter(request => !request.done)
  if (pending.length === 0) return false
  await scene.requests.settled(pending, Math.min(REQUEST_MS, scene.step.options.deadline.left))
  return true
}

/** Waits for a change that comes after the page has handled our events: a short while first, longer where it listened. */
async function awaitLate(scene: Scene, loading: Loading, before: FrameReport[]): Promise<FrameReport[]> {
  const { step, proof } = scene
  const { deadline } = step.options
  const since = performance.now()
  const left = (ms: number): number => Math.max(0, Math.min(since + ms - performance.now(), deadline.left))
  let reports = await readUnlessLeaving(scene, loading, { ms: left(SOON_MS), before })
  if ((await leaves(scene, loading)) || isProven(scene, reports)) return reports
  if (proof.target && (await ask(wasHeard(proof.target.frame))) === false) {
    if (proof.activates) await loading.startedWithin(left(ACTIVATION_MS))
    if (await leaves(scene, loading)) return reports
    await settleRequests(scene, reports)
    return reports.map(withoutLate)
  }
  for (;;) {
    if (reports.some(hasLate)) reports = await deadline.race(confirmReports(reports))
    if (reports.some(hasLate) || isProven(scene, reports) || left(LATE_MS) === 0) return reports
    reports = await readUnlessLeaving(scene, loading, { ms: left(LATE_MS), before: reports })
    if (await leaves(scene, loading)) return reports
  }
}

interface Reading {
  readonly ms: number
  readonly before: FrameReport[]
}

/** Reports after at most `ms`; those before where the tab begins to leave meanwhile. */
async function readUnlessLeaving(scene: Scene, loading: Loading, { ms, before }: Reading): Promise<FrameReport[]> {
  const reports = readReports(scene, ms, before)
  return await scene.step.options.deadline.race(Promise.race([reports, loading.started.then(() => before)]))
}

const hasLate = ({ report }: FrameReport): boolean => report.late.length > 0

async function confirmReports(before: readonly FrameReport[]): Promise<FrameReport[]> {
  const confirmed = await Promise.all(
    before.map(async ({ frame }) => ({ frame, report: await ask(call(frame, 'confirmLate')) })),
  )
  return confirmed.flatMap(({ frame, report }) => (report ? [{ frame, report }] : []))
}

const withoutLate = ({ frame, report }: FrameReport): FrameReport => ({ frame, report: { ...report, late: [] } })

/** Whether the tab is on its way to another document, and if so waits until that is there. */
async function leaves({ step, commits, guard: before }: Scene, loading: Loading): Promise<boolean> {
  const { guard } = insidesOf(step.tab)
  if (guard !== before) {
    await arrived(step)
    return true
  }
  if (!loading.isUnderWay && guard.commits === commits) return false
  await loading.finished(step.options.deadline)
  return insidesOf(step.tab).guard !== guard || guard.commits !== commits
}

/** How long a window that is opened empty may take to go somewhere, in ms. */
const BLANK_MS = 1_500

/** Waits until a page that has come to be the tab can be read. */
async function arrived({ tab, options: { deadline } }: Step): Promise<void> {
  const { guard, page } = insidesOf(tab)
  const moved = Promise.withResolvers<void>()
  using _listening = tab.listen(({ kind }) => (kind === 'navigation' || kind === 'popup') && moved.resolve())
  if (!guard.gone && isBlank(guard.url)) await deadline.race(within(BLANK_MS, moved.promise))
  if (insidesOf(tab).guard !== guard || isBlank(guard.url)) return
  await deadline.race(ask(call(page.mainFrame(), 'untilParsed', LOAD_MS)))
}

async function readReports(scene: Scene, ms: number, before: FrameReport[] = []): Promise<FrameReport[]> {
  const waits = scene.frames.map(async frame => ({ frame, report: await ask(call(frame, 'watchUntil', ms)) }))
  const first = ms > 0 ? await Promise.race([Promise.all(waits), firstProven(waits)]) : await Promise.all(waits)
  const reports = first.flatMap(({ frame, report }) => (report ? [{ frame, report }] : []))
  return reports.length > 0 ? reports : before
}

/** As soon as one frame has something to show, the others need not be waited for. */
async function firstProven<T extends { report: WatchReport | null }>(waits: Promise<T>[]): Promise<T[]> {
  const never = Promise.withResolvers<T[]>()
  for (const wait of waits) void wait.then(entry => entry.report && showsChange(entry.report) && never.resolve([entry]))
  return await never.promise
}

const showsChange = (report: WatchReport): boolean =>
  report.direct.length > 0 || report.late.length > 0 || report.fields.length > 0 || report.urlChanged || report.scrolled

const isProven = (scene: Scene, reports: readonly FrameReport[]): boolean =>
  reports.some(
    ({ report }) => report.direct.length + report.fields.length > 0 || report.urlChanged || report.scrolled,
  ) ||
  ownRequests(scene, reports).length > 0 ||
  downloadsOf(scene).length > 0

/** A document was asked for, and the tab has no other: as where the answer is a download. */
const isDownloading = (scene: Scene, reports: readonly FrameReport[]): boolean =>
  insidesOf(scene.step.tab).guard.commits === scene.commits &&
  ownRequests(scene, reports).some(({ type }) => type === 'Document')

const downloadsOf = ({ step, since }: Scene) =>
  step.tab.eventsSince(since).filter(event => event.kind === 'download_refused')

const CLOCK_SLACK_MS = 2

/** When a document that an activated link or form asks for is the action's: a frame that it leads elsewhere has no more to report. */
const sentIn = ({ proof, span }: Scene, type: string | undefined): (readonly [number, number])[] =>
  type === 'Document' && proof.sends ? [[span.from, span.to + ACTIVATION_MS]] : []

/** Requests that were started while the page handled our events, and what an activated link or form asked for after it. */
const ownRequests = (scene: Scene, reports: readonly FrameReport[]): SeenRequest[] => {
  const tasks = reports.flatMap(({ report }) => report.tasks)
  return scene.requests.seen.filter(
    ({ type, startedAt, stopped }) =>
      !stopped &&
      TELLING.has(type ?? '') &&
      [...tasks, ...sentIn(scene, type)].some(
        ([from, to]) => startedAt >= from - CLOCK_SLACK_MS && startedAt <= to + CLOCK_SLACK_MS,
      ),
  )
}

function assertNotDenied({ step, since }: Scene): void {
  for (const event of step.tab.eventsSince(since)) {
    if (event.kind === 'write_refused') {
      throw new AppError('write_not_allowed', 'it sends a form, and this session may not change things', {
        host: event.host,
      })
    }
    if (event.kind === 'navigation_denied') {
      throw new AppError(event.reason, `the action leads to ${event.host}, which this session may not open`, {
        host: event.host,
      })
    }
  }
}

/** @throws AppError target_not_found where the page put something else under the input than what was judged */
function assertNotDiverted(reports: readonly FrameReport[]): void {
  if (reports.some(({ report }) => report.diverted))
    throw new AppError('target_not_found', 'what was to be pressed changed at the last moment')
}

const STATES =
  /^(aria-(expanded|checked|selected|pressed|hidden|current|disabled)|open|checked|hidden|disabled|class|style)$/

function fromChange(
  change: Change,
  { frame, options }: { frame: Frame; options: ExecuteOptions },
  doc: string,
): Effect {
  const isDialog = /^(alert)?dialog\b/.test(change.where)
  const kind = isDialog ? 'dialog' : change.what.split(', ').every(what => STATES.test(what)) ? 'state' : 'dom'
  const ref = change.id === undefined ? undefined : options.refs.refFor({ frame, doc, number: change.id })
  return { kind, ...(ref && { ref }), detail: `${change.what}: ${change.where}` }
}

const MAX_EFFECTS = 8

function gather(scene: Scene, reports: readonly FrameReport[]): Effect[] {
  const { step, since, commits, proof } = scene
  const { options, tab } = step
  const effects: Effect[] = []
  const { guard } = insidesOf(tab)
  const moved =
    (guard === scene.guard && guard.commits !== commits) ||
    reports.some(({ report, frame }) => report.urlChanged && !frame.parentFrame())
  if (moved) effects.push({ kind: 'navigation', detail: shortUrl(tab.url) })
  if (scene.guard.gone) effects.push({ kind: 'popup', detail: `closed; the tab is ${shortUrl(tab.url)}` })
  for (const event of tab.eventsSince(since)) {
    if (event.kind === 'popup' && event.outcome !== 'denied' && event.outcome !== 'closed')
      effects.push({ kind: 'popup', detail: shortUrl(tab.url) })
    if (event.kind === 'dialog')
      effects.push({
        kind: 'dialog',
        detail: `${event.type} ${event.answer.accept ? 'accepted' : 'dismissed'}: ${event.message.slice(0, 120)}`,
      })
  }
  for (const download of downloadsOf(scene))
    effects.push({ kind: 'download', detail: `refused: ${describeDownload(download)}` })
  for (const entry of reports) effects.push(...effectsOf(entry, options, proof))
  for (const request of ownRequests(scene, reports).slice(0, 3)) {
    if (!moved || request.type !== 'Document')
      effects.push({ kind: 'request', detail: `${request.method} ${shortUrl(request.url)}` })
  }
  return dedupe(effects).slice(0, MAX_EFFECTS)
}

function effectsOf({ frame, report }: FrameReport, options: ExecuteOptions, proof: ProofOptions): Effect[] {
  const doc = report.doc
  const refOf = (number: number) => options.refs.refFor({ frame, doc, number })
  const effects: Effect[] = report.fields.map(field => ({
    kind: field.kind,
    ref: refOf(field.id),
    detail: `${field.from || 'empty'} → ${field.to || 'empty'}`,
  }))
  for (const change of [...report.direct, ...report.late]) effects.push(fromChange(change, { frame, options }, doc))
  if (report.scrolled) effects.push({ kind: 'scroll', detail: 'the page has scrolled' })
  if (proof.focusCounts && report.focus > 0)
    effects.push({ kind: 'focus', ref: refOf(report.focus), detail: 'has the focus' })
  return effects
}

const dedupe = (effects: readonly Effect[]): Effect[] => [
  ...new Map(effects.map(effect => [`${effect.kind} ${effect.ref ?? ''} ${effect.detail}`, effect])).values(),
]

/** Host and path of an address: queries and fragments may carry secrets. */
export const shortUrl = (url: string): string => {
  if (!URL.canParse(url)) return ''
  const { host, pathname, hash } = new URL(url)
  return `${host}${pathname}${hash.length < 40 ? hash : ''}`
}
