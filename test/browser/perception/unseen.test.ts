import { afterAll, describe, expect, test } from 'bun:test'
import { execute } from '../../../src/browser/actions/execute.ts'
import { insidesOf } from '../../../src/browser/tab.ts'
import type { Action } from '../../../src/contract/action.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { useChromium } from '../../support/chromium.ts'
import { type DrivenTab, openPage } from '../../support/driven-tab.ts'
import { serveSite } from '../../support/site.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const STYLE = `<style>body{margin:0}.o{opacity:0}.w{position:relative;width:200px;height:40px}.w>*{position:absolute;inset:0}
  .w>.o,.w>.o>*{width:100%;height:100%;box-sizing:border-box;margin:0}.line{border:1px solid #888}</style>`

const describeControls = async (driven: DrivenTab): Promise<string> =>
  (await driven.snapshot()).nodes
    .filter(({ interactive }) => interactive)
    .map(({ role, name, state }) => `${role} ${name}${state.covered ? ' !' : ''}`.trim())
    .join(' | ')

const readAll = async (pages: Readonly<Record<string, readonly [string, string]>>): Promise<Record<string, string>> => {
  await using lease = await chromium.lease()
  const seen: Record<string, string> = {}
  for (const [what, [html]] of Object.entries(pages))
    seen[what] = await describeControls(
      await openPage(lease.tab, site.show(`<!doctype html><meta charset=utf-8><title>T</title>${STYLE}${html}`)),
    )
  return seen
}

const expected = (pages: Readonly<Record<string, readonly [string, string]>>): Record<string, string> =>
  Object.fromEntries(Object.entries(pages).map(([what, [, seen]]) => [what, seen]))

describe('a control of opacity 0', () => {
  const PAGES: Readonly<Record<string, readonly [html: string, seen: string]>> = {
    'a list over its drawn value': [
      '<div class="w line"><div>Spain</div><select class=o aria-label=Land><option>Spain</select></div>',
      'combobox Land',
    ],
    'a slider over its drawn track': [
      '<div class=w><i style="background:#ccc"></i><input type=range class=o aria-label=Volume></div>',
      'slider Volume',
    ],
    'a slider in an invisible wrapper': [
      '<div class=w style="background:#eee"><span class=o><input type=range aria-label=Bass></span></div>',
      'slider Bass',
    ],
    'one text box under the drawn boxes of a code': [
      '<div class=w><input class=o aria-label=Code><div style="display:flex"><b class=line>1</b><b class=line>2</b></div></div>',
      'textbox Code',
    ],
    'a text box over the drawn boxes of a code': [
      '<div class=w><div><b class=line>&nbsp;</b></div><input class=o aria-label=Pin></div>',
      'textbox Pin',
    ],
    'a date over drawn text': [
      '<div class="w line"><span>1 May</span><input type=date class=o></div>',
      'textbox 1 May',
    ],
    'a file over its drawn button': [
      '<div class=w><span class=line>Choose file</span><input type=file class=o></div>',
      'button Choose file',
    ],
    'a large file over a small button': [
      '<div class="w line" style="width:90px;overflow:hidden"><span>Upload</span><input type=file class=o style="width:600px;height:200px"></div>',
      'button Upload',
    ],
    'a box over its drawn mark': [
      '<div class=w style="width:20px;height:20px"><i class=line></i><input type=checkbox class=o></div> Agreed',
      'checkbox',
    ],
    'a switch that its wrapper draws': [
      '<label class=w style="display:block;background:teal"><input type=checkbox class=o aria-label=Wifi></label>',
      'checkbox Wifi',
    ],
    'a trap of no size': ['<input name=url class=o style="position:absolute;width:0;height:0;padding:0;border:0">', ''],
    'a trap in a corner of the page': [
      '<h1>Shop</h1><form><input name=url class=o style="position:absolute;top:0;left:0" tabindex=-1></form>',
      '',
    ],
    'a trap in an invisible row': ['<p>Words</p><div class=o><label>Website <input name=url></label></div>', ''],
    'a trap beside its label': [
      '<form><div><label>Leave this empty</label> <input name=url class=o tabindex=-1></div></form>',
      '',
    ],
    'a trap in a box where nothing is drawn': ['<div class=w><input name=url class=o></div>', ''],
    'a box to tick that nobody sees': ['<form><input type=checkbox name=fax class=o></form>', ''],
    'a list that is there for programs': [
      '<div class="w line"><div role=combobox tabindex=0>Red</div><select class=o style="pointer-events:none" aria-hidden=true tabindex=-1><option>Red</select></div>',
      'combobox',
    ],
    'a field of a menu that is not open yet': [
      '<div style="position:relative;width:200px"><button>Filter</button><div class=o style="position:absolute;top:0;pointer-events:none"><input aria-label=Find></div></div>',
      'button Filter',
    ],
  }

  test('is there where something is drawn for it, and is no trap', async () => {
    expect(await readAll(PAGES)).toEqual(expected(PAGES))
  })

  test('is operated through what is drawn', async () => {
    await using lease = await chromium.lease()
    const html = `<div class="w line"><div id=d>Spain</div><select class=o aria-label=Land onchange="d.textContent=value"><option>Spain<option>Peru</select></div>
      <div class=w><input class=o aria-label=Code id=c><div onclick="c.focus()"><b class=line>1</b></div></div>
      <div class=w style="width:20px;height:20px"><i class=line></i><input type=checkbox id=k class=o aria-label=Agree></div>`
    const driven = await openPage(lease.tab, site.show(`<!doctype html><title>T</title>${STYLE}${html}`))
    await driven.snapshot()
    const actions: Action[] = [
      { method: 'select', role: 'combobox', name: 'Land', arguments: ['Peru'] },
      { method: 'fill', role: 'textbox', name: 'Code', arguments: ['482913'] },
      { method: 'check', role: 'checkbox', name: 'Agree' },
    ]
    using deadline = new Deadline(15_000)
    for (const action of actions) await execute(lease.tab, [action], { refs: driven.refs, deadline, allowWrites: true })
    const { page } = insidesOf(lease.tab)
    expect(await page.evaluate('[d.textContent, c.value, k.checked]')).toEqual(['Peru', '482913', true])
  })
})

describe('a part that is hidden from assistive technology', () => {
  const PAGES: Readonly<Record<string, readonly [html: string, seen: string]>> = {
    'a panel that is plainly open': ['<div aria-hidden=true><p>Settings</p><button>Save</button></div>', 'button Save'],
    'a control itself': [
      '<button aria-hidden=true>Menu</button><input aria-hidden=true aria-label=Find>',
      'button Menu | textbox Find',
    ],
    'a form': [
      '<form aria-hidden=true><input aria-label=Mail><button>Join</button></form>',
      'textbox Mail | button Join',
    ],
    'what is laid out below the fold of an open panel': [
      '<div aria-hidden=true><button>On</button><div style="height:2000px"></div><button>Off</button></div>',
      'button On | button Off',
    ],
    'an icon of a button': ['<button aria-label=Close><span aria-hidden=true>×</span></button>', 'button Close'],
    'a link to a heading': ['<h2>Rates <a href=#r aria-hidden=true>#</a></h2>', ''],
    'a picture that links where the title does': [
      '<div><a href=/x aria-hidden=true tabindex=-1><img alt=Boat width=90 height=60></a><a href=/x>Boat</a></div>',
      'link Boat',
    ],
    'a page behind a dialog': [
      '<main aria-hidden=true><button>Behind</button></main><div aria-modal=true role=dialog style="position:fixed;right:0;top:0"><button>Yes</button></div>',
      'button Yes',
    ],
    'a page under an overlay': [
      '<main aria-hidden=true><button>Behind</button></main><div style="position:fixed;inset:0;background:#0008"></div><div style="position:fixed;top:90px"><button>Yes</button></div>',
      'button Yes',
    ],
    'a page that takes no pointer': [
      '<main aria-hidden=true style="pointer-events:none"><button>Behind</button></main><button>Yes</button>',
      'button Yes',
    ],
    'copies in a carousel': [
      '<ul style="display:flex"><li aria-hidden=true><a href=#3>Three</a><li><a href=#1>One</a><li><a href=#3>Three</a><li aria-hidden=true><a href=#1>One</a></ul>',
      'link One | link Three',
    ],
    'a closed drawer': [
      '<div style="overflow:hidden;width:300px;height:40px"><nav aria-hidden=true style="margin-left:400px;width:300px"><a href=#a>Hidden</a></nav></div>',
      '',
    ],
  }

  test('is there where a person can operate something in it', async () => {
    expect(await readAll(PAGES)).toEqual(expected(PAGES))
  })
})
