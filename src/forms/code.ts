import type { FormControl } from '../contract/form.ts'
import { speaksOf } from './field.ts'
import type { FillStep } from './match.ts'
import type { RecognizedField, RecognizedForm } from './recognized.ts'
import { toPlain } from './text.ts'

/** A code's way into a form: the fields in order, and how many characters each takes; `undefined` for all there are. */
export interface CodePlace {
  readonly form: RecognizedForm
  readonly fields: readonly { readonly field: RecognizedField; readonly takes: number | undefined }[]
}

/** A box for one character is no wider than this, in CSS pixels, and stands in a row with at least this many more. */
const BOX = { width: 90, least: 4 } as const
/** Boxes for several characters each, as in 123-456. */
const GROUP = { least: 2, most: 3, shortest: 2, longest: 4 } as const

const isTyped = ({ control }: RecognizedField): boolean =>
  /^(text|tel|number|password|search|textbox)$/.test(control.type) && !control.readOnly

/** Where a form takes a one-time code: in one field, or in boxes beside each other. A password asked for beside it makes it none. */
export const codePlaceOf = (form: RecognizedForm): CodePlace | undefined => {
  const fields = form.fields.filter(isTyped)
  const boxes = runOf(fields, BOX.least, isBox)
  if (boxes) return { form, fields: boxes.map(field => ({ field, takes: 1 })) }
  if (form.fields.some(({ kind }) => kind === 'password')) return undefined
  const groups = runOf(fields, GROUP.least, isGroup)
  if (groups && groups.length <= GROUP.most && speaksOfCode(form))
    return { form, fields: groups.map(field => ({ field, takes: field.control.maxLength })) }
  const whole = form.fields.find(({ kind }) => kind === 'otp') ?? onlyNumber(form, fields)
  return whole && { form, fields: [{ field: whole, takes: undefined }] }
}

/** Whether one of the forms asks for a one-time code. */
export const wantsCode = (forms: readonly RecognizedForm[]): boolean => forms.some(form => codePlaceOf(form))

/** The steps that put a code there. */
export const fillCode = ({ fields }: CodePlace): FillStep[] => {
  let from = 0
  return fields.map(({ field, takes }) => {
    const part = takes === undefined ? {} : { part: { from, to: from + takes } }
    from += takes ?? 0
    return { ref: field.control.ref, value: 'otp', ...part }
  })
}

type Test = (field: RecognizedField, first: RecognizedField) => boolean

/** The first run of fields, one after the other in a row of the page, that all pass. */
const runOf = (
  fields: readonly RecognizedField[],
  least: number,
  passes: Test,
): readonly RecognizedField[] | undefined => {
  for (const [at, first] of fields.entries()) {
    const end = fields.findIndex((field, index) => index >= at && !(isBeside(field, first) && passes(field, first)))
    const run = fields.slice(at, end < 0 ? undefined : end)
    if (run.length >= least) return run
  }
  return undefined
}

const isBeside = ({ control }: RecognizedField, { control: first }: RecognizedField): boolean =>
  control.frame === first.frame && Math.abs(control.box.y - first.box.y) <= first.box.height / 2

/** A box for one character says so, or is narrow and as wide as its neighbours, and what names it names no other thing. */
const isBox: Test = ({ control, kind }, { control: first }) =>
  control.maxLength === 1 ||
  (/^(otp|text|password|phone)$/.test(kind) &&
    (control.maxLength ?? BOX.width) > GROUP.longest &&
    control.box.width <= BOX.width &&
    Math.abs(control.box.width - first.box.width) <= 4)

const isGroup: Test = ({ control, kind }, { control: first }) =>
  !/^(email|username|identifier|password)$/.test(kind) &&
  control.maxLength === first.maxLength &&
  (control.maxLength ?? 0) >= GROUP.shortest &&
  (control.maxLength ?? 0) <= GROUP.longest

/** A code by its plain name; other things have codes too, so that this alone says nothing. */
const BARE =
  /(?<!\p{L})(code|codigo|codice|kod|kode|koodi|pin|token|digits)(?!\p{L})|код|コード|验证码|驗證碼|인증|κωδικ|קוד|رمز|mã|รหัส/u

const saysCode = (text: string): boolean => speaksOf('otp', toPlain(text)) || BARE.test(toPlain(text))

const speaksOfCode = ({ form, fields, buttons }: RecognizedForm): boolean =>
  saysCode([form.heading, form.hints, ...[...fields, ...buttons].map(({ control }) => nameOf(control))].join(' '))

const nameOf = ({ label, placeholder, nearby }: FormControl): string => `${label} ${placeholder} ${nearby}`

/** The one field of a form that takes some digits and nothing else, or is called a code. */
const onlyNumber = (form: RecognizedForm, fields: readonly RecognizedField[]): RecognizedField | undefined => {
  const [only, ...others] = fields
  if (!only || others.length > 0 || only.kind !== 'text' || form.form.region === 'search') return undefined
  const { inputMode, type, maxLength = 0 } = only.control
  const isNumber = inputMode === 'numeric' || type === 'number' || type === 'tel'
  return (isNumber && maxLength >= 4 && maxLength <= 8) || saysCode(nameOf(only.control)) ? only : undefined
}
