import type { Frame } from 'puppeteer-core'
import type { Deadline } from '../../lib/deadline.ts'
import { AppError, isAppError } from '../../lib/errors.ts'
import { call } from '../perception/world.ts'
import { hasSettled } from '../puppeteer-inside.ts'
import { insidesOf, type Tab } from '../tab.ts'
import { sinceInput } from './input.ts'
import { aimAt } from './pointing.ts'
import type { Outcome, Step } from './step.ts'
import { findAnew, findLiving } from './target.ts'

const WAIT_MS = 10_000

const limitOf = (step: Step): number => Math.max(0, Math.min(WAIT_MS, step.options.deadline.left - 500))

/** Waits for a text or an element to show; ends as soon as it does. */
export const waitFor = (step: Step): Promise<Outcome> => {
  const [text] = step.action.arguments ?? []
  return text ? waitForText(step, text) : waitForElement(step)
}

/** Resolves when something changes in the tab's top document, or after `ms`. */
export const waitForChange = (tab: Tab, ms: number, deadline: Deadline): Promise<unknown> =>
  tab.read(() => call(insidesOf(tab).page.mainFrame(), 'nextChange', ms), deadline)

/** A page that has not changed for this long, and waits for nothing, is still, in ms. */
const STILL_MS = 250
/** How long a page may take to answer our input by itself, in ms. */
const ANSWER_MS = 2_000
/** How often a page that is loading is asked whether it still is, in ms. */
const LOADING_MS = 200

/**
 * Waits until the tab's top document changes, at most `ms`; false where it does not, and nothing is on its way: it has loaded, asks
 * for nothing, has stood still for a moment, and our last input was long ago.
 */
export async function waitForMore(tab: Tab, ms: number, deadline: Deadline): Promise<boolean> {
  const until = performance.now() + ms
  for (;;) {
    const frame = insidesOf(tab).page.mainFrame()
    const still = await tab.read(() => call(frame, 'stillness'), deadline)
    const isComing = still.isLoading || (still.hasScripts && !hasSettled(frame))
    const due = Math.max(STILL_MS - still.ms, ANSWER_MS - sinceInput(tab), isComing ? LOADING_MS : 0)
    const left = Math.min(due, until - performance.now())
    if (left <= 0) return false
    if (await tab.read(() => call(frame, 'nextChange', left), deadline)) return true
  }
}

async function waitForText(step: Step, text: string): Promise<Outcome> {
  const { page, isReachable } = insidesOf(step.tab)
  const frames = page.frames().filter(isReachable)
  const ms = limitOf(step)
  const found = Promise.withResolvers<boolean>()
  const waits = frames.map(async frame => {
    if ((await call(frame, 'waitForText', text, ms)) && (await isTold(step, frame, text))) found.resolve(true)
  })
  void Promise.allSettled(waits).then(() => found.resolve(false))
  if (!(await step.options.deadline.race(found.promise))) {
    throw new AppError('target_not_found', `"${text.slice(0, 80)}" did not appear within ${Math.round(ms / 1000)} s`)
  }
  return { effects: [{ kind: 'dom', detail: `shown: ${text.slice(0, 80)}` }] }
}

/** Whether a text is part of what an agent may read: what is not told cannot be guessed piece by piece either. */
const isTold = async ({ tab }: Step, frame: Frame, text: string): Promise<boolean> =>
  !tab.isScrubbed || hasText(tab.scrub(await call(frame, 'visibleText')), text)

const fold = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase()

const hasText = (page: string, text: string): boolean => fold(page).includes(fold(text))

async function waitForElement(step: Step): Promise<Outcome> {
  const { tab, action, options } = step
  const endsAt = performance.now() + limitOf(step)
  for (;;) {
    const target = (action.ref && (await findLiving(tab, action.ref, options))) || (await tryAnew(step))
    const left = endsAt - performance.now()
    if (target) {
      const aimed = await aimAt(step, target)
      return { effects: [{ kind: 'dom', ref: target.ref, detail: 'is there' }], facts: aimed.facts, target }
    }
    if (left <= 0) throw new AppError('target_not_found', `"${action.name ?? action.ref ?? ''}" did not appear`)
    await options.deadline.race(call(insidesOf(tab).page.mainFrame(), 'nextChange', left))
  }
}

async function tryAnew({ tab, action, options }: Step) {
  try {
    return await findAnew(tab, action, options)
  } catch (error) {
    if (isAppError(error, 'target_not_found')) return undefined
    throw error
  }
}
