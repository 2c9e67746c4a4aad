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
  const fields = members.filter(isField).filter(({ control, kind }) => !control.disabled && kind !== 'trap')
  const buttons = members.filter((part): part is RecognizedButton => !isField(part))
  return { form, fields, buttons, intents: scoreIntents({ form, fields, buttons, capture }) }
}

/** Fields outside a form: a password followed by a button that sends, followed by another field, is the end of a run. */
const partRuns = (
  members: readonly (RecognizedField | RecognizedButton)[],
): (RecognizedField | RecognizedButton)[][] => {
  const runs: (RecognizedField | RecognizedButton)[][] = [[]]
  let sent = false
  for (const part of members) {
    const run = runs.at(-1) ?? []
    const hasFields = run.some(isField)
    if (isField(part) && sent && hasFields && !/checkbox|radio/.test(part.control.type)) {
      runs.push([part])
      sent = false
      continue
    }
    run.push(part)
    if (hasFields && !isField(part) && /^(login|signup)$/.test(part.kind) && part.control.kind === 'button') sent = true
  }
  return runs
}
