/** What can be done next, as an action's answer has it beside its own fields. */
export interface Glance {
  readonly next?: readonly ShownElement[]
  readonly more?: number
}

interface ShownElement {
  readonly ref: string
  readonly role: string
  readonly name: string
  readonly description?: string
  readonly value?: string
}

/** A text on one line, cut to a length. */
export const shorten = (text: string, most: number): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}

/** An element on one line: e12 button "Add to cart" = "value" (required). */
export const toElementLine = ({ ref, role, name, description, value }: ShownElement): string =>
  [
    ref,
    role,
    name && JSON.stringify(shorten(name, 80)),
    value && `= ${JSON.stringify(shorten(value, 60))}`,
    description && `(${shorten(description, 120)})`,
  ]
    .filter(Boolean)
    .join(' ')

/** The elements that matter after an action; empty where none are known. */
export const toNextLines = ({ next = [], more = 0 }: Glance): readonly string[] =>
  next.length === 0 ? [] : [`next${more > 0 ? ` (${more} more by browser_observe)` : ''}:`, ...next.map(toElementLine)]

/** Lines as one text, those that say nothing left out. */
export const toText = (...lines: readonly (string | false | undefined | readonly string[])[]): string =>
  lines
    .flatMap(line => line || [])
    .filter(line => line !== '')
    .join('\n')
