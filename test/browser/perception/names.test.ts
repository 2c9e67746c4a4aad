import { afterAll, expect, test } from 'bun:test'
import { insidesOf } from '../../../src/browser/tab.ts'
import { useChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/driven-tab.ts'
import { serveSite } from '../../support/site.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

/** Roles that Chromium names otherwise than ARIA does. */
const CHROMIUM_ROLES: Readonly<Record<string, string>> = {
  image: 'img',
  DisclosureTriangle: 'button',
  ComboBoxSelect: 'combobox',
  ColorWell: 'textbox',
}
const COMPARED = new Set(
  `button link heading textbox searchbox spinbutton slider checkbox radio switch combobox listbox option tab tablist menu menuitem
  menuitemcheckbox menuitemradio radiogroup navigation region form complementary article group img table progressbar meter dialog
  alertdialog toolbar tree treeitem`.split(/\s+/),
)

test('roles and names agree with those of Chromium’s own tree', async () => {
  await using lease = await chromium.lease()
  const html = await Bun.file(new URL('../../sites/names.html', import.meta.url)).text()
  const page = await openPage(lease.tab, site.show(html, '/names'))
  const { page: inside } = insidesOf(lease.tab)
  const session = await inside.createCDPSession()
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const lists = new Set(
    nodes
      .filter(
        node =>
          /MenuListPopup|ComboBoxSelect/.test(String(node.role?.value)) ||
          (node.role?.value === 'listbox' && node.name?.value === 'Many'),
      )
      .map(node => node.nodeId),
  )
  const nativeOptions = new Set(
    nodes.filter(node => node.role?.value === 'option' && lists.has(node.parentId ?? '')).map(node => node.nodeId),
  )
  const theirs = nodes
    .filter(node => !node.ignored && !nativeOptions.has(node.nodeId))
    .map(node => {
      const role = String(node.role?.value ?? '')
      return `${CHROMIUM_ROLES[role] ?? role} ${String(node.name?.value ?? '')
        .replace(/\s+/g, ' ')
        .trim()}`
    })
    .filter(line => COMPARED.has(line.split(' ')[0] ?? ''))
  const ours = (await page.snapshot()).nodes.map(node => `${node.role} ${node.name}`)
  const left = [...ours]
  const missing = theirs.filter(line => {
    const at = left.indexOf(line)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  const surplus = left.filter(line => COMPARED.has(line.split(' ')[0] ?? ''))
  expect(theirs.length).toBeGreaterThan(80)
  const isClose = (missing.length + surplus.length) / theirs.length <= 0.05
  expect(isClose ? 'close' : { missing, surplus }).toBe('close')
})
