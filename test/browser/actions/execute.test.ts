import { afterAll, describe, expect, test } from 'bun:test'
import { type ExecuteOptions, type Execution, execute } from '../../../src/browser/actions/execute.ts'
import { waitForMore } from '../../../src/browser/actions/waiting.ts'
import { insidesOf, type Tab } from '../../../src/browser/tab.ts'
import type { Action } from '../../../src/contract/action.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { useChromium } from '../../support/chromium.ts'
import { type DrivenTab, nodeNamed, openPage } from '../../support/driven-tab.ts'
import { failureOf } from '../../support/failure.ts'
import { fenceFor } from '../../support/fences.ts'
import { serveSite } from '../../support/site.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

interface Stage extends DrivenTab {
  /** Carries out a method on the element of a role and name. */
  act(method: Action['method'], on?: string, ...args: string[]): Promise<Execution>
  run(actions: Action[], options?: Partial<ExecuteOptions>): Promise<Execution>
  ask<T>(expression: string): Promise<T>
}

const onPage = async (body: string, work: (stage: Stage) => Promise<void>, path = '/stage'): Promise<void> => {
  await using lease = await chromium.lease()
  const driven = await openPage(lease.tab, site.show(`<!doctype html><title>T</title>${body}`, path))
  const run: Stage['run'] = async (actions, options = {}) => {
    using deadline = new Deadline(15_000)
    return await execute(lease.tab, actions, { refs: driven.refs, deadline, allowWrites: true, ...options })
  }
  const act: Stage['act'] = async (method, on, ...args) => {
    if (!on) return await run([{ method, arguments: args }])
    const [role = '', ...name] = on.split(' ')
    const { ref } = nodeNamed(await driven.snapshot(), role, name.join(' '))
    return await run([{ method, ref, arguments: args }])
  }
  await work({
    ...driven,
    run,
    act,
    ask: async <T>(expression: string) => (await insidesOf(lease.tab).page.evaluate(expression)) as T,
  })
}

const kinds = (execution: Execution): string[] => [...new Set(execution.effects.map(effect => effect.kind))]

describe('what downloads', () => {
  const csv = { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="report.csv"' }
  const body = [
    '<a href=/report>Export</a> <a href=/report download>Save a copy</a>',
    `<button onclick="location='/report'">Generate</button>`,
    '<iframe srcdoc="<a href=/report>Framed</a>"></iframe>',
  ].join('')
  test('is told as a download, refused, with its name and size, and the page stays', () =>
    onPage(body, async stage => {
      site.route('/report', () => new Response('a,b\n1,2\n', { headers: csv }))
      for (const on of ['link Export', 'link Save a copy', 'button Generate', 'link Framed']) {
        const failure = await failureOf(stage.act('click', on))
        expect(failure).toMatchObject({ reason: 'aborted', detail: { download: { name: 'report.csv', bytes: 8 } } })
      }
      expect(stage.tab.url).toEndWith('/stage')
    }))
})

describe('clicking', () => {
  test('is done by trusted events and tells what it was and did', () =>
    onPage(
      '<button id=b>Save</button><p id=o></p><script>b.onclick=e=>{o.textContent=String(e.isTrusted)}</script>',
      async stage => {
        const done = await stage.act('click', 'button Save')
        expect(await stage.ask('o.textContent')).toBe('true')
        expect(done.performed).toMatchObject([{ method: 'click', role: 'button', name: 'Save', selector: '#b' }])
        expect(done.actionTaken).toBe('clicked the button "Save"')
        expect(kinds(done)).toEqual(['dom'])
      },
    ))

  test('follows a link and waits until its page is there', () =>
    onPage('<a href="/next">Next</a>', async stage => {
      site.show('<title>Second</title><h1>Second</h1>', '/next')
      const done = await stage.act('click', 'link Next')
      expect(kinds(done)).toEqual(['navigation'])
      expect(stage.tab.url).toBe(site.url('/next'))
      expect(nodeNamed(await stage.snapshot(), 'heading', 'Second').tag).toBe('h1')
    }))

  test('scrolls below the fold and past a sticky header', () =>
    onPage(
      '<header style="position:sticky;top:0;height:120px;background:#eee">H</header><div style="height:2500px"></div><button onclick="this.textContent=1">Low</button><div style="height:2500px"></div>',
      async stage => {
        await stage.act('click', 'button Low')
        expect(await stage.ask('document.querySelector("button").textContent')).toBe('1')
      },
    ))

  test('waits for an element that moves', () =>
    onPage(
      '<style>@keyframes m{from{margin-left:0}to{margin-left:500px}}button{animation:m .4s linear forwards}</style><button onclick="this.textContent=1">Run</button>',
      async stage => {
        await stage.act('click', 'button Run')
        expect(await stage.ask('document.querySelector("button").textContent')).toBe('1')
      },
    ))

  test('finds an element again that was replaced by its like', () =>
    onPage('<div id=d><button>Go</button></div><p id=o></p>', async stage => {
      const { ref } = nodeNamed(await stage.snapshot(), 'button', 'Go')
      await stage.ask(`d.innerHTML = '<button onclick="o.textContent=7">Go</button>'`)
      await stage.run([{ method: 'click', ref, role: 'button', name: 'Go' }])
      expect(await stage.ask('o.textContent')).toBe('7')
    }))

  test('does not click what the pointer has turned into something else', () =>
    onPage(
      `<button id=b>Buy</button><script>window.n=0;b.onclick=()=>n++;b.onmouseenter=()=>{const x=document.createElement('button');
       x.textContent='Sold out';x.disabled=true;b.replaceWith(x)}</script>`,
      async stage => {
        const failure = await failureOf(stage.act('click', 'button Buy'))
        expect(failure.reason).toBe('target_not_found')
        expect(await stage.ask('n')).toBe(0)
      },
    ))

  test('reaches into frames and closed shadow roots', () =>
    onPage(
      `<iframe srcdoc="<button onclick='this.textContent=1'>Framed</button>"></iframe><x-shut></x-shut><script>
       customElements.define('x-shut', class extends HTMLElement { constructor() { super()
       const r = this.attachShadow({ mode: 'closed' }); r.innerHTML = '<button>Shut</button>'
       r.firstChild.onclick = e => { e.target.textContent = 'done'; window.shut = 1 } } })</script>`,
      async stage => {
        expect(kinds(await stage.act('click', 'button Framed'))).toEqual(['dom'])
        expect(kinds(await stage.act('click', 'button Shut'))).toEqual(['dom'])
        expect(await stage.ask('window.shut')).toBe(1)
      },
    ))
})

describe('frames of other sites', () => {
  test('are operated where the fence lets them, and else not at all', async () => {
    await using lease = await chromium.lease(fenceFor('a.test', 'b.test'))
    site.show(
      `<label>Q <input></label><button onclick="document.querySelector('p').textContent='yes'">Inside</button><p></p>`,
      '/inner',
    )
    site.show(
      `<iframe src="${site.url('/inner', 'b.test')}"></iframe><iframe title=Far src="${site.url('/inner', 'c.test')}"></iframe>`,
      '/outer',
    )
    const page = await openPage(lease.tab, site.url('/outer', 'a.test'))
    using deadline = new Deadline(15_000)
    const options = { refs: page.refs, deadline, allowWrites: true }
    const { ref } = nodeNamed(await page.snapshot(), 'button', 'Inside')
    const clicked = await execute(lease.tab, [{ method: 'click', ref }], options)
    expect(kinds(clicked)).toEqual(['dom'])
    const field = nodeNamed(await page.snapshot(), 'textbox', 'Q')
    await execute(lease.tab, [{ method: 'fill', ref: field.ref, arguments: ['typed'] }], options)
    expect(nodeNamed(await page.snapshot(), 'textbox', 'Q').value).toBe('typed')
    const far = nodeNamed(await page.snapshot(), 'iframe', 'Far')
    const failure = await failureOf(execute(lease.tab, [{ method: 'click', ref: far.ref }], options))
    expect(failure.reason).toBe('target_not_found')
  })
})

describe('what cannot be operated', () => {
  const refused = (name: string, html: string, why: RegExp) =>
    test(`is refused as not found: ${name}`, () =>
      onPage(`${html}<script>window.n=0;document.querySelector('#t').onclick=()=>n++</script>`, async stage => {
        const target = (await stage.snapshot()).nodes.find(node => node.name === 'Target')
        const failure = await failureOf(stage.run([{ method: 'click', ref: target?.ref ?? '' }]))
        expect(failure.reason).toBe('target_not_found')
        expect(failure.message).toMatch(why)
        expect(await stage.ask('n')).toBe(0)
      }))
  refused('disabled', '<button id=t disabled>Target</button>', /disabled/)
  refused('disabled by ARIA', '<button id=t aria-disabled=true>Target</button>', /disabled/)
  refused('in an inert part', '<div inert><button id=t>Target</button></div>', /disabled/)
  refused('covered', '<button id=t>Target</button><div style="position:fixed;inset:0"></div>', /covered/)
  refused('without pointer', '<button id=t style="pointer-events:none">Target</button>', /covered/)

  test('what is not there is not found, with the nearest named', () =>
    onPage('<button>Save draft</button><button>Cancel</button>', async stage => {
      const failure = await failureOf(stage.run([{ method: 'click', ref: 'e999', role: 'button', name: 'Save' }]))
      expect(failure.reason).toBe('target_not_found')
      expect(failure.detail['candidates']).toMatchObject([{ role: 'button', name: 'Save draft' }, { name: 'Cancel' }])
    }))

  test('two of the same role and name are ambiguous', () =>
    onPage('<button>Edit</button><button>Edit</button>', async stage => {
      const failure = await failureOf(stage.run([{ method: 'click', role: 'button', name: 'Edit' }]))
      expect(failure.reason).toBe('target_ambiguous')
      expect(failure.detail['candidates']).toHaveLength(2)
    }))

  test('upload is refused by name', () =>
    onPage('<input type=file aria-label=Photo>', async stage => {
      expect((await failureOf(stage.act('upload', 'button Photo', 'x.png'))).reason).toBe('action_not_supported')
    }))
})

describe('proof of effect', () => {
  const unproven = (name: string, html: string, ...[method, on, ...args]: [Action['method'], string, ...string[]]) =>
    test(`nothing is claimed for ${name}`, () =>
      onPage(html, async stage => {
        expect((await failureOf(stage.act(method, on, ...args))).reason).toBe('no_effect')
      }))
  unproven('a dead button', '<button>Dead</button>', 'click', 'button Dead')
  unproven('a link to nowhere', '<button onclick="0">Dead</button>', 'click', 'button Dead')
  unproven(
    'a dead button on a page with a clock and an ad',
    `<p id=c></p><div id=a></div><button>Dead</button><script>setInterval(()=>{c.textContent=performance.now()},15);
     setInterval(()=>{a.innerHTML='<b>'+performance.now()+'</b>'},40)</script>`,
    'click',
    'button Dead',
  )
  unproven(
    'a button with an empty handler on a page with a clock',
    `<p id=c></p><button onclick="0">Dead</button><script>setInterval(()=>{c.textContent=performance.now()},15)</script>`,
    'click',
    'button Dead',
  )
  unproven(
    'a field that reverts',
    `<input aria-label=F value=a><script>document.querySelector('input').oninput=e=>{e.target.value='a'}</script>`,
    'fill',
    'textbox F',
    'b',
  )
  unproven('a box that refuses', `<input type=checkbox aria-label=B onclick="return false">`, 'check', 'checkbox B')
  unproven('a beacon', `<button onclick="navigator.sendBeacon('/beacon','x')">Ping</button>`, 'click', 'button Ping')
  unproven(
    'what is undone at once',
    `<button onmousedown="this.className='on'" onmouseup="this.removeAttribute('class')">Flash</button>`,
    'click',
    'button Flash',
  )
  unproven('what is so already', '<input type=checkbox checked aria-label=B>', 'check', 'checkbox B')

  test('a request of the handler is an effect, and what it brings is waited for', () =>
    onPage(
      `<button onclick="fetch('/data').then(r=>r.text()).then(t=>{o.textContent=t})">Load</button><p id=o></p>`,
      async stage => {
        site.route('/data', () => new Response('loaded'))
        const done = await stage.act('click', 'button Load')
        expect(kinds(done)).toContain('request')
        expect(await stage.ask('o.textContent')).toBe('loaded')
      },
    ))

  test('a change that a handler makes later is an effect', () =>
    onPage(`<button onclick="setTimeout(()=>{o.textContent='later'},120)">Wait</button><p id=o></p>`, async stage => {
      expect(kinds(await stage.act('click', 'button Wait'))).toEqual(['dom'])
    }))
})

describe('fields', () => {
  test('are filled, added to and cleared with the events of typing', () =>
    onPage(
      `<label>Name <input value=old></label><script>window.log=[];for(const t of ['input','keyup','change'])addEventListener(t,e=>log.push(t+e.isTrusted),true)</script>`,
      async stage => {
        const done = await stage.act('fill', 'textbox Name', 'Zoë & Co.')
        expect(done.effects).toContainEqual(expect.objectContaining({ kind: 'value', detail: 'old → Zoë & Co.' }))
        expect(await stage.ask('log.includes("inputtrue") && log.includes("keyuptrue")')).toBe(true)
        await stage.act('append', 'textbox Name', ' Ltd')
        expect(await stage.ask('document.querySelector("input").value')).toBe('Zoë & Co. Ltd')
        await stage.act('clear', 'textbox Name')
        expect(await stage.ask('document.querySelector("input").value')).toBe('')
      },
    ))

  test('never tell a password', () =>
    onPage('<label>Password <input type=password></label>', async stage => {
      const done = await stage.act('fill', 'textbox Password', 'hunter2!')
      expect(JSON.stringify(done.effects)).not.toContain('hunter2')
      expect(await stage.ask('document.querySelector("input").value')).toBe('hunter2!')
    }))

  test('of text areas and editables take lines', () =>
    onPage(
      '<textarea aria-label=A></textarea><div contenteditable role=textbox aria-label=E>old</div>',
      async stage => {
        await stage.act('fill', 'textbox A', 'one\ntwo')
        expect(await stage.ask('document.querySelector("textarea").value')).toBe('one\ntwo')
        await stage.act('fill', 'textbox E', 'fresh')
        expect(await stage.ask('document.querySelector("div").textContent')).toBe('fresh')
      },
    ))

  for (const [type, value] of [
    ['date', '2026-03-09'],
    ['time', '14:30'],
    ['month', '2026-03'],
    ['week', '2026-W10'],
    ['color', '#ff8800'],
    ['range', '70'],
    ['number', '12'],
    ['datetime-local', '2026-03-09T14:30'],
  ] as const) {
    test(`of type ${type} are set`, () =>
      onPage(`<input type=${type} aria-label=F>`, async stage => {
        const ref = (await stage.snapshot()).nodes.find(node => node.name === 'F')?.ref ?? ''
        await stage.run([{ method: 'set', ref, arguments: [value] }])
        expect(await stage.ask('document.querySelector("input").value')).toBe(value)
      }))
  }

  test('refuse a value that they do not take', () =>
    onPage('<input type=date aria-label=D>', async stage => {
      expect((await failureOf(stage.act('set', 'textbox D', 'soon'))).reason).toBe('no_effect')
    }))
})

describe('widgets', () => {
  test('native lists take options by name, several where they may', () =>
    onPage(
      '<select aria-label=One><option>A<option>B<option disabled>C</select><select multiple aria-label=Many><option>A<option>B<option>C</select>',
      async stage => {
        await stage.act('select', 'combobox One', 'b')
        await stage.act('select', 'listbox Many', 'A', 'C')
        expect(await stage.ask('[...document.querySelectorAll("option:checked")].map(o=>o.text).join()')).toBe('B,A,C')
        expect((await failureOf(stage.act('select', 'combobox One', 'C'))).message).toContain('disabled')
        expect((await failureOf(stage.act('select', 'combobox One', 'Z'))).detail['options']).toEqual(['A', 'B', 'C'])
      },
    ))

  test('a combobox opens, loads and takes an option', () =>
    onPage(
      `<div id=c role=combobox tabindex=0 aria-expanded=false aria-controls=l aria-label=City>pick</div><ul id=l role=listbox hidden></ul><script>
       c.onclick=()=>{c.ariaExpanded='true';l.hidden=false;setTimeout(()=>{l.innerHTML='<li role=option>Oslo<li role=option>Bergen'},200)}
       l.onclick=e=>{c.textContent=e.target.textContent;l.hidden=true;c.ariaExpanded='false'}</script>`,
      async stage => {
        await stage.act('select', 'combobox City', 'Bergen')
        expect(await stage.ask('c.textContent')).toBe('Bergen')
      },
    ))

  test('a slider of the page is set by its keys', () =>
    onPage(
      `<div id=s role=slider tabindex=0 aria-label=Level aria-valuemin=0 aria-valuemax=10 aria-valuenow=3>x</div><script>
       s.onkeydown=e=>{const d={ArrowUp:1,ArrowDown:-1}[e.key];if(d)s.setAttribute('aria-valuenow',+s.getAttribute('aria-valuenow')+d)}</script>`,
      async stage => {
        await stage.act('set', 'slider Level', '8')
        expect(await stage.ask('s.getAttribute("aria-valuenow")')).toBe('8')
      },
    ))

  test('a slider that only the pointer moves, or that tells late, is set', () =>
    onPage(
      `<div id=t style="width:300px;height:8px;margin:30px;background:#ccc;position:relative"><span id=s role=slider tabindex=0 aria-label=Level
       aria-valuemin=0 aria-valuemax=100 aria-valuenow=30 style="position:absolute;left:90px;top:-6px;width:20px;height:20px;background:red"></span></div>
       <div id=l role=slider tabindex=0 aria-label=Late aria-valuemin=0 aria-valuemax=10 aria-valuenow=3>x</div><script>
       s.onpointerdown=e=>{s.setPointerCapture(e.pointerId);s.onpointermove=m=>{const v=Math.max(0,Math.min(100,Math.round((m.clientX-t.getBoundingClientRect().left)/3)));
       s.style.left=v*3-10+'px';s.setAttribute('aria-valuenow',v)};s.onpointerup=()=>{s.onpointermove=null}}
       l.onkeydown=e=>{const d={ArrowUp:1,ArrowDown:-1}[e.key];if(d)setTimeout(()=>l.setAttribute('aria-valuenow',+l.getAttribute('aria-valuenow')+d),40)}</script>`,
      async stage => {
        await stage.act('set', 'slider Level', '75')
        await stage.act('set', 'slider Late', '6')
        expect(await stage.ask('s.getAttribute("aria-valuenow") + " " + l.getAttribute("aria-valuenow")')).toBe('75 6')
      },
    ))

  test('an option of a list that is drawn flat while it is closed is chosen once it is open', () =>
    onPage(
      `<div id=c role=combobox tabindex=0 aria-expanded=false aria-controls=l aria-label=City>pick</div><div id=l role=listbox style="transform:scaleY(0);opacity:0"><div
       role=option>Oslo</div><div role=option>Bergen</div></div><script>c.onclick=()=>{c.ariaExpanded='true';l.style='' };
       l.onclick=e=>{c.textContent=e.target.textContent;l.style='transform:scaleY(0);opacity:0';c.ariaExpanded='false'}</script>`,
      async stage => {
        await stage.act('select', 'combobox City', 'Bergen')
        expect(await stage.ask('c.textContent')).toBe('Bergen')
      },
    ))

  test('a control that is kept without size is operated by what is drawn for it, a trap is not there', () =>
    onPage(
      `<style>.v{position:absolute;padding:0;border:0;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0);opacity:0}</style>
       <label for=w>Endpoint <span style="display:inline-block;width:40px;height:20px;background:#ccc"></span></label><button id=w class=v role=switch
       aria-checked=false onclick="this.ariaChecked=this.ariaChecked==='true'?'false':'true'"></button>
       <div style="width:20px;height:20px;background:red"><input class=v type=range aria-label=Opacity value=30></div>
       <label for=u>Website</label><input id=u class=v>`,
      async stage => {
        await stage.act('check', 'switch Endpoint')
        await stage.act('set', 'slider Opacity', '60')
        expect(await stage.ask('w.ariaChecked + document.querySelector("[type=range]").value')).toBe('true60')
        expect((await stage.snapshot()).nodes.some(({ role }) => role === 'textbox')).toBe(false)
      },
    ))

  test('what is drawn over a control in the same box is no cover, a backdrop is', () =>
    onPage(
      `<div style="position:relative;width:200px;height:40px" onclick="this.className='on'"><button style="width:200px;height:40px">Week</button><span
       style="position:absolute;inset:0"></span></div><p></p><button id=b onclick="window.n=1">Other</button>`,
      async stage => {
        await stage.act('click', 'button Week')
        expect(await stage.ask(`document.querySelector('div').className`)).toBe('on')
        await stage.ask(`document.body.insertAdjacentHTML('beforeend', '<div style="position:fixed;inset:0"></div>')`)
        expect((await failureOf(stage.act('click', 'button Other'))).message).toContain('covered')
        expect(await stage.ask('window.n')).toBe(undefined)
      },
    ))

  test('boxes behind their labels, switches and disclosures are switched', () =>
    onPage(
      `<style>#h{position:absolute;opacity:0;width:0;height:0}</style><label><input id=h type=checkbox> Fancy</label>
       <button id=w role=switch aria-checked=false onclick="this.ariaChecked=this.ariaChecked==='true'?'false':'true'">Wifi</button>
       <details><summary>More</summary>text</details>`,
      async stage => {
        await stage.act('check', 'checkbox Fancy')
        await stage.act('check', 'switch Wifi')
        await stage.act('expand', 'button More')
        expect(await stage.ask('h.checked && w.ariaChecked==="true" && document.querySelector("details").open')).toBe(
          true,
        )
        await stage.act('uncheck', 'switch Wifi')
        expect(await stage.ask('w.ariaChecked')).toBe('false')
      },
    ))

  test('things are dragged, by pointer and by HTML drag and drop', () =>
    onPage(
      `<div id=p style="width:60px;height:30px;background:red;cursor:grab">Ball</div><div id=h draggable=true style="width:60px">Card</div>
       <div id=t tabindex=0 style="margin-top:80px;width:200px;height:100px;background:#ddd">Bin</div><script>window.got=[];
       p.onpointerdown=e=>{p.setPointerCapture(e.pointerId);p.onpointerup=u=>{p.style.display='none';const x=document.elementFromPoint(u.clientX,u.clientY);p.style.display='';if(x===t)got.push('ball')}}
       h.ondragstart=e=>e.dataTransfer.setData('text/plain','card');t.ondragover=e=>e.preventDefault();t.ondrop=e=>{got.push(e.dataTransfer.getData('text/plain'));t.textContent='full'}</script>`,
      async stage => {
        const { nodes } = await stage.snapshot()
        const ref = (name: string) => nodes.find(node => node.name === name)?.ref ?? ''
        await stage.run([{ method: 'drag', ref: ref('Card'), arguments: [ref('Bin')] }])
        expect(await stage.ask('got.join()')).toBe('card')
      },
    ))

  test('a menu that shows on hover is an effect of hovering', () =>
    onPage(
      '<style>ul{display:none}li:hover ul{display:block}</style><li tabindex=0>Tools<ul><li><a href="#saw">Saws</a></ul></li>',
      async stage => {
        const { nodes } = await stage.snapshot()
        const done = await stage.run([
          { method: 'hover', ref: nodes.find(node => node.name === 'Tools' || node.text === 'Tools')?.ref ?? '' },
        ])
        expect(done.effects[0]?.detail).toContain('Saws')
      },
    ))
})

test('a form that is sent in a frame is an effect', () =>
  onPage(
    `<iframe name=main srcdoc="<form action=/found target=main><input name=q><button>Search</button></form>"></iframe>`,
    async stage => {
      site.show('<p>found', '/found')
      expect(kinds(await stage.act('click', 'button Search'))).toContain('request')
    },
  ))

describe('windows that pages open', () => {
  const body = `<p id=who></p><button onclick="w=window.open('about:blank');setTimeout(()=>{w.location='/asks'},100)">Sign in</button>
    <script>addEventListener('message',()=>{who.textContent='signed in'})</script>`
  test('are waited for where they are empty at first, and may close themselves', () =>
    onPage(body, async stage => {
      site.show(
        `<title>Asks</title><button onclick="fetch('/yes').then(()=>{opener.postMessage(1,'*');window.close()})">Allow</button>`,
        '/asks',
      )
      site.route('/yes', () => new Response('yes'))
      const opened = await stage.act('click', 'button Sign in')
      expect(opened.effects[0]).toMatchObject({ kind: 'popup', detail: expect.stringContaining('/asks') })
      const closed = await stage.act('click', 'button Allow')
      expect(closed.effects).toContainEqual({ kind: 'popup', detail: expect.stringContaining('closed') })
      expect(stage.tab.url).toEndWith('/stage')
      expect(await stage.ask('who.textContent')).toBe('signed in')
    }))
})

describe('a page is waited for', () => {
  const mayCome = async (tab: Tab): Promise<boolean> => {
    using deadline = new Deadline(15_000)
    return await waitForMore(tab, 10_000, deadline)
  }
  test('while it loads, changes or answers our input, and not where it stands still', () =>
    onPage(
      `<p id=o></p><button onclick="0">Go</button><img src=/slow><script>window.tick=setInterval(()=>{o.textContent=performance.now()},20)</script>`,
      async stage => {
        expect(await mayCome(stage.tab)).toBe(true)
        await stage.ask('clearInterval(tick)')
        for (let i = 0; i < 50 && (await mayCome(stage.tab)); i += 1);
        expect(await mayCome(stage.tab)).toBe(false)
        await stage.act('hover', 'button Go').catch(() => undefined)
        await stage.ask(`document.querySelector('button').onclick=()=>{setTimeout(()=>{o.textContent='late'},300)}`)
        await stage.act('press', 'button Go', 'Tab').catch(() => undefined)
        await stage.ask(`document.querySelector('button').click()`)
        expect(await mayCome(stage.tab)).toBe(true)
      },
    ))
})

describe('keys, scrolling and moving', () => {
  test('chords go to what has the focus', () =>
    onPage(
      `<input aria-label=Q><p id=o></p><script>addEventListener('keydown',e=>{o.textContent=[e.ctrlKey&&'c',e.shiftKey&&'s',e.key].filter(Boolean).join('+')})</script>`,
      async stage => {
        await stage.act('press', undefined, 'Control+Shift+K')
        expect(await stage.ask('o.textContent')).toBe('c+s+K')
        expect((await failureOf(stage.act('press', undefined, 'Hyper'))).reason).toBe('action_not_supported')
      },
    ))

  test('the page scrolls until it ends', () =>
    onPage('<div style="height:3000px">x</div>', async stage => {
      expect(kinds(await stage.act('scroll', undefined, 'bottom'))).toEqual(['scroll'])
      expect((await failureOf(stage.act('scroll', undefined, 'down'))).reason).toBe('no_effect')
      await stage.act('scroll', undefined, 'by:-100')
    }))

  test('history is gone through', () =>
    onPage('<a href="/one">One</a>', async stage => {
      site.show('<title>One</title>', '/one')
      await stage.act('click', 'link One')
      await stage.act('go_back')
      expect(stage.tab.url).toBe(site.url('/stage'))
      await stage.act('go_forward')
      expect(stage.tab.url).toBe(site.url('/one'))
    }))

  test('a text is waited for', () =>
    onPage(`<p id=o></p><script>setTimeout(()=>{o.textContent='Ready now'},300)</script>`, async stage => {
      await stage.act('wait_for', undefined, 'ready now')
      expect(await stage.ask('o.textContent')).toBe('Ready now')
    }))
})

describe('without writes', () => {
  const form = '<form method=post action="/write"><input aria-label=N name=n><button>Send</button></form>'
  const heard = () => site.hasHeard('/write')

  for (const [name, actions] of [
    ['a click on its button', [{ method: 'click', role: 'button', name: 'Send' }]],
    ['a submit', [{ method: 'submit', role: 'textbox', name: 'N' }]],
    ['Enter in its field', [{ method: 'press', role: 'textbox', name: 'N', arguments: ['Enter'] }]],
    ['a caller that calls the button a link', [{ method: 'click', role: 'button', name: 'Send', selector: 'a' }]],
  ] as const satisfies readonly (readonly [string, readonly Action[]])[]) {
    test(`a form is not posted by ${name}`, () =>
      onPage(form, async stage => {
        site.forget()
        const failure = await failureOf(stage.run([...actions] as Action[], { allowWrites: false }))
        expect(failure.reason).toBe('write_not_allowed')
        expect(heard()).toBe(false)
      }))
  }

  test('a form in a frame of a frameset is not posted by Enter in what has the focus', () => {
    site.show(form, '/framed')
    return onPage('<frameset cols="50%,*"><frame src="/framed"><frame src="/framed?2"></frameset>', async stage => {
      site.forget()
      const { nodes } = await stage.snapshot()
      const ref = nodes.find(({ role }) => role === 'textbox')?.ref ?? ''
      const keys: Action[] = [
        { method: 'fill', ref, arguments: ['x'] },
        { method: 'press', arguments: ['Enter'] },
      ]
      expect((await failureOf(stage.run(keys, { allowWrites: false }))).reason).toBe('write_not_allowed')
      expect(heard()).toBe(false)
    })
  })

  test('a form is not posted by a script that a click sets off', () =>
    onPage(
      `<form id=f method=post action="/write"></form><button onclick="f.submit()">Harmless</button>`,
      async stage => {
        site.forget()
        const click: Action[] = [{ method: 'click', role: 'button', name: 'Harmless' }]
        expect((await failureOf(stage.run(click, { allowWrites: false }))).reason).toBe('write_not_allowed')
        expect(heard()).toBe(false)
        expect(stage.tab.url).toBe(site.url('/stage'))
      },
    ))

  test('a confirmation is declined, with them too, until the action says to confirm', () =>
    onPage(`<button onclick="this.title=confirm('Sure?')">Ask</button>`, async stage => {
      const click: Action = { method: 'click', role: 'button', name: 'Ask' }
      const said = () => stage.ask('document.querySelector("button").title')
      await stage.run([click], { allowWrites: false })
      expect(await said()).toBe('false')
      await stage.run([click])
      expect(await said()).toBe('false')
      await stage.run([{ ...click, confirm: true }])
      expect(await said()).toBe('true')
    }))

  test('with them it is', () =>
    onPage(form, async stage => {
      site.show('<title>Written</title>', '/write')
      await stage.run([{ method: 'click', role: 'button', name: 'Send' }])
      expect(heard()).toBe(true)
    }))

  test('the caller is asked with what the page says, not with what was sent along', () =>
    onPage('<button>Delete all</button>', async stage => {
      const { ref } = nodeNamed(await stage.snapshot(), 'button', 'Delete all')
      const seen: unknown[] = []
      await failureOf(
        stage.run([{ method: 'click', ref, role: 'link', name: 'Home' }], {
          judge: ({ name, role }) => {
            seen.push(name, role)
            return 'anything'
          },
        }),
      )
      expect(seen).toEqual(['Delete all', 'button'])
    }))
})

describe('what a page waits for the end of', () => {
  const COUNTED =
    '<label>Amount <input id=q value=1></label><p id=o></p><script>window.n=0;q.onchange=()=>{n++;o.textContent=q.value}</script>'

  test('is told of a text that was filled in, and the focus stays', () =>
    onPage(COUNTED, async stage => {
      await stage.act('fill', 'textbox Amount', '12')
      expect(await stage.ask('[o.textContent, document.activeElement.id]')).toEqual(['12', 'q'])
    }))

  test('is not told before the keys that follow', () =>
    onPage(COUNTED, async stage => {
      const { ref } = nodeNamed(await stage.snapshot(), 'textbox', 'Amount')
      await stage.run([
        { method: 'fill', ref, arguments: ['7'] },
        { method: 'press', ref, arguments: ['Enter'] },
      ])
      expect(await stage.ask('[n, o.textContent]')).toEqual([1, '7'])
    }))

  test('and what it then takes back is no success', () =>
    onPage('<label>Amount <input id=q value=1></label><script>q.onchange=()=>{q.value="1"}</script>', async stage => {
      expect((await failureOf(stage.act('fill', 'textbox Amount', '99'))).reason).toBe('no_effect')
    }))
})

describe('a field that suggests', () => {
  const CITIES = `<label>City <input id=c role=combobox aria-expanded=false aria-controls=l></label><ul id=l role=listbox hidden></ul>
    <script>window.took='';c.oninput=()=>setTimeout(()=>{l.innerHTML=['Bath','Bath Spa','Bathgate'].filter(x=>x.startsWith(c.value))
    .map(x=>'<li role=option>'+x+'</li>').join('');l.hidden=!l.innerHTML;c.setAttribute('aria-expanded',!l.hidden)},80);
    l.onmousedown=e=>{e.preventDefault();took=c.value=e.target.textContent;l.hidden=true;c.setAttribute('aria-expanded',false)}</script>`

  test('keeps a text that several suggestions begin with', () =>
    onPage(CITIES, async stage => {
      await stage.act('fill', 'combobox City', 'Bat')
      expect(await stage.ask('[c.value, took]')).toEqual(['Bat', ''])
    }))

  test('takes the suggestion that is just the text', () =>
    onPage(CITIES, async stage => {
      await stage.act('fill', 'combobox City', 'Bath')
      expect(await stage.ask('[c.value, took]')).toEqual(['Bath', 'Bath'])
    }))
})

describe('a page that goes on by itself', () => {
  test('does not pass for the effect of a dead button, however new it is', () =>
    onPage(
      `<p id=t></p><div id=a></div><button>Renew</button><script>setInterval(()=>{t.textContent=performance.now()},40);
       setInterval(()=>{a.innerHTML='<p>Offer '+performance.now()+'</p><button>Buy rope</button>'},150)</script>`,
      async stage => {
        const { ref } = nodeNamed(await stage.snapshot(), 'button', 'Renew')
        const snapshot = await stage.snapshot()
        const failure = await failureOf(stage.run([{ method: 'click', ref }], { snapshot }))
        expect(failure.reason).toBe('no_effect')
      },
    ))

  test('does not either where what it brings is gone at the next look', () =>
    onPage(
      `<div id=a></div><button>Renew</button><script>setInterval(()=>{a.innerHTML='<p>Offer '+performance.now()+'</p>'},4)</script>`,
      async stage => {
        const { ref } = nodeNamed(await stage.snapshot(), 'button', 'Renew')
        const snapshot = await stage.snapshot()
        const failure = await failureOf(stage.run([{ method: 'click', ref }], { snapshot }))
        expect(failure.reason).toBe('no_effect')
      },
    ))

  test('is waited for where it loads more as it is scrolled', () =>
    onPage(
      `<div style="height:3000px">All</div><script>let more=1;addEventListener('scroll',()=>{if(more-- > 0)
       setTimeout(()=>document.body.insertAdjacentHTML('beforeend','<div style="height:3000px">More</div>'),250)})</script>`,
      async stage => {
        await stage.act('scroll', undefined, 'bottom')
        await stage.act('scroll', undefined, 'bottom')
        expect(await stage.ask('scrollY > 3000')).toBe(true)
      },
    ))
})
