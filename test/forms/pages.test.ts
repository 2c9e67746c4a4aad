import { describe, expect, test } from 'bun:test'
import { type TakenForms, takeFormCapture } from '../../src/browser/perception/form-capture.ts'
import { type FillPlan, planLogin, planSignup, type ValueName } from '../../src/forms/match.ts'
import { recognizeForms } from '../../src/forms/recognize.ts'
import { Deadline } from '../../src/lib/deadline.ts'
import { useChromium } from '../support/chromium.ts'
import { serveSite } from '../support/site.ts'
import { formPage, formPages, marked } from './form-pages.ts'

const chromium = useChromium()
const values: ValueName[] = ['email', 'username', 'password', 'first_name', 'last_name', 'full_name']

const withPage = async (html: string, check: (taken: TakenForms) => Promise<void>): Promise<void> => {
  using site = serveSite()
  await using lease = await chromium.lease()
  using deadline = new Deadline(10_000)
  await lease.tab.navigate(site.show(html), { deadline })
  const taken = await takeFormCapture(lease.tab)
  await check(taken)
}

const expectPlan = async (taken: TakenForms, intent: 'login' | 'signup', plan: FillPlan | undefined): Promise<void> => {
  const wanted = await marked(taken, `data-fill-${intent}`)
  expect(plan?.fill.map(({ ref, value }) => ({ ref, value }))).toEqual(wanted as { ref: string; value: ValueName }[])
  const pressed = await marked(taken, `data-press-${intent}`)
  expect(pressed.map(({ ref }) => ref)).toEqual([plan?.submit.press ?? 'none'])
}

const expectKinds = async (taken: TakenForms): Promise<void> => {
  const fields = recognizeForms(taken.capture).flatMap(form => form.fields)
  const kinds = Object.fromEntries(fields.map(({ control, kind }) => [control.ref, kind]))
  for (const { ref, value } of await marked(taken, 'data-is')) expect(`${ref} ${kinds[ref]}`).toBe(`${ref} ${value}`)
}

describe('a form page is read as a person reads it', () => {
  for (const name of formPages('form-')) {
    test(name.replace('form-', '').replaceAll('-', ' '), async () => {
      const html = await formPage(name)
      await withPage(html, async taken => {
        await expectKinds(taken)
        if (html.includes('data-fill-login')) await expectPlan(taken, 'login', planLogin(taken.capture, { values }))
        if (!html.includes('data-fill-signup')) return
        const plan = planSignup(taken.capture, { values })
        await expectPlan(taken, 'signup', plan)
        expect(plan?.tick ?? []).toEqual((await marked(taken, 'data-tick')).map(({ ref }) => ref))
      })
    })
  }
})
