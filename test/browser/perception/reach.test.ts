import { afterAll, expect, test } from 'bun:test'
import { useChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/driven-tab.ts'
import { serveSite } from '../../support/site.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const many = (count: number, tag = 'div'): string =>
  Array.from({ length: count }, (_, i) => `<${tag} class=row><button>${i}</button></${tag}>`).join('')

const STYLE = `<style>body{margin:0}.row{height:300px;flex:none}.x{display:flex;width:max-content}.x .row{width:500px;flex:none}
  .hide{overflow:hidden}.auto{overflow:auto}.at{position:absolute}.in{position:relative}</style>`

/** Buttons are numbered in the order of the document; the view is 1,280 by 800. `~` says that one is not in view now. */
const PAGES: Readonly<Record<string, readonly [html: string, seen: string]>> = {
  'a list that scrolls in an application as high as the window': [
    `<div class=hide style="height:100vh;display:flex;flex-direction:column"><p>Top</p><main class=auto style="flex:1">${many(4)}</main></div>`,
    '0 1 2 ~3',
  ],
  'a side bar that scrolls down and hides what is too wide': [
    `<nav style="position:fixed;inset:0;overflow:hidden auto">${many(4)}</nav>`,
    '0 1 2 ~3',
  ],
  'a scroll box in a scroll box, both cut by one that does not scroll': [
    `<div class=hide style="height:700px"><div class=auto style="height:600px"><div style="height:500px">above</div>
      <div class=auto style="height:400px">${many(3, 'p')}</div></div></div>`,
    '0 ~1 ~2',
  ],
  'what is cut off for good': [
    `<div class=hide style="height:350px">${many(3)}</div><div class=hide style="width:700px"><div class=x>${many(3)}</div></div>`,
    '0 1 0 1',
  ],
  'what is cut off to the side, where only down can be scrolled': [
    `<div style="width:400px;height:200px;overflow:hidden auto"><div class=x>${many(2)}</div><div class=row><button>below</button></div></div>`,
    '0 ~below',
  ],
  'a closed part that would scroll': [
    `<div class=auto style="max-height:0">${many(2)}</div><button>open</button>`,
    'open',
  ],
  'a row of cards that is scrolled to its middle': [
    `<div class=auto id=s style="width:500px"><div class=x>${many(3)}</div></div><script>s.scrollLeft=500</script>`,
    '~0 1 ~2',
  ],
  'what stands out of a box that cuts, for it is placed elsewhere': [
    `<div class=hide style="height:100px"><div class=at style="top:400px"><button>menu</button></div></div>
      <div class="hide in" style="height:100px"><div class=at style="top:400px"><button>cut</button></div></div>`,
    'menu',
  ],
  'what is fixed within the window and out of it': [
    `<div class=hide style="height:10px"><div style="position:fixed;top:50px"><button>bar</button></div></div>
      <aside style="position:fixed;top:0;left:100%"><button>drawer</button></aside>
      <div style="position:fixed;bottom:-90px;height:50px"><button>sheet</button></div>`,
    'bar',
  ],
  'what is fixed in a part that is moved as a whole': [
    `<div style="transform:translate(0);height:1000px"></div><div style="transform:translate(0)"><div style="position:fixed;top:0"><button>low</button></div></div>`,
    '~low',
  ],
  'a drawer beside a page that may not be scrolled to the side': [
    `<style>body{overflow-x:hidden}</style><div class=at style="left:1300px"><button>drawer</button></div><button>seen</button>`,
    'seen',
  ],
  'a page that is held still behind a question': [
    `<style>html,body{overflow:hidden;height:100%}</style>${many(4)}`,
    '0 1 2 ~3',
  ],
  'a page from right to left': [
    `<html dir=rtl><div style="width:3000px"><button>right</button><div class=at style="left:-900px"><button>left</button></div></div>
      <div class=at style="left:9000px"><button>lost</button></div>`,
    'right ~left',
  ],
  'a page whose body alone is from right to left': [
    `<body dir=rtl><div class=x style="width:3000px">${many(1)}<div class=row style="margin-right:1500px"><button>left</button></div></div>`,
    '0 ~left',
  ],
  'a table from right to left that scrolls to the left': [
    `<div class=hide dir=rtl><div class=auto style="width:600px"><div class=x>${many(3)}</div></div></div>`,
    '0 1 ~2',
  ],
  'a table from right to left that has been scrolled': [
    `<div class=hide dir=rtl><div class=auto id=s style="width:500px"><div class=x>${many(3)}</div></div></div><script>s.scrollLeft=-1000</script>`,
    '~0 ~1 2',
  ],
  'a page that is written from top to bottom': [
    `<html style="writing-mode:vertical-rl"><div style="width:2000px"><button>first</button></div><button>last</button>`,
    'first ~last',
  ],
  'a part that is written from top to bottom': [
    `<div class=hide><div class=auto style="writing-mode:vertical-rl;width:500px;height:200px"><div style="width:900px"><button>first</button></div><button>last</button></div></div>`,
    'first ~last',
  ],
  'lines that are written from bottom to top': [
    `<div class=hide><div class=auto style="writing-mode:sideways-lr;width:300px;height:200px"><div style="white-space:nowrap"><button>first</button><span style="padding-block-start:400px;padding-inline:400px"></span><button>last</button></div></div></div>`,
    'first ~last',
  ],
  'letters whose newest is at the bottom': [
    `<div class=hide><div class=auto style="height:500px;display:flex;flex-direction:column-reverse">${many(3)}</div></div>`,
    '0 ~1 ~2',
  ],
  'cards in reverse order': [
    `<div class=hide><div class=auto style="width:600px;display:flex;flex-direction:row-reverse"><div class=row style="flex:none;width:500px"><button>a</button></div><div class=row style="flex:none;width:500px"><button>b</button></div></div></div>`,
    'a ~b',
  ],
  'a scroll box that is drawn smaller': [
    `<div class=hide style="transform:scale(.5);transform-origin:0 0"><div class=auto style="height:500px">${many(6)}</div></div>`,
    '0 1 ~2 ~3 ~4 ~5',
  ],
}

test('what can be scrolled to is seen, as out of view and never as covered; what is cut off for good is not', async () => {
  await using lease = await chromium.lease()
  const seen: Record<string, string> = {}
  for (const [what, [html]] of Object.entries(PAGES)) {
    const page = await openPage(lease.tab, site.show(`<!doctype html><title>T</title>${STYLE}${html}`))
    const { nodes } = await page.snapshot()
    const buttons = nodes.filter(({ role }) => role === 'button')
    seen[what] = buttons
      .map(({ name, state }) => `${state.offscreen ? '~' : ''}${state.covered ? '!' : ''}${name}`)
      .join(' ')
  }
  expect(seen).toEqual(Object.fromEntries(Object.entries(PAGES).map(([what, [, expected]]) => [what, expected])))
})
