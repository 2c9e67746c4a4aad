import type { CDPSession, Protocol } from 'puppeteer-core'
import type { ListOption } from '../../contract/live.ts'

/** A native list that the page would open; headless Chromium draws its popup nowhere. */
export interface NativeList {
  readonly options: readonly ListOption[]
  readonly selected: number
}

/** Shows a page's native lists elsewhere. Disposing lets the page open them itself again. */
export interface NativeLists extends Disposable {
  /** Chooses in the list that was shown last. */
  choose(index: number): void
}

const WORLD = 'chaperone-lists'
const TELL = 'chaperoneTellList'

/**
 * Runs in a world of its own in each document. A press or a stroke that would open a select element's popup does not, and
 * the list is told instead. The press itself is not held up for that.
 */
const WATCH = `(() => {
  const tell = globalThis.${TELL}
  let on = true
  let shown
  const selectOf = event => {
    const el = event.composedPath()[0]?.closest?.('select')
    return !el || el.disabled || el.multiple || el.size > 1 ? undefined : el
  }
  const show = (event, el) => {
    event.preventDefault()
    el.focus()
    shown = el
    const options = [...el.options].slice(0, 1000)
    tell(JSON.stringify({ selected: el.selectedIndex, options: options.map(option => ({
      name: option.label.slice(0, 200), disabled: option.disabled || option.closest('optgroup')?.disabled === true })) }))
  }
  addEventListener('mousedown', event => {
    const el = on && event.isTrusted && event.button === 0 && selectOf(event)
    if (el) show(event, el)
  }, true)
  addEventListener('keydown', event => {
    const opens = [' ', 'Enter', 'F4'].includes(event.key) || event.altKey && ['ArrowDown', 'ArrowUp'].includes(event.key)
    const el = on && event.isTrusted && opens && selectOf(event)
    if (el) show(event, el)
  }, true)
  globalThis.chaperoneListsOff = () => { on = false }
  globalThis.chaperoneChoose = index => {
    const el = shown
    shown = undefined
    if (!el?.isConnected || !el.options[index] || el.options[index].disabled || el.selectedIndex === index) return
    el.focus()
    el.selectedIndex = index
    for (const type of ['input', 'change']) el.dispatchEvent(new Event(type, { bubbles: true, composed: true }))
  }
  tell('')
})()`

/**
 * Watches the documents of a page, those to come too, for native lists.
 * @param session one of the caller's own on the page
 */
export const watchNativeLists = (
  session: CDPSession,
  { onList, onError }: { onList(list: NativeList): void; onError(error: unknown): void },
): NativeLists => {
  /** Contexts that the script has told of itself from. */
  const worlds = new Set<number>()
  let latest: number | undefined
  const evaluate = (contextId: number, expression: string) =>
    void session.send('Runtime.evaluate', { contextId, expression }).catch(onError)
  const hear = ({ name, payload, executionContextId }: Protocol.Runtime.BindingCalledEvent) => {
    if (name !== TELL) return
    worlds.add(executionContextId)
    if (payload === '') return
    latest = executionContextId
    onList(JSON.parse(payload))
  }
  const forget = ({ executionContextId }: Protocol.Runtime.ExecutionContextDestroyedEvent) =>
    void worlds.delete(executionContextId)
  session.on('Runtime.bindingCalled', hear)
  session.on('Runtime.executionContextDestroyed', forget)
  const script = { source: WATCH, worldName: WORLD, runImmediately: true }
  // Without it no call of a binding is told.
  session.send('Runtime.enable').catch(onError)
  session.send('Page.enable').catch(onError)
  session.send('Runtime.addBinding', { name: TELL, executionContextName: WORLD }).catch(onError)
  const added = session.send('Page.addScriptToEvaluateOnNewDocument', script)
  added.catch(onError)
  return {
    choose: index => {
      if (latest !== undefined) evaluate(latest, `chaperoneChoose(${index})`)
    },
    [Symbol.dispose]: () => {
      session.off('Runtime.bindingCalled', hear)
      session.off('Runtime.executionContextDestroyed', forget)
      for (const world of worlds) evaluate(world, 'chaperoneListsOff()')
      added
        .then(({ identifier }) => session.send('Page.removeScriptToEvaluateOnNewDocument', { identifier }))
        .catch(onError)
    },
  }
}
