import { createFormHands } from '../../browser/filling.ts'
import { judgeByPatterns } from '../../browser/pattern-judge.ts'
import type { TakenForms } from '../../browser/perception/form-capture.ts'
import type { Taint } from '../../browser/taint.ts'
import type { FillPlan, FillStep, ValueName } from '../../forms/match.ts'
import { Secret } from '../../lib/secret.ts'
import type { Turn } from '../sessions/service.ts'
import { assertOwnPlace } from './destination.ts'
import type { FlowOrder } from './order.ts'

interface FillerDeps {
  readonly order: FlowOrder
  readonly taint: Taint
}

/** What was filled in. */
interface Filled {
  readonly password: boolean
  /** What says who one is, as it was typed. */
  readonly names: readonly string[]
}

const SECRETS: ReadonlySet<ValueName> = new Set(['password', 'otp'])

/** Fills in one form of a capture. */
export const createFiller = ({ tab, deadline }: Turn, forms: TakenForms, { order, taint }: FillerDeps) => {
  const hands = createFormHands(tab, forms, deadline)
  const { capture } = forms

  const findValue = async (name: ValueName, fill: readonly FillStep[]): Promise<Secret | undefined> => {
    const refs = new Set(fill.filter(({ value }) => value === name).map(({ ref }) => ref))
    const fields = capture.controls.filter(({ ref }) => refs.has(ref))
    const judge = (values: readonly Secret[]) => judgeByPatterns(tab, { forms, fields, values, deadline })
    return await order.values.get(name)?.({ fields, pageText: capture.text, judge })
  }

  const fillField = async (
    { ref, value: name, part }: FillStep,
    value: Secret,
    button: string | undefined,
  ): Promise<void> => {
    const typed = part ? partOf(value, part) : value
    if (!typed) return // a row with more boxes than the code has digits
    const place = await hands.readPlace(ref, button)
    assertOwnPlace(place, order.site)
    await hands.fill(ref, { value: typed, keys: name === 'otp', secret: SECRETS.has(name), place, button })
  }

  return {
    hands,
    press: (ref: string) => hands.click(ref),
    /**
     * Types the values, each checked at its field at that moment, and ticks the boxes.
     * @throws AppError credential_site_mismatch, form_posts_elsewhere before anything is typed
     */
    async fill({ fill, tick, submit }: FillPlan): Promise<Filled> {
      for (const { ref } of fill) assertOwnPlace(await hands.readPlace(ref, submit.press), order.site)
      const values = new Map<ValueName, Secret>()
      order.onFill()
      for (const name of new Set(fill.map(({ value }) => value))) {
        const value = await findValue(name, fill)
        if (value) values.set(name, value)
      }
      const { secrets = [], names = [] } = Object.groupBy(values, ([name]) => (SECRETS.has(name) ? 'secrets' : 'names'))
      taint.add(
        secrets.map(([, value]) => value),
        names.map(([, value]) => value),
      )
      for (const { ref, value } of fill) if (SECRETS.has(value) && values.has(value)) await hands.holdDocument(ref)
      for (const step of fill) {
        const value = values.get(step.value)
        if (value) await fillField(step, value, submit.press)
      }
      for (const ref of tick) await hands.click(ref)
      return { password: values.has('password'), names: names.map(([, value]) => value.reveal()) }
    },
  }
}

const partOf = (value: Secret, { from, to }: NonNullable<FillStep['part']>): Secret | undefined => {
  const part = [...value.reveal()].slice(from, to).join('')
  return part === '' ? undefined : new Secret(part)
}
