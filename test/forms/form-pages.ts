import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { TakenForms } from '../../src/browser/perception/form-capture.ts'

const sites = join(import.meta.dir, '..', 'sites')

/** Names of the form pages under test/sites that start so, without their ending. */
export const formPages = (start: string): string[] =>
  readdirSync(sites)
    .filter(name => name.startsWith(start) && name.endsWith('.html'))
    .map(name => name.replace(/\.html$/, ''))

/** Source of one of them. */
export const formPage = (name: string): Promise<string> => Bun.file(join(sites, `${name}.html`)).text()

/** The value of an attribute of a control's element; null where it has none. The capture itself does not read these. */
export const attributeOf = async (taken: TakenForms, ref: string, name: string): Promise<string | null> => {
  const { handle } = await taken.element(ref)
  return handle.evaluate((el, attribute) => el.getAttribute(attribute), name)
}

/** All controls whose element has the attribute, with its value. */
export const marked = async (taken: TakenForms, name: string): Promise<{ ref: string; value: string }[]> => {
  const all = await Promise.all(
    taken.capture.controls.map(async ({ ref }) => ({ ref, value: await attributeOf(taken, ref, name) })),
  )
  return all.flatMap(({ ref, value }) => (value === null ? [] : [{ ref, value }]))
}
