import { watchQuiet } from '../../browser/actions/quiet.ts'
import { createFormHands, type FormHands } from '../../browser/filling.ts'
import type { TakenForms } from '../../browser/perception/form-capture.ts'
import type { FillPlan } from '../../forms/match.ts'
import { isAppError } from '../../lib/errors.ts'
import type { Turn } from '../sessions/service.ts'

/** Sends one form: by its button, and where that does nothing by Enter, then as the browser itself would. */
export interface Sending extends Disposable {
  /** How long nothing has been under way since it was sent, in ms; undefined while something is. */
  readonly silence: number | undefined
  start(hands: FormHands): Promise<void>
  /** Whether a form was kept from being sent since, because its address would have carried a secret. */
  wasHeld(hands: FormHands): Promise<boolean>
  /** Tries the next way, if the last one had its time and nothing came of it; gives whether it did. */
  tryAgain(forms: TakenForms): Promise<boolean>
}

/** How long after a way of sending, and after what it asked for was answered, a page has to show something, in ms. */
const WAY_MS = 1_000

type Way = (hands: FormHands) => Promise<void>

const waysOf = ({ submit }: FillPlan): Way[] => {
  const { press, enter } = submit
  return [
    ...(press === undefined ? [] : [(hands: FormHands) => hands.click(press)]),
    hands => hands.pressEnter(enter),
    hands => hands.requestSubmit(enter, press),
  ]
}

export const createSending = ({ tab, deadline }: Turn, plan: FillPlan): Sending => {
  const ways = waysOf(plan)
  const quiet = watchQuiet(tab)
  let lastAt = performance.now()
  let heldBefore = 0
  const attempt = async (hands: FormHands): Promise<void> => {
    const way = ways.shift()
    lastAt = performance.now()
    await way?.(hands)
  }
  /** A page that opened a dialog has heard of the form. */
  const hasAsked = (): boolean => tab.eventsSince(lastAt).some(({ kind }) => kind === 'dialog')
  const silence = (): number | undefined =>
    quiet.since === undefined ? undefined : performance.now() - Math.max(quiet.since, lastAt)
  return {
    get silence() {
      return silence()
    },
    async start(hands) {
      await quiet.ready
      heldBefore = await hands.countHeldForms(plan.submit.enter)
      try {
        await attempt(hands)
      } catch (error) {
        // A button that is covered or has gone: the next way may still do.
        if (ways.length === 0) throw error
        lastAt = 0
      }
    },
    async wasHeld(hands) {
      const held = await hands.countHeldForms(plan.submit.enter).catch(error => {
        // Its document or its frame has gone, so it was sent.
        if (isAppError(error, 'target_not_found') || isAppError(error, 'page_failed')) return heldBefore
        throw error
      })
      return held > heldBefore
    },
    async tryAgain(forms) {
      // What has left the page once may have been taken: a form is not sent a second time.
      if (ways.length === 0 || (silence() ?? 0) < WAY_MS || hasAsked() || quiet.hasSent) return false
      const isThere = forms.capture.controls.some(({ ref, filled }) => ref === plan.submit.enter && filled)
      if (!isThere) return false
      await attempt(createFormHands(tab, forms, deadline))
      return true
    },
    [Symbol.dispose]: () => quiet[Symbol.dispose](),
  }
}
