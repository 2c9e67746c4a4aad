import { afterAll, expect, test } from 'bun:test'
import { describeNode, rankElements } from '../../../src/browser/perception/elements.ts'
import { useChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/driven-tab.ts'
import { serveSite } from '../../support/site.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const SHEET = 'style="position:fixed;inset:0;background:#0008"'

/** A page's body, and what observe lists of it: role, name, and the description where the name is empty. */
const PAGES: Readonly<Record<string, readonly [html: string, listed: string]>> = {
  'what a modal dialog covers is left out': [
    `<button>Behind</button><div role=dialog aria-modal=true ${SHEET}><p style="background:#fff"><button>Yes</button></div>`,
    'button Yes',
  ],
  'what is switched off in a modal dialog is listed': [
    `<div role=dialog aria-modal=true ${SHEET}><button>Yes</button><button disabled style="pointer-events:none">No</button></div>`,
    'button Yes | button No',
  ],
  'what something else covers is listed last': [
    `<button>Behind</button><div ${SHEET}><p style="background:#fff"><button>Yes</button></div>`,
    'button Yes | button Behind',
  ],
  'what stands beside a modal dialog that leaves it free is listed': [
    '<button>Help</button><div role=dialog aria-modal=true><button>Yes</button></div>',
    'button Help | button Yes',
  ],
  'an icon without words is described by its markup': [
    '<b style="cursor:pointer" class="cal__month-forward"><svg width=14 height=14><path d="M1 1h9v9z"/></svg></b>',
    'generic (cal month forward)',
  ],
  'a large box without words is not': ['<div style="cursor:pointer;height:200px" class=stage></div>', ''],
  'a link that leads nowhere is listed where the markup says what it does': [
    '<a title=Next>›</a> <a data-day=4>4</a> <a name=top></a> <a>plain</a>',
    'generic Next | generic 4',
  ],
}

test('observe lists what a person can operate now', async () => {
  await using lease = await chromium.lease()
  const listed: Record<string, string> = {}
  for (const [what, [html]] of Object.entries(PAGES)) {
    const driven = await openPage(lease.tab, site.show(`<!doctype html><meta charset=utf-8><title>T</title>${html}`))
    listed[what] = rankElements(await driven.snapshot())
      .map(node => `${node.role} ${node.name || `(${describeNode(node)})`}`)
      .join(' | ')
  }
  expect(listed).toEqual(Object.fromEntries(Object.entries(PAGES).map(([what, [, found]]) => [what, found])))
})
