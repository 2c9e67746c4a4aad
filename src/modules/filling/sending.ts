import { createFormHands, type FormHands } from '../../browser/filling.ts'
import type { TakenForms } from '../../browser/perception/form-capture.ts'
import type { Taint } from '../../browser/taint.ts'
import type { FillPlan } from '../../forms/match.ts'
import type { Turn } from '../sessions/service.ts'

/** Sends one form: by its button, and where that does nothing by Enter, then as the browser itself would. */
export interface Sending {
  /** Whether a request of the form, or of a script, has gone to the site since. */
  readonly wasSent: boolean
  start(hands: FormHands): Promise<void>
  /** Tries the next way, if the last one had its time and nothing came of it; gives whether it did. */
  tryAgain(forms: TakenForms): Promise<boolean>
}

/** How long a way of sending has to show something, in ms. */
const WAY_MS = 900

type Way = (hands: FormHands) => Promise<void>

const waysOf = ({ submit }: FillPlan): Way[] => {
  const { press, enter } = submit
  return [
    ...(press === undefined ? [] : [(hands: FormHands) => hands.click(press)]),
    hands => hands.pressEnter(enter),
    hands => hands.requestSubmit(enter, press),
  ]
}

export const createSending = ({ tab, deadline }: Turn, { plan, taint }: { plan: FillPlan; taint: Taint }): Sending => {
  const ways = waysOf(plan)
  const startedAt = performance.now()
  let lastAt = startedAt
  const attempt = async (hands: FormHands): Promise<void> => {
    const way = ways.shift()
    lastAt = performance.now()
    await way?.(hands)
  }
  const wasSent = () => taint.sentAt >= startedAt
  return {
    get wasSent() {
      return wasSent()
    },
    async start(hands) {
      try {
        await attempt(hands)
      } catch (error) {
        // A button that is covered or has gone: the next way may still do.
        if (ways.length === 0) throw error
        lastAt = 0
      }
    },
    async tryAgain(forms) {
      if (ways.length === 0 || wasSent() || performance.now() - lastAt < WAY_MS) return false
      const isThere = forms.capture.controls.some(({ ref, filled }) => ref === plan.submit.enter && filled)
      if (!isThere) return false
      await attempt(createFormHands(tab, forms, deadline))
      return true
    },
  }
}
