import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type ExecuteOptions, type Execution, execute } from '../../../src/browser/actions/execute.ts'
import { noteTold } from '../../../src/browser/perception/told.ts'
import { insidesOf } from '../../../src/browser/tab.ts'
import type { Action } from '../../../src/contract/action.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { useChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/driven-tab.ts'
import { failureOf } from '../../support/failure.ts'
import { serveSite } from '../../support/site.ts'

/*
 * Pages that refuse to do what is asked, or do something else. An answer may say what was done, but never that it came to what was
 * asked: it is a failure, or names the effect that is not proven.
 */

const chromium = useChromium()
const site = serveSite()
let lease: Awaited<ReturnType<typeof chromium.lease>>
beforeAll(async () => {
  lease = await chromium.lease()
})
afterAll(async () => {
  await lease[Symbol.asyncDispose]()
  site[Symbol.dispose]()
})

interface Stage {
  /** The ref of the one element of a name, as the caller is told of it. */
  see(name: string): Promise<string>
  act(action: Action, options?: Partial<ExecuteOptions>): Promise<Execution>
  ask<T>(expression: string): Promise<T>
}

const onPage = async (body: string, work: (stage: Stage) => Promise<void>): Promise<void> => {
  const { refs, snapshot } = await openPage(lease.tab, site.show(`<!doctype html><title>T</title>${body}`))
  await work({
    async see(name) {
      using deadline = new Deadline(10_000)
      const found = (await snapshot()).nodes.filter(node => node.name === name)
      const [node] = found.filter(({ interactive }) => interactive).concat(found)
      if (!node) throw new Error(`nothing is called ${name}`)
      await noteTold(lease.tab, [node.ref], { table: refs, deadline })
      return node.ref
    },
    async act(action, options = {}) {
      using deadline = new Deadline(15_000)
      return await execute(lease.tab, [action], { refs, deadline, allowWrites: true, look: 'told', ...options })
    },
    ask: async <T>(expression: string) => (await insidesOf(lease.tab).page.evaluate(expression)) as T,
  })
}

interface Case {
  readonly name: string
  readonly page: string
  readonly method: Action['method']
  readonly on: string
  readonly args?: readonly string[]
  /** The reason of the failure, or `unproven` where it was done and the answer says that it is not proven. */
  readonly answer: string
  /** What must be true of the page afterwards. */
  readonly holds?: string
}

const box = (text: string, more = ''): string =>
  `<div style="width:120px;height:40px;background:#ddd;margin:20px" ${more}>${text}</div>`

const CASES: readonly Case[] = [
  {
    name: 'a button is not checked by pressing it',
    page: '<button onclick="window.n=1">Archive</button>',
    ...{ method: 'check', on: 'Archive', answer: 'action_not_supported', holds: 'window.n === undefined' },
  },
  {
    name: 'a tile that listens for clicks is not unchecked by pressing it',
    page: `<div tabindex=0 style="cursor:pointer" onclick="window.n=1">Tile</div>`,
    ...{ method: 'uncheck', on: 'Tile', answer: 'action_not_supported', holds: 'window.n === undefined' },
  },
  {
    name: 'a text field is not checked',
    page: '<label>Nickname <input value=Ada></label>',
    ...{ method: 'check', on: 'Nickname', answer: 'action_not_supported' },
  },
  {
    name: 'a switch that springs back later is not checked',
    page: `<button role=switch aria-checked=false onclick="ariaChecked='true';setTimeout(()=>{ariaChecked='false'},0)">Wifi</button>`,
    ...{ method: 'check', on: 'Wifi', answer: 'no_effect' },
  },
  {
    name: 'a field sent back as it was observed is not emptied',
    page: '<label>City <input value=Oslo></label>',
    ...{
      method: 'fill',
      on: 'City',
      answer: 'action_not_supported',
      holds: `document.querySelector('input').value === 'Oslo'`,
    },
  },
  {
    name: 'a date sent back as it was observed is not emptied',
    page: '<label>Day <input type=date value=2026-03-09></label>',
    ...{
      method: 'set',
      on: 'Day',
      answer: 'action_not_supported',
      holds: `document.querySelector('input').value !== ''`,
    },
  },
  {
    name: 'a prefix is not the text',
    page: '<label>Name <input maxlength=1></label>',
    ...{ method: 'fill', on: 'Name', args: ['Harry'], answer: 'no_effect' },
  },
  {
    name: 'a number without its sign is not the number',
    page: `<label>Sum <input oninput="value=value.replace('-','')"></label>`,
    ...{ method: 'fill', on: 'Sum', args: ['-5'], answer: 'no_effect' },
  },
  {
    name: 'a number without its point is not the number',
    page: `<label>Sum <input oninput="value=value.replace('.','')"></label>`,
    ...{ method: 'fill', on: 'Sum', args: ['1.5'], answer: 'no_effect' },
  },
  {
    name: 'a text that the field goes on with is not proven',
    page: `<label>City <input onchange="value='New York, NY'"></label>`,
    ...{ method: 'fill', on: 'City', args: ['New York'], answer: 'unproven' },
  },
  {
    name: 'what is hidden by dots is not proven',
    page: `<label>PIN <input oninput="value='•'.repeat(value.length)"></label>`,
    ...{ method: 'fill', on: 'PIN', args: ['4711'], answer: 'unproven' },
  },
  {
    name: 'lines that a field runs together are not kept',
    page: '<label>Note <input></label>',
    ...{ method: 'fill', on: 'Note', args: ['one\ntwo'], answer: 'no_effect' },
  },
  {
    name: 'lines that an editor runs together are not kept',
    page: `<div contenteditable role=textbox aria-label=Note></div><script>const e=document.querySelector('div');
      e.addEventListener('beforeinput',x=>{if(/Paragraph|LineBreak/.test(x.inputType))x.preventDefault()})</script>`,
    ...{ method: 'fill', on: 'Note', args: ['one\ntwo'], answer: 'no_effect' },
  },
  {
    name: 'an editor that puts its own text back has not taken another',
    page: `<div contenteditable role=textbox aria-label=Note>old</div><script>const e=document.querySelector('div');
      e.oninput=()=>{e.textContent='old'}</script>`,
    ...{ method: 'fill', on: 'Note', args: ['new'], answer: 'no_effect' },
  },
  {
    name: 'a calendar that ignores what is typed has no such date',
    page: `<label>Day <input value=03/09/2026 onchange="value='03/09/2026'"></label>`,
    ...{ method: 'set', on: 'Day', args: ['04/10/2026'], answer: 'no_effect' },
  },
  {
    name: 'a native list that takes one option has not taken two',
    page: '<label>Size <select><option>A<option>B<option>C</select></label>',
    ...{
      method: 'select',
      on: 'Size',
      args: ['B', 'C'],
      answer: 'action_not_supported',
      holds: `document.querySelector('select').value === 'A'`,
    },
  },
  {
    name: 'a native list that gives up one of two options has not taken both',
    page: `<label>Size <select multiple onchange="this.options[2].selected=false"><option>A<option>B<option>C</select></label>`,
    ...{ method: 'select', on: 'Size', args: ['B', 'C'], answer: 'no_effect' },
  },
  {
    name: 'a drawn list that keeps the last of two options has not taken both',
    page: `<div role=listbox aria-multiselectable=true aria-label=Size tabindex=0><div role=option aria-selected=false>Small</div><div role=option
      aria-selected=false>Large</div></div><script>const all=[...document.querySelectorAll('[role=option]')];
      for(const o of all)o.onclick=()=>{for(const x of all)x.ariaSelected=String(x===o)}</script>`,
    ...{ method: 'select', on: 'Size', args: ['Small', 'Large'], answer: 'no_effect' },
  },
  {
    name: 'a drawn list that closes without a choice is not proven',
    page: `<div role=combobox tabindex=0 aria-expanded=false aria-controls=l aria-label=City>pick</div><ul id=l role=listbox hidden><li
      role=option>Oslo<li role=option>Bergen</ul><script>const c=document.querySelector('[role=combobox]');
      c.onclick=()=>{c.ariaExpanded='true';l.hidden=false};l.onclick=()=>{l.hidden=true;c.ariaExpanded='false'}</script>`,
    ...{ method: 'select', on: 'City', args: ['Bergen'], answer: 'unproven' },
  },
  {
    name: 'a slider that stops on its way is not set',
    page: `<div role=slider tabindex=0 aria-label=Level aria-valuemin=0 aria-valuemax=10 aria-valuenow=3>x</div><script>
      const s=document.querySelector('div');s.onkeydown=e=>{if(e.key==='ArrowUp')s.setAttribute('aria-valuenow',Math.min(5,+s.getAttribute('aria-valuenow')+1))}</script>`,
    ...{ method: 'set', on: 'Level', args: ['8'], answer: 'no_effect' },
  },
  {
    name: 'a drag that only pressed has moved nothing',
    page: `${box('Card', 'tabindex=0 onpointerdown="this.className=\'held\'"')}${box('Bin', 'tabindex=0')}`,
    ...{ method: 'drag', on: 'Card', args: ['Bin'], answer: 'no_effect' },
  },
  {
    name: 'a drag whose item springs back has moved nothing',
    page: `${box('Card', 'tabindex=0 id=c')}${box('Bin', 'tabindex=0')}<script>c.onpointerdown=e=>{c.setPointerCapture(e.pointerId);
      c.onpointermove=m=>{c.style.transform='translateY('+(m.clientY-e.clientY)+'px)'};c.onpointerup=()=>{c.onpointermove=null;c.style.transform='none'}}</script>`,
    ...{ method: 'drag', on: 'Card', args: ['Bin'], answer: 'no_effect' },
  },
  {
    name: 'a dialog that stays is not closed',
    page: `<div role=dialog aria-label=News tabindex=0><p id=o>x</p><button onclick="o.textContent='stay'">Close</button></div>`,
    ...{ method: 'close', on: 'News', answer: 'no_effect' },
  },
]

describe('the answer never says that it came to what was asked', () => {
  for (const { name, page, method, on, args = [], answer, holds } of CASES)
    test(name, () =>
      onPage(page, async ({ see, act, ask }) => {
        const ref = await see(on)
        const given = method === 'drag' ? await Promise.all(args.map(see)) : args
        const action: Action = { method, ref, ...(args.length > 0 && { arguments: [...given] }) }
        if (answer === 'unproven') {
          const { effects } = await act(action)
          expect(effects).toContainEqual(expect.objectContaining({ proven: false, missing: expect.any(String) }))
        } else expect((await failureOf(act(action))).reason).toBe(answer as never)
        if (holds) expect(await ask<boolean>(holds)).toBe(true)
      }),
    )
})

const RECORDS = `<table><tbody id=t></tbody></table><script>
  window.pressed=[];window.draw=names=>{names.forEach((n,i)=>{const r=t.rows[i]??t.insertRow();
  if(!r.cells[0]){r.insertCell();r.insertCell().innerHTML='<button>Delete</button>'}
  r.cells[0].textContent=n;r.querySelector('button').onclick=()=>{pressed.push(n);r.cells[0].textContent=n+' (gone)'}})};
  draw(['Anna','Bob','Cleo'])</script>`

describe('a ref means what the caller was told', () => {
  const LIST = RECORDS.replace('Delete</button>', `Delete</button>'.replace('>','  aria-label="Delete">')+'`)
  test('in a row that has another record by now it presses nothing, and names what there is', () =>
    onPage(LIST, async ({ see, act, ask }) => {
      const ref = await see('Delete')
      await ask(`draw(['Zoe','Anna','Bob'])`)
      const failure = await failureOf(act({ method: 'click', ref }))
      expect(failure).toMatchObject({ reason: 'target_changed', detail: { candidates: [{ role: 'button' }, {}, {}] } })
      expect(await ask('pressed.join()')).toBe('')
    }))

  test('in a row that only says more by now it is pressed', () =>
    onPage(LIST, async ({ see, act, ask }) => {
      const ref = await see('Delete')
      await ask(`t.rows[0].insertCell().textContent='new'`)
      await act({ method: 'click', ref })
      expect(await ask('pressed.join()')).toBe('Anna')
    }))

  test('a row that was drawn anew elsewhere is found by its record', () =>
    onPage(LIST, async ({ see, act, ask }) => {
      const ref = await see('Delete')
      await ask(`t.textContent='';draw(['Zoe','Anna','Bob'])`)
      await act({ method: 'click', ref })
      expect(await ask('pressed.join()')).toBe('Anna')
    }))

  test('where its record is gone, the like of another record is not pressed', () =>
    onPage(LIST, async ({ see, act, ask }) => {
      const ref = await see('Delete')
      await ask(`t.textContent='';draw(['Zoe'])`)
      const action: Action = { method: 'click', ref, role: 'button', name: 'Delete' }
      expect((await failureOf(act(action))).reason).toBe('target_changed')
      expect(await ask('pressed.join()')).toBe('')
    }))

  test('a button that says something else by now is not pressed, and may be sent back as it is named then', () =>
    onPage(`<button id=b onclick="window.n=1;textContent='Done'">Next</button>`, async ({ see, act, ask }) => {
      const ref = await see('Next')
      await ask(`b.textContent='Place order'`)
      const failure = await failureOf(act({ method: 'click', ref }))
      expect(failure).toMatchObject({
        reason: 'target_changed',
        detail: { candidates: [{ ref, name: 'Place order' }] },
      })
      expect(await ask('window.n')).toBe(undefined)
      await act({ method: 'click', ref })
      expect(await ask('window.n')).toBe(1)
    }))

  test('a list that puts another record into the row as it is scrolled there presses nothing', () =>
    onPage(
      `<div style="height:3000px"></div>${LIST}<script>addEventListener('scroll',()=>draw(['Zoe','Anna','Bob']))</script>`,
      async ({ see, act, ask }) => {
        const ref = await see('Delete')
        expect((await failureOf(act({ method: 'click', ref }))).reason).toBe('target_changed')
        expect(await ask('pressed.join()')).toBe('')
      },
    ))

  test('an option to which style adds a hint under the pointer is chosen; one that says something else then is not', () => {
    const list = (hover: string) =>
      `<style>[role=option]{width:200px}[role=option]:hover::after{content:' Press to select'}</style>
      <div role=listbox aria-label=City><div role=option onclick="window.chosen=textContent;setAttribute('aria-selected',true)" onmouseover="${hover}">Bern</div></div>`
    return onPage(list(''), async ({ see, act, ask }) => {
      await act({ method: 'click', ref: await see('Bern') })
      expect(await ask<string>('chosen')).toBe('Bern')
    }).then(() =>
      onPage(list("textContent='Oslo'"), async ({ see, act, ask }) => {
        const failure = await failureOf(act({ method: 'click', ref: await see('Bern') }))
        expect(failure.reason).toBe('target_changed')
        expect(await ask<unknown>('window.chosen ?? null')).toBeNull()
      }),
    )
  })

  test('a count, a clock and what is typed change no name', () =>
    onPage(
      `<button onclick="window.n=(window.n||0)+1;o.textContent=n"></button><p id=o></p><label>Who <input></label>`,
      async ({ see, act, ask }) => {
        await ask(`document.querySelector('button').textContent='Cart (2)'`)
        const ref = await see('Cart (2)')
        await ask(`document.querySelector('button').textContent='Cart (3)'`)
        await act({ method: 'click', ref })
        const who = await see('Who')
        await act({ method: 'fill', ref: who, arguments: ['Ann'] })
        await act({ method: 'fill', ref: who, arguments: ['Bob'] })
        expect(await ask(`n + document.querySelector('input').value`)).toBe('1Bob')
      },
    ))
})

test('a step of several that shows nothing is told as not proven', () =>
  onPage('<input aria-label=A onkeydown="0"><button onclick="textContent=1">B</button>', async ({ see, act }) => {
    const ref = await see('A')
    const part = { hadEffect: true, continues: false }
    const { effects } = await act({ method: 'press', ref, arguments: ['F2'] }, { part })
    expect(effects).toContainEqual(expect.objectContaining({ proven: false }))
  }))
