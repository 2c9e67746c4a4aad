import type { Page } from 'puppeteer-core'
import type { ListOption } from '../../contract/live.ts'
import { realmOf } from '../perception/world.ts'

/** A native list that would open under the pointer; headless Chromium draws its popup nowhere. */
export interface NativeList {
  readonly options: readonly ListOption[]
  readonly selected: number
}

/** Finds the select element at a point of the top viewport, through open shadow roots and frames of its own origin. */
const FIND = `((x, y) => {
  const at = (root, x, y) => {
    let el = root.elementFromPoint(x, y)
    while (el?.shadowRoot) {
      const inner = el.shadowRoot.elementFromPoint(x, y)
      if (!inner || inner === el) break
      el = inner
    }
    if (el?.tagName === 'IFRAME' && el.contentDocument) {
      const box = el.getBoundingClientRect()
      return at(el.contentDocument, x - box.left - el.clientLeft, y - box.top - el.clientTop)
    }
    return el
  }
  const el = at(document, x, y)?.closest?.('select')
  if (!el || el.disabled || el.multiple || el.size > 1) return null
  globalThis.chaperoneList = el
  const options = [...el.options].slice(0, 1000)
  return { selected: el.selectedIndex, options: options.map(option => ({
    name: option.label.slice(0, 200), disabled: option.disabled || option.closest('optgroup')?.disabled === true })) }
})`

const CHOOSE = `(index => {
  const el = globalThis.chaperoneList
  delete globalThis.chaperoneList
  if (!el?.isConnected || !el.options[index] || el.options[index].disabled) return
  el.focus()
  if (el.selectedIndex === index) return
  el.selectedIndex = index
  for (const type of ['input', 'change']) el.dispatchEvent(new Event(type, { bubbles: true, composed: true }))
})`

export const findNativeList = async (page: Page, x: number, y: number): Promise<NativeList | null> =>
  (await realmOf(page.mainFrame()).evaluate(`${FIND}(${x}, ${y})`)) as NativeList | null

export const chooseOption = async (page: Page, index: number): Promise<void> =>
  void (await realmOf(page.mainFrame()).evaluate(`${CHOOSE}(${index})`))
