import type { CapturedForm, FormCapture } from '../contract/form.ts'
import { kindOfButton } from './button.ts'
import { kindOfField } from './field.ts'
import { scoreIntents } from './intent.ts'
import type { RecognizedButton, RecognizedField, RecognizedForm } from './recognized.ts'

/** All forms of a page, in document order; fields outside a `<form>` are parted where a button ends a run of them. */
export const recognizeForms = (capture: FormCapture): RecognizedForm[] => {
  const parts = new Map<number, (RecognizedField | RecognizedButton)[]>()
  for (const [order, control] of capture.controls.entries()) {
    if (control.form < 0 || !control.visible) continue
    const part: RecognizedField | RecognizedButton =
      control.kind === 'field'
        ? { control, kind: kindOfField(control), order }
        : { control, kind: kindOfButton(control), order }
    parts.set(control.form, [...(parts.get(control.form) ?? []), part])
  }
  return [...parts].flatMap(([index, members]) => {
    const form = capture.forms[index]
    if (!form) return []
    const groups = form.native ? [members] : partRuns(members)
    return groups.map(group => toForm(form, group, capture)).filter(({ fields }) => fields.length > 0)
  })
}

const isField = (part: RecognizedField | RecognizedButton): part is RecognizedField => part.control.kind === 'field'

const toForm = (
  form: CapturedForm,
  members: readonly (RecognizedField | RecognizedButton)[],
  capture: FormCapture,
): RecognizedForm => {
  const hasSecret = capture.controls.some(
    ({ form: owner, type }) => type === 'password' && capture.forms[owner] === form,
  )
  const fields = members
    .filter(isField)
    .filter(({ control, kind }) => !control.disabled && kind !== 'trap')
    .map(field => (isMailbox(field, capture) ? { ...field, kind: 'username' as const } : field))
    .map(field => (field.kind === 'password' && field.control.type !== 'password' && hasSecret ? asText(field) : field))
  const buttons = members.filter((part): part is RecognizedButton => !isField(part))
  return { form, fields, buttons, intents: scoreIntents({ form, fields, buttons, capture }) }
}

/** The first half of an address that the site would make anew: its domain, or a list of them, stands right after it. */
const isMailbox = ({ control, kind, order }: RecognizedField, { controls }: FormCapture): boolean => {
  if (control.type !== 'text' || !/^(email|identifier|street|text)$/.test(kind)) return false
  if (/^@/.test(control.description) && DOMAIN.test(control.description.split(' ')[0] ?? '')) return true
  const options = controls[order + 1]?.options ?? []
  return options.length > 0 && options.every(({ text }) => DOMAIN.test(text))
}

const DOMAIN = /^@?[\p{L}\d-]+(\.[\p{L}\d-]+)+$/u

/** A password goes into a field that hides it wherever the form has one, never into its plain double. */
const asText = (field: RecognizedField): RecognizedField => ({ ...field, kind: 'text' })

/**
 * Fields outside a form: a button that sends ends a run when another field follows; one that goes on does when that
 * field asks again who one is, or for a code.
 */
const partRuns = (
  members: readonly (RecognizedField | RecognizedButton)[],
): (RecognizedField | RecognizedButton)[][] => {
  const runs: (RecognizedField | RecognizedButton)[][] = [[]]
  for (const part of members) {
    if (isField(part) && startsRun(part, runs.at(-1) ?? [])) runs.push([part])
    else runs.at(-1)?.push(part)
  }
  return runs
}

const startsRun = (field: RecognizedField, run: readonly (RecognizedField | RecognizedButton)[]): boolean => {
  const first = run.findIndex(isField)
  if (first < 0 || /checkbox|radio/.test(field.control.type)) return false
  const pressed = run.slice(first).filter(part => !isField(part) && part.control.kind === 'button')
  if (pressed.some(({ kind }) => kind === 'login' || kind === 'signup')) return true
  return pressed.some(({ kind }) => kind === 'next') && /^(email|username|identifier|otp)$/.test(field.kind)
}
