import type { SessionWatch } from '../../browser/state/session-watch.ts'
import type { Tab } from '../../browser/tab.ts'
import type { Circumstances, FormCapture } from '../../contract/form.ts'

/** What a flow has done so far, as far as it tells what the page's circumstances are. */
export interface Sendings {
  /** What the first form began to be watched with; undefined before it was sent. */
  readonly session: SessionWatch | undefined
  /** What was typed to say who one is. */
  readonly names: readonly string[]
  /** The page when the last form was sent. */
  readonly before: FormCapture | undefined
  /** performance.now() of the last sending. */
  readonly since: number
}

/** Reads what is known of a page beside what stands in it. */
export const readCircumstances = async (
  tab: Tab,
  capture: FormCapture,
  { session, names, before, since }: Sendings,
): Promise<Circumstances> => {
  const said = tab.eventsSince(since).flatMap(event => (event.kind === 'dialog' ? [tab.scrub(event.message)] : []))
  const { httpStatus: status } = tab
  return {
    ...(status !== undefined && { status }),
    changed: (await session?.changed()) ?? [],
    named: before ? linesNaming(capture, { names, before }) : [],
    said: said.map(text => text.trim()).filter(Boolean),
  }
}

/** How much a line that names an account says beside the name, in characters. */
const MORE = 25
/** A shorter name is a word of any language. */
const SHORTEST = 4

const linesNaming = (
  capture: FormCapture,
  { names, before }: { readonly names: readonly string[]; readonly before: FormCapture },
): string[] => {
  const isNaming = (line: string) =>
    names.some(name => name.length >= SHORTEST && line.length <= name.length + MORE && hasWord(line, name))
  return [linesOf, labelsOf].flatMap(read => {
    const known = new Set(read(before))
    return read(capture).filter(line => !known.has(line) && isNaming(line))
  })
}

const linesOf = ({ text }: FormCapture): string[] => text.split('\n').map(line => line.trim())

const labelsOf = ({ controls }: FormCapture): string[] =>
  controls.filter(({ kind }) => kind !== 'field').map(({ label }) => label)

const LETTER = /[\p{L}\p{N}]/u

const hasWord = (line: string, word: string): boolean => {
  const at = line.toLowerCase().indexOf(word.toLowerCase())
  if (at < 0) return false
  return !LETTER.test(line.slice(0, at).at(-1) ?? '') && !LETTER.test(line[at + word.length] ?? '')
}
