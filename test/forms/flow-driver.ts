import { takeFormCapture } from '../../src/browser/perception/form-capture.ts'
import type { Tab } from '../../src/browser/tab.ts'
import type { FormCapture } from '../../src/contract/form.ts'
import { advance, nextStep, type Progress, type Step, settle } from '../../src/forms/flow.ts'
import type { ValueName } from '../../src/forms/match.ts'
import { readDemands } from '../../src/forms/password-field.ts'
import type { Deadline } from '../../src/lib/deadline.ts'
import { isAppError } from '../../src/lib/errors.ts'
import { createPassword } from '../../src/modules/signup/password.ts'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

const takeAll = async (passwords: readonly unknown[]) => passwords.map(() => true)

/** What a run came to, and what was pressed and filled on the way. */
export interface Run {
  readonly end: Step
  readonly steps: readonly string[]
}

/** Drives a tab as the steps say, until it is done, stopped, or `patience` (ms) has passed with nothing new. */
export const drive = async (
  tab: Tab,
  intent: 'login' | 'signup',
  options: { values: Readonly<Partial<Record<ValueName, string>>>; deadline: Deadline; patience: number },
): Promise<Run> => {
  const available = { values: Object.keys(options.values) as ValueName[] }
  const steps: string[] = []
  let progress: Progress = { intent }
  let since = performance.now()
  for (;;) {
    options.deadline.signal.throwIfAborted()
    const step = await take(tab, progress, { available, values: options.values })
    if (!step) continue
    if (step.taken.kind === 'wait') {
      if (performance.now() - since > options.patience) return { end: settle(step.capture, progress), steps }
      continue
    }
    if (step.taken.kind === 'done' || step.taken.kind === 'stop') return { end: step.taken, steps }
    steps.push(step.taken.kind === 'press' ? step.taken.why : step.taken.plan.fill.map(({ value }) => value).join('+'))
    progress = step.progress
    since = performance.now()
  }
}

interface Given {
  readonly available: { readonly values: readonly ValueName[] }
  readonly values: Readonly<Partial<Record<ValueName, string>>>
}

/** One look and one step; undefined where the page went away under it. */
const take = async (
  tab: Tab,
  progress: Progress,
  given: Given,
): Promise<{ taken: Step; progress: Progress; capture: FormCapture } | undefined> => {
  try {
    const forms = await takeFormCapture(tab)
    const { capture } = forms
    const step = nextStep(capture, progress, given.available)
    if (step.kind === 'press') await (await forms.element(step.ref)).handle.click()
    if (step.kind === 'fill') {
      const { fill, tick, submit } = step.plan
      const secrets = capture.controls.filter(({ ref }) =>
        fill.some(one => one.ref === ref && one.value === 'password'),
      )
      const password =
        progress.intent === 'signup'
          ? (await createPassword(readDemands(secrets, capture.text), { random, judge: takeAll }))?.reveal()
          : undefined
      for (const { ref, value } of fill) {
        const { handle } = await forms.element(ref)
        await handle.click()
        await handle.type((value === 'password' ? password : undefined) ?? given.values[value] ?? '')
      }
      for (const ref of tick) await (await forms.element(ref)).handle.click()
      const { handle } = await forms.element(submit.press ?? submit.enter)
      await (submit.press ? handle.click() : handle.press('Enter'))
    }
    return { taken: step, progress: advance(progress, step, capture), capture }
  } catch (error) {
    if (isAppError(error, 'page_failed') || isAppError(error, 'target_not_found')) return undefined
    if (/detached|destroyed|closed|navigat|went away|changed|not clickable|Argument should belong/i.test(String(error)))
      return undefined
    throw error
  }
}
