import { getRole } from 'dom-accessibility-api'
import { createMemo } from './still.ts'

/** Implicit roles that dom-accessibility-api leaves out (HTML-AAM 1.0, section 3.5). */
const MORE_IMPLICIT: Readonly<Record<string, string>> = {
  p: 'paragraph',
  blockquote: 'blockquote',
  caption: 'caption',
  figcaption: 'caption',
  time: 'time',
  meter: 'meter',
  search: 'search',
  address: 'group',
  hgroup: 'group',
  iframe: 'iframe',
  frame: 'iframe',
  option: 'option',
}

/** WAI-ARIA 1.3 roles; a token outside this list is skipped, as a browser does. */
const ARIA_ROLES = new Set(
  `alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox comment
  complementary contentinfo definition deletion dialog directory document emphasis feed figure form generic grid gridcell group
  heading image img insertion link list listbox listitem log main mark marquee math menu menubar menuitem menuitemcheckbox
  menuitemradio meter navigation none note option paragraph presentation progressbar radio radiogroup region row rowgroup
  rowheader scrollbar search searchbox separator slider spinbutton status strong subscript suggestion superscript switch tab
  table tablist tabpanel term textbox time timer toolbar tooltip tree treegrid treeitem`.split(/\s+/),
)

/** Roles that a user operates. */
export const WIDGET_ROLES = new Set(
  `button checkbox combobox gridcell link listbox menuitem menuitemcheckbox menuitemradio option radio scrollbar searchbox
  slider spinbutton switch tab textbox treeitem`.split(/\s+/),
)

const SECTIONING =
  'article, aside, main, nav, section, [role=article], [role=complementary], [role=main], [role=navigation], [role=region]'

/** The first role that an attribute names, as a browser takes it. */
export function writtenRole(written: string | null): string | undefined {
  if (!written) return undefined
  return written
    .toLowerCase()
    .split(/\s+/)
    .find(token => ARIA_ROLES.has(token))
}

const explicitRole = (el: Element): string | undefined => writtenRole(el.getAttribute('role'))

const isNamed = (el: Element): boolean =>
  el.hasAttribute('aria-label') || el.hasAttribute('aria-labelledby') || el.hasAttribute('title')

function implicitRole(el: Element): string {
  const tag = el.localName
  if (tag === 'td' || tag === 'th') return cellRole(el, tag)
  if ((tag === 'section' || tag === 'form') && !isNamed(el)) return 'generic'
  if ((tag === 'header' || tag === 'footer') && el.closest(SECTIONING)) return 'generic'
  if (tag === 'svg') return isNamed(el) || el.querySelector(':scope > title') ? 'img' : 'generic'
  if (tag === 'input') return getRole(el) ?? ((el as HTMLInputElement).type === 'file' ? 'button' : 'textbox')
  if (el.hasAttribute('role')) return explicitRole(el) ?? getRole(el) ?? 'generic'
  return MORE_IMPLICIT[tag] ?? getRole(el) ?? 'generic'
}

/** Role that is written on the table of a row. */
const tableRoleOf = createMemo((row): string => {
  const table = (row as Element).closest('table, [role=grid], [role=treegrid], [role=none], [role=presentation]')
  return table?.getAttribute('role') ?? ''
})

function cellRole(el: Element, tag: string): string {
  const table = tableRoleOf(el.parentElement ?? el)
  if (table === 'presentation' || table === 'none') return 'generic'
  if (tag === 'td') return table === 'grid' || table === 'treegrid' ? 'gridcell' : 'cell'
  const scope = el.getAttribute('scope')
  if (scope === 'row' || scope === 'rowgroup') return 'rowheader'
  if (scope === 'col' || scope === 'colgroup') return 'columnheader'
  return el.parentElement?.firstElementChild === el && el.parentElement.querySelector(':scope > td')
    ? 'rowheader'
    : 'columnheader'
}

/** ARIA role of an element, explicit or implicit; `generic` for none. */
export function roleOf(el: Element): string {
  const explicit = explicitRole(el)
  if (explicit === undefined) return implicitRole(el)
  if (explicit === 'presentation' || explicit === 'none')
    return getRole(el) === el.getAttribute('role') ? 'generic' : implicitRole(el)
  return explicit === 'image' ? 'img' : explicit
}
