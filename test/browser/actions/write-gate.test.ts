import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { execute } from '../../../src/browser/actions/execute.ts'
import type { BrowserLease } from '../../../src/browser/lease.ts'
import { insidesOf } from '../../../src/browser/tab.ts'
import type { Action, ActionMethod } from '../../../src/contract/action.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { isAppError } from '../../../src/lib/errors.ts'
import { judgeControl } from '../../../src/modules/act/policy.ts'
import { useChromium } from '../../support/chromium.ts'
import { type DrivenTab, openPage } from '../../support/driven-tab.ts'
import { serveSite } from '../../support/site.ts'
import { until } from '../../support/until.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const send = (kind: string) => `fetch('/did/${kind}', { method: 'POST' })`

/** Every kind of element that does something: how it is found, and what it does when it is operated. */
interface Kind {
  readonly html: string
  /** Name of the element in the snapshot; `Delete <kind>` unless given. */
  readonly name?: string
  /** Keys that operate it in a browser. */
  readonly keys: readonly string[]
}

const NATIVE_KEYS = ['Enter', 'Space']

const KINDS: Readonly<Record<string, Kind>> = {
  button: { html: `<button onclick="${send('button')}">Delete button</button>`, keys: NATIVE_KEYS },
  anchor: { html: `<a href="#" onclick="${send('anchor')}">Delete anchor</a>`, keys: ['Enter'] },
  submit: {
    html: '<form method=post action="/did/submit" target=sink><button>Proceed</button></form>',
    name: 'Proceed',
    keys: NATIVE_KEYS,
  },
  input: {
    html: '<form method=post action="/did/input" target=sink><input type=submit value="Go on"></form>',
    name: 'Go on',
    keys: NATIVE_KEYS,
  },
  image: {
    html: '<form method=post action="/did/image" target=sink><input type=image alt="Forward" width=40 height=20></form>',
    name: 'Forward',
    keys: ['Enter'],
  },
  field: {
    html: '<form method=post action="/did/field" target=sink><input aria-label=Number value=1></form>',
    name: 'Number',
    keys: ['Enter'],
  },
  switch: {
    html: `<div role=switch aria-checked=false tabindex=0 onclick="${send('switch')}" onkeydown="keyed(event)&&${send('switch')}">Delete switch</div>`,
    keys: NATIVE_KEYS,
  },
  checkbox: {
    html: `<label><input type=checkbox onchange="${send('checkbox')}">Delete checkbox</label>`,
    keys: ['Space'],
  },
  radio: { html: `<label><input type=radio name=r onchange="${send('radio')}">Delete radio</label>`, keys: ['Space'] },
  summary: {
    html: `<details><summary onclick="${send('summary')}">Delete summary</summary>text</details>`,
    keys: NATIVE_KEYS,
  },
  menuitem: {
    html: `<div role=menu><div role=menuitem tabindex=0 onclick="${send('menuitem')}" onkeydown="keyed(event)&&${send('menuitem')}">Delete menuitem</div></div>`,
    keys: NATIVE_KEYS,
  },
  plain: {
    html: `<div id=plain tabindex=0 style="cursor:pointer">Delete plain</div><script>plain.onclick=()=>${send('plain')};plain.onkeydown=e=>keyed(e)&&${send('plain')}</script>`,
    keys: NATIVE_KEYS,
  },
  editable: {
    html: `<div contenteditable role=button aria-label="Delete editable" onclick="${send('editable')}">x</div>`,
    keys: [],
  },
  open: { html: '<x-open></x-open>', keys: NATIVE_KEYS },
  closed: { html: '<x-closed></x-closed>', keys: NATIVE_KEYS },
  framed: {
    html: `<iframe srcdoc="<button onclick=&quot;${send('framed')}&quot;>Delete framed</button>" height=60></iframe>`,
    keys: NATIVE_KEYS,
  },
  far: { html: '', keys: NATIVE_KEYS },
}

const page = (): string => {
  site.show(`<button onclick="${send('far')}">Delete far</button>`, '/far')
  const parts = Object.entries(KINDS).map(([kind, { html }]) => `<p><input aria-label="before ${kind}">${html}</p>`)
  return `<!doctype html><title>T</title><iframe name=sink hidden></iframe>
    <script>const keyed = ({ key }) => key === 'Enter' || key === ' '
    for (const mode of ['open', 'closed']) customElements.define('x-' + mode, class extends HTMLElement { constructor() {
      super(); const root = this.attachShadow({ mode }); root.innerHTML = '<button>Delete ' + mode + '</button>'
      root.firstChild.onclick = () => fetch('/did/' + mode, { method: 'POST' }) } })</script>
    ${parts.join('')}<iframe src="${site.url('/far', 'other.test')}" height=60></iframe>`
}

interface Stage {
  readonly lease: BrowserLease
  readonly driven: DrivenTab
  readonly refs: ReadonlyMap<string, string>
}

const nameOf = (kind: string): string => KINDS[kind]?.name ?? `Delete ${kind}`

const raise = async (): Promise<Stage> => {
  const lease = await chromium.lease()
  const driven = await openPage(lease.tab, site.show(page(), '/gate'))
  const { nodes } = await driven.snapshot()
  return {
    lease,
    driven,
    refs: new Map(nodes.filter(({ interactive }) => interactive).map(({ name, ref }) => [name, ref])),
  }
}

const perform = async ({ lease, driven }: Stage, action: Action, allowWrites: boolean): Promise<string> => {
  using deadline = new Deadline(10_000)
  const options = { refs: driven.refs, deadline, allowWrites, ...(allowWrites ? {} : { judge: judgeControl }) }
  try {
    await execute(lease.tab, [action], options)
    return 'done'
  } catch (error) {
    if (isAppError(error)) return error.reason
    throw error
  }
}

const refOf = (stage: Stage, name: string): string => {
  const ref = stage.refs.get(name)
  if (!ref) throw new Error(`nothing is named ${name}`)
  return ref
}

const did = (kind: string): boolean => site.hasHeard(`/did/${kind}`)

/** Methods that press what they are pointed at; after the colon, what else is as good as a refusal. */
const PRESSING: Readonly<Partial<Record<ActionMethod, string>>> = {
  click: '',
  double_click: '',
  right_click: '',
  drag: '',
  submit: '',
  check: 'action_not_supported',
  select: '',
  expand: 'no_effect',
  collapse: 'no_effect',
  uncheck: 'action_not_supported|no_effect',
  close: 'no_effect',
  fill: 'target_not_found',
  append: 'target_not_found',
  clear: 'target_not_found',
  set: 'target_not_found',
}

/** What is no text field, so that all of these methods would have to press it. */
const PRESSED = Object.keys(KINDS).filter(kind => kind !== 'field' && kind !== 'editable')
const CHORDS = ['Enter', 'Space', 'Control+Enter', 'Shift+Enter', 'Alt+Enter', 'Shift+Space', 'Enter+Tab']

describe('without writes nothing that a page does when it is pressed is done', () => {
  let stage: Stage
  beforeAll(async () => {
    site.forget()
    stage = await raise()
  })
  afterAll(() => stage.lease.close())

  for (const kind of PRESSED)
    test(`by any method on: ${kind}`, async () => {
      const ref = refOf(stage, nameOf(kind))
      const wrong: string[] = []
      for (const [method, other] of Object.entries(PRESSING) as [ActionMethod, string][]) {
        const argument = method === 'drag' ? refOf(stage, `before ${kind}`) : 'x'
        const outcome = await perform(stage, { method, ref, arguments: [argument] }, false)
        if (outcome !== 'write_not_allowed' && !other.split('|').includes(outcome)) wrong.push(`${method}: ${outcome}`)
      }
      expect(wrong).toEqual([])
      expect(did(kind)).toBe(false)
    })

  for (const kind of Object.keys(KINDS))
    test(`by any key on: ${kind}`, async () => {
      const ref = refOf(stage, nameOf(kind))
      for (const chord of CHORDS) await perform(stage, { method: 'press', ref, arguments: [chord] }, false)
      for (const key of KINDS[kind]?.keys ?? []) {
        expect(await perform(stage, { method: 'press', ref, arguments: [key] }, false)).toBe('write_not_allowed')
        const before = refOf(stage, `before ${kind}`)
        const walked = await perform(stage, { method: 'press', ref: before, arguments: ['Tab', key] }, false)
        // The focus comes into another process late: then the key is stopped there, where nothing was judged.
        expect(kind === 'far' ? ['write_not_allowed', 'target_not_found'] : ['write_not_allowed']).toContain(walked)
      }
      expect(did(kind)).toBe(false)
    })
})

describe('with writes the same is done', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await raise()
  })
  afterAll(() => stage.lease.close())

  for (const kind of Object.keys(KINDS))
    test(kind, async () => {
      const ref = refOf(stage, nameOf(kind))
      const arrives = async (action: Action) => {
        site.forget()
        await perform(stage, action, true)
        await until(() => did(kind))
      }
      if (kind !== 'field') await arrives({ method: 'click', ref })
      for (const key of KINDS[kind]?.keys ?? []) {
        if (kind !== 'radio') await arrives({ method: 'press', ref, arguments: [key] })
      }
    })
})

/** A press that does not name what it comes to operate. */
interface Roundabout {
  readonly html: string
  readonly on: string
  readonly does: Omit<Action, 'ref'>
  readonly drop?: string
  /** How the control session does it, where not by the action. */
  readonly operate?: (stage: Stage) => Promise<unknown>
}

/** As a keyboard does it: puppeteer sends no text along while Alt is held, and Chromium looks for access keys by the text. */
const pressAltD = ({ lease }: Stage) =>
  insidesOf(lease.tab).session.send('Input.dispatchKeyEvent', {
    ...{ type: 'keyDown', modifiers: 1, key: 'd', code: 'KeyD', windowsVirtualKeyCode: 68 },
    ...{ text: 'd', unmodifiedText: 'd' },
  })

const ROUNDABOUT: Readonly<Record<string, Roundabout>> = {
  'an access key': {
    html: `<input aria-label=Here><button accesskey=d onclick="${send('it')}">Delete</button>`,
    on: 'Here',
    does: { method: 'press', arguments: ['Alt+d'] },
    operate: pressAltD,
  },
  'an arrow in a radio group': {
    html: `<label><input type=radio name=a checked>Keep</label><label><input type=radio name=a onchange="${send('it')}">Delete</label>`,
    on: 'Keep',
    does: { method: 'press', arguments: ['ArrowDown'] },
  },
  'a letter in a list': {
    html: `<select aria-label=Then onchange="${send('it')}"><option>Keep<option>Delete</select>`,
    on: 'Then',
    does: { method: 'press', arguments: ['d'] },
  },
  'an arrow in a list': {
    html: `<select aria-label=Then onchange="${send('it')}"><option>Keep<option>Delete</select>`,
    on: 'Then',
    does: { method: 'press', arguments: ['ArrowDown'] },
  },
  'an option of a list': {
    html: `<select aria-label=Then onchange="${send('it')}"><option>Keep<option>Delete</select>`,
    on: 'Then',
    does: { method: 'select', arguments: ['Delete'] },
  },
  'Enter on a checkbox of a form': {
    html: '<form method=post action="/did/it" target=sink><input type=checkbox aria-label=Mine><button>Go</button></form>',
    on: 'Mine',
    does: { method: 'press', arguments: ['Enter'] },
  },
  'Enter where a button of the form says more': {
    html: `<form onsubmit="event.preventDefault();${send('it')}"><input aria-label=Reason><button>Delete account</button></form>`,
    on: 'Reason',
    does: { method: 'press', arguments: ['Enter'] },
  },
  'Enter on the active option of a combobox': {
    html: `<input role=combobox aria-label=Pick aria-activedescendant=o onkeydown="event.key==='Enter'&&${send('it')}"><ul role=listbox><li role=option id=o>Delete</ul>`,
    on: 'Pick',
    does: { method: 'press', arguments: ['Enter'] },
  },
  'a label': {
    html: `<label for=box aria-label=Quiet id=l>agreed</label><input type=checkbox id=box aria-label="Delete it" onchange="${send('it')}">`,
    on: 'Delete it',
    does: { method: 'check' },
  },
  'a drop on a bin': {
    html: `<div id=card draggable=true tabindex=0 style="width:60px">Card</div><div id=bin tabindex=0 style="margin-top:40px;width:90px;height:50px">Trash</div>
      <script>card.ondragstart=e=>e.dataTransfer.setData('text/plain','card');bin.ondragover=e=>e.preventDefault();bin.ondrop=()=>${send('it')}</script>`,
    on: 'Card',
    does: { method: 'drag' },
    drop: 'Trash',
  },
  'a chord that begins with the activating key': {
    html: `<button onclick="${send('it')}">Delete</button>`,
    on: 'Delete',
    does: { method: 'press', arguments: ['Enter+Tab'] },
  },
  'a name that says less than its text': {
    html: `<button aria-label="Continue" onclick="${send('it')}">Delete account</button>`,
    on: 'Continue',
    does: { method: 'click' },
  },
}

describe('what is operated in a roundabout way is judged all the same', () => {
  for (const [name, { html, on, does, drop, operate }] of Object.entries(ROUNDABOUT))
    test(name, async () => {
      await using lease = await chromium.lease()
      const driven = await openPage(
        lease.tab,
        site.show(`<title>T</title><iframe name=sink hidden></iframe>${html}`, '/way'),
      )
      const { nodes } = await driven.snapshot()
      const refs = new Map(nodes.map(node => [node.name || node.text || '', node.ref]))
      const stage = { lease, driven, refs }
      const action = { ...does, ref: refOf(stage, on), ...(drop && { arguments: [refOf(stage, drop)] }) }
      site.forget()
      expect(await perform(stage, action, false)).toBe('write_not_allowed')
      expect(did('it')).toBe(false)
      await (operate ?? perform)(stage, action, true)
      await until(() => did('it'))
    })
})

test('a control that changes between the look and the press is not pressed', async () => {
  await using lease = await chromium.lease()
  const url = site.show(
    `<title>T</title><button id=b>Next</button><p id=o></p><script>let n = 0
     b.onclick = () => { if (b.textContent === 'Next') o.textContent = n += 1; else ${send('it')} }
     const turn = () => { b.textContent = b.textContent === 'Next' ? 'Delete' : 'Next'; setTimeout(turn, 1) }; turn()</script>`,
    '/turning',
  )
  const driven = await openPage(lease.tab, url)
  const { nodes } = await driven.snapshot()
  const ref = nodes.find(({ role }) => role === 'button')?.ref ?? ''
  site.forget()
  for (let i = 0; i < 12; i += 1) await perform({ lease, driven, refs: new Map() }, { method: 'click', ref }, false)
  expect(did('it')).toBe(false)
  // Another name than was aimed at is refused with writes too, so that most of these presses come to nothing.
  for (let i = 0; i < 80 && !did('it'); i += 1)
    await perform({ lease, driven, refs: new Map() }, { method: 'click', ref }, true)
  expect(did('it')).toBe(true)
})
