import { afterAll, describe, expect, test } from 'bun:test'
import { call } from '../../../src/browser/perception/world.ts'
import { insidesOf } from '../../../src/browser/tab.ts'
import { useChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/driven-tab.ts'
import { serveSite } from '../../support/site.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const STYLE = `<style>.tap{cursor:pointer}.at{position:absolute}.row{display:flex;gap:8px}.col{display:flex;flex-direction:column}
  .grid{display:grid;grid-template-columns:200px 300px}</style>`

/** What can be operated on a page, as `role "name"`, with `= value` and `(description)` where it has them. */
const PAGES: Readonly<Record<string, readonly [html: string, called: string]>> = {
  // boxes that react to a pointer
  'a tile with its words in blocks': [
    '<div class=tap><div><div>Bank transfer</div><div>Takes 2 days</div></div></div>',
    'generic "Bank transfer Takes 2 days"',
  ],
  'a tile with an icon and a paragraph': [
    '<section class=tap><i></i><div><p>Card</p></div></section>',
    'generic "Card"',
  ],
  'a tile with a picture': ['<div class=tap><span><img alt="Red chair"></span></div>', 'generic "Red chair"'],
  'a tile by its handler, with words in lines': [
    '<div onclick=1><span><b>Cash</b></span><span> on delivery</span></div>',
    'generic "Cash on delivery"',
  ],
  'a card with buttons of its own': [
    '<article class=tap><h4>Fern</h4><p>In stock</p><button>Buy</button></article>',
    'article "Fern In stock" | button "Buy"',
  ],
  'a card of which all words are a link': ['<div class=tap><a href=#a>Moss</a></div>', 'generic "Moss" | link "Moss"'],
  'a row that opens': ['<table><tr tabindex=0><td>17</td><td>Ines</td></tr></table>', 'row "17 Ines"'],
  'a list item that opens': ['<ul><li class=tap><div>Inbox</div><div>3</div></li></ul>', 'listitem "Inbox 3"'],
  'a tile with hidden parts': [
    '<div class=tap><div>Shown</div><div hidden>gone</div><div style="visibility:hidden">unseen</div><i aria-hidden=true>icon</i></div>',
    'generic "Shown"',
  ],
  'a tile in a shadow root': [
    `<div class=tap id=h><b slot=s>Slotted</b></div><script>h.attachShadow({ mode: 'open' }).innerHTML = '<p>Inner</p><slot name=s></slot>'</script>`,
    'generic "Inner Slotted"',
  ],
  'a star before a block of words': ['<div class=tap>★ <div>Favourite</div></div>', 'generic "★ Favourite"'],
  'a sign alone': ['<span class=tap>+</span>', 'generic "+"'],
  'a scroll box that takes the focus': ['<div tabindex=0 role=region><p>Much text</p></div>', 'region ""'],
  // drawings
  'a drawing with a style of its own': [
    '<button><svg><style>.a{fill:red}</style><path class=a /></svg></button>',
    'button ""',
  ],
  'a drawing with parts that are not drawn': [
    '<a href=#a><svg><title>Zoom</title><defs><text>no</text></defs><style>.b{x:1}</style></svg></a><div class=tap><svg aria-label=Map><style>.c{}</style></svg></div>',
    'link "Zoom" | generic "Map"',
  ],
  // fields
  'text before a field': [
    '<div>First name: <input></div><p>Age <select><option>1</select>',
    'textbox "First name" | combobox "Age" = 1',
  ],
  'text above a field': [
    '<div class=col><span>City *</span><input></div><p>Street<br><textarea></textarea>',
    'textbox "City" | textbox "Street"',
  ],
  'a label that belongs to none': ['<label>Note</label><div><div><input></div></div>', 'textbox "Note"'],
  'a label laid over its field': [
    '<div style="position:relative"><input style="width:200px;height:40px"><span class=at style="left:4px;top:9px">Float</span></div>',
    'textbox "Float"',
  ],
  'a layout table': ['<table><tr><td>Zip<td><input><td>Place<td><input></table>', 'textbox "Zip" | textbox "Place"'],
  'headers of row and column': [
    '<table><thead><tr><th>Item<th>Qty<th>Price</thead><tr><td>Mug<td><input><td><input><tr><th>Cup<td><select><option>2</select><td></table>',
    'textbox "Mug Qty" | textbox "Mug Price" | combobox "Cup Qty" = 2',
  ],
  'headers over several columns': [
    '<table><tr><th>Day<th colspan=2>Hours<th>Pay<tr><td>Mon<td><input size=3><td>h<td><input size=3></table>',
    'textbox "Mon Hours" | textbox "Mon Pay"',
  ],
  'headers of a drawn table': [
    '<div role=table><div role=row><b role=columnheader>Day</b><b role=columnheader>Hours</b></div><div role=row><b role=cell>Tue</b><b role=cell><input></b></div></div>',
    'textbox "Tue Hours"',
  ],
  'boxes that select rows': [
    '<table><tr><th><input type=checkbox><th>Name<tr><td><input type=checkbox><td>Ada<tr><td><input type=checkbox><td>Bob</table>',
    'checkbox "" | checkbox "Ada" | checkbox "Bob"',
  ],
  'text after a box to tick': [
    '<div><input type=checkbox><span>Remember me</span></div><div><input type=radio> By post <input type=radio> By mail</div>',
    'checkbox "Remember me" | radio "By post" | radio "By mail"',
  ],
  'a switch at the end of its line': [
    '<div class=row style="justify-content:space-between;width:250px"><span>Dark mode</span><div role=switch tabindex=0 aria-checked=false style="width:40px;height:20px"></div></div>',
    'switch "Dark mode"',
  ],
  'terms and definitions': ['<dl><dt>Phone<dd><input></dl>', 'textbox "Phone"'],
  'the only text of a box': ['<div><h4>Coupon</h4><div><input></div></div><footer>Foot</footer>', 'textbox "Coupon"'],
  'text that is no label': [
    `<p>${'Before you go on, please read all of this. '.repeat(5)}</p><div><input></div><p style="margin-top:200px">Far below</p>`,
    'textbox ""',
  ],
  'text that belongs to another field': [
    '<div>Date <input size=2> <input size=2></div>',
    'textbox "Date" | textbox ""',
  ],
  'a button between a text and a field': ['<div>Tags <button>Add</button> <input></div>', 'button "Add" | textbox ""'],
  'a placeholder beside a label': ['<div>City</div><input placeholder="e.g. Paris">', 'textbox "e.g. Paris" (City)'],
  'a field named by its author': [
    '<div>Beside</div><input aria-label=Own><input title=Titled>',
    'textbox "Own" | textbox "Titled"',
  ],
  'a slider of the page': [
    '<div class=grid><span>Volume</span><div role=slider tabindex=0 aria-valuenow=3 style="height:20px"></div></div>',
    'slider "Volume" = 3',
  ],
  'an empty editor': ['<div>Comment</div><div contenteditable style="height:40px"></div>', 'generic "Comment"'],
  'a page from right to left': ['<div dir=rtl>שם <input></div>', 'textbox "שם"'],
  // current values
  'a button that is a list': [
    '<div>Fruit</div><button role=combobox aria-expanded=false><span>Apple</span><svg></svg></button>',
    'combobox "Fruit" = Apple',
  ],
  'a button that opens a list': [
    '<span id=l>Colour</span><button aria-haspopup=listbox aria-labelledby="l v"><span id=v>Blue</span></button>',
    'button "Colour Blue" = Blue',
  ],
  'a box that opens a list': [
    '<label id=s>Size</label><div role=combobox tabindex=0 aria-labelledby=s><div>Large</div></div>',
    'combobox "Size" = Large',
  ],
  'a box that asks for a choice': [
    '<div role=combobox tabindex=0 aria-label=Size><div class="select__placeholder">Choose…</div></div>',
    'combobox "Size"',
  ],
  'a text box beside what was chosen': [
    '<label id=p>Port</label><div class=row style="border:1px solid;width:300px"><div><div>Oslo</div></div><div><input role=combobox aria-labelledby=p size=2></div><i class=tap>▾</i></div>',
    'combobox "Port" = Oslo | generic "▾"',
  ],
  'a text box beside chips': [
    '<div>To</div><div class=row style="border:1px solid;width:300px"><span>Ada <button aria-label="Remove Ada">×</button></span><span>Bob</span><input role=combobox aria-label=To></div>',
    'button "Remove Ada" | combobox "To" = Ada Bob',
  ],
  'several choices of a list': [
    '<select multiple aria-label=Days><option selected>Mon<option>Tue<option selected>Wed</select>',
    'listbox "Days" = Mon, Wed',
  ],
  'a button that is no list': ['<button aria-haspopup=menu>More</button>', 'button "More"'],
}

describe('what can be operated', () => {
  test('is called what a person calls it, for callers and for guards alike', async () => {
    await using lease = await chromium.lease()
    const { page } = insidesOf(lease.tab)
    const called: Record<string, string> = {}
    const mismatches: unknown[] = []
    for (const [what, [html]] of Object.entries(PAGES)) {
      const driven = await openPage(
        lease.tab,
        site.show(`<!doctype html><meta charset=utf-8><title>T</title>${STYLE}${html}`),
      )
      const nodes = (await driven.snapshot()).nodes.filter(({ interactive }) => interactive)
      called[what] = nodes
        .map(({ role, name, value, description }) =>
          [`${role} "${name}"`, value && `= ${value}`, description && `(${description})`].filter(Boolean).join(' '),
        )
        .join(' | ')
      for (const { ref, name } of nodes) {
        const facts = await call(page.mainFrame(), 'facts', driven.refs.find(ref)?.number ?? 0)
        if (name !== '' && facts?.name !== name) mismatches.push({ what, name, facts: facts?.name })
      }
    }
    expect(called).toEqual(Object.fromEntries(Object.entries(PAGES).map(([what, [, expected]]) => [what, expected])))
    expect(mismatches).toEqual([])
  })
})
