import { describe, expect, test } from 'bun:test'
import type { Snapshot } from '../../src/contract/snapshot.ts'
import { follow } from './following.ts'
import { anmeldung, bikeShop, invite, letters, offices, preferences } from './pages/pages.ts'
import { warehouse } from './pages/warehouse.ts'

const isWithin = (snapshot: Snapshot, at: number, container: number): boolean => {
  for (let up = at; up >= 0; up = snapshot.nodes[up]?.parent ?? -1) if (up === container) return true
  return false
}

/** The item, section or row that an element of the page lies in, by its name or first text: tells equal labels apart. */
const placeOf = (snapshot: Snapshot, ref: string | undefined): string => {
  const self = snapshot.nodes.findIndex(node => node.ref === ref)
  for (let at = snapshot.nodes[self]?.parent ?? -1; at >= 0; at = snapshot.nodes[at]?.parent ?? -1) {
    const node = snapshot.nodes[at]
    if (node === undefined || !/^(?:article|listitem|row|region|dialog|toolbar)$/.test(node.role)) continue
    const inner = snapshot.nodes.filter((_, index) => isWithin(snapshot, index, at))
    const first = inner.find(({ text, role }) => (text ?? '').length > 1 || role === 'heading')
    return node.name || first?.name || first?.text || ''
  }
  return ''
}

/** What the planner would do, one line an action: `method name @place = arguments`; a refusal by its kind. */
const does = (instruction: string, snapshot: Snapshot): readonly string[] => {
  const { actions, end } = follow(instruction, snapshot)
  const lines = actions.map(({ method, ref, name, arguments: args }) =>
    [
      method,
      name ?? '',
      placeOf(snapshot, ref) === '' ? '' : `@${placeOf(snapshot, ref)}`,
      ...(args === undefined ? [] : ['=', ...args]),
    ]
      .filter(piece => piece !== '')
      .join(' '),
  )
  return end === 'done' ? lines : [...lines, end]
}

type Case = readonly [instruction: string, ...actions: readonly string[]]

const check = (title: string, snapshot: Snapshot, cases: readonly Case[]): void =>
  describe(title, () => {
    test.each(cases.map(([instruction, ...actions]) => ({ instruction, actions })))(
      '$instruction',
      ({ instruction, actions }) => {
        expect(does(instruction, snapshot)).toEqual([...actions])
      },
    )
  })

check('a shop', bikeShop, [
  ['Add the Comet racer to the cart', 'click Add to cart @Comet racer'],
  ['put the Elm city bike in the basket', 'click Add to cart @Elm city bike'],
  ['Click Add to cart on the Comet tourer card', 'click Add to cart @Comet tourer'],
  ['Save the Comet tourer to favourites', 'click Save Comet tourer to favourites @Comet tourer'],
  ['add the cheapest bike that is in stock to the cart', 'click Add to cart @Elm city bike'],
  ['Add the most expensive bike to the cart', 'click Add to cart @Comet racer'],
  ['add the second bike to the cart', 'click Add to cart @Comet racer'],
  ['Add the Comet to the cart', 'ambiguous'],
  ['Click Add to cart', 'ambiguous'],
  ['add the Drake folder to the cart', 'not_found absent'],
  ['add the Falcon tandem to the cart', 'not_found absent'],
  ['Sort by price, cheapest first', 'select Sort by = Price: low to high'],
  ['sort by price high to low', 'select Sort by = Price: high to low'],
  ['choose "Popularity" from the Sort by list', 'already'],
  ['Tick Velohaus under Maker', 'check Velohaus'],
  ['show only bikes by Velohaus', 'check Velohaus'],
  ['tick the maker Pedale & Söhne', 'check Pedale & Söhne'],
  ['choose frame size 56 cm', 'click 56 cm'],
  ['pick 60 cm', 'not_found disabled'],
  ['Set the highest price to €900', 'set Highest price = 900'],
  ['search for pannier bags', 'fill Search the shop = pannier bags', 'press Search the shop = Enter'],
  ['go to page 3', 'click 3'],
  ['next page', 'click Next'],
  ['jump to the last page', 'click 3'],
  ['open Helmets', 'click Helmets'],
  ['open the basket', 'click Cart (0)'],
])

check('a mail box', letters, [
  ['Open the letter from Ines Duarte', 'click Ines Duarte Boat keys @Ines Duarte'],
  ['open the letter about the choir', 'click Wera Noll Choir on Sunday @Wera Noll'],
  ['Open the letter from Tom Arden', 'ambiguous'],
  ['open "Roof, first offer"', 'click Tom Arden Roof, first offer @Tom Arden'],
  ['Delete the letter from Wera Noll', 'click Delete @Wera Noll'],
  ['archive the last letter', 'click Archive @Wera Noll'],
  ['bin the letter about the boat keys', 'click Delete @Ines Duarte'],
  ['star the choir letter', 'click ☆ @Wera Noll'],
  ['Click Archive in the toolbar', 'click Archive @Marked letters'],
  ['tick the letter from Ines Duarte', 'check Select @Ines Duarte'],
  ['Delete the letter from Gunnar Fisk', 'not_found absent'],
  ['open the letter "Tax return"', 'not_found absent'],
  ['delete it all twice over', 'not_found absent'],
])

check('preferences', preferences, [
  ['Turn off the weekly digest', 'uncheck Weekly digest @Messages'],
  ['switch Weekly digest off', 'uncheck Weekly digest @Messages'],
  ['turn on mentions', 'already'],
  ['Set volume to 70 %', 'set Volume @Sound = 70'],
  ['volume: 70', 'set Volume @Sound = 70'],
  ['Set Theme to Dark', 'click Dark @Sound'],
  ['switch to the dark theme', 'click Dark @Sound'],
  ['Click Save under Payment', 'click Save @Payment'],
  ['save the sound settings', 'click Save @Sound'],
  ['In the Messages section, press Save', 'click Save @Messages'],
  ['Click Save', 'ambiguous'],
  ['Tick Cancel subscription', 'check Cancel subscription @Payment'],
  ['Set the currency to CHF', 'select Currency @Payment = CHF'],
  ['choose NOK as the currency', 'select Currency @Payment = NOK'],
  ['choose JPY as the currency', 'not_found absent'],
  ['Set the renewal date to 9 July 2027', 'set Renewal date @Payment = 2027-07-09'],
  ['Renewal date: 09.07.2027', 'set Renewal date @Payment = 2027-07-09'],
  ['set seats to 4', 'click More seats', 'click More seats'],
  ['increase the seats by two', 'click More seats', 'click More seats'],
  ['click More seats twice', 'click More seats', 'click More seats'],
  ['scroll to the Payment heading', 'scroll Payment @Payment'],
])

check('a table', offices, [
  ['Click Map in the row for York', 'click Map @York'],
  ['click Map next to New York', 'click Map @New York'],
  ['show the map for Ghent', 'click Map @Ghent'],
  ['Click Map', 'ambiguous'],
  ['Sort the table by city', 'click City'],
  ['sort by desks, highest first', 'click Desks', 'click Desks'],
  ['rename Ghent', 'look: click More'],
])

check('an open dialog', invite, [
  ['Click Cancel', 'click Cancel @Invite a colleague'],
  ['close the dialog', 'click Close @Invite a colleague'],
  ['cancel the dialog', 'click Cancel @Invite a colleague'],
  ['Choose the role Editor', 'select Role @Invite a colleague = Editor'],
  ['type mia@fern.example into E-mail', 'fill E-mail @Invite a colleague = mia@fern.example'],
  [
    'Invite mia@fern.example as an Editor',
    'fill E-mail @Invite a colleague = mia@fern.example',
    'select Role @Invite a colleague = Editor',
    'click Invite @Invite a colleague',
  ],
  ['press Escape', 'press = Escape'],
])

check('labels in other languages', anmeldung, [
  ['Type Hauptstraße 5 into Strasse und Hausnummer', 'fill Straße und Hausnummer = Hauptstraße 5'],
  ['Wähle Führerschein als Anliegen', 'select Anliegen = Führerschein'],
  ['choose Fuhrerschein under Anliegen', 'select Anliegen = Führerschein'],
  ['Klicke auf Weiter', 'click Weiter'],
  ['tick Ich stimme zu', 'check Ich stimme zu'],
  ['Type 佐藤 in 氏名', 'fill 氏名 = 佐藤'],
  ['click envoyer la reponse', 'click Envoyer la réponse'],
])

check('halls to let', warehouse, [
  ['area between 500 and 1000', 'not_found absent'],
  ['set the height to between 4 and 6', 'not_found absent'],
  ['show only halls with a crane', 'not_found absent'],
  ['turn on only heated halls', 'not_found absent'],
  ['turn off only heated halls', 'not_found absent'],
  ['turn off only with a ramp', 'look: hover'],
  ['reserve the largest hall', 'click Reserve @Mill yard'],
  ['reserve the hall with the fewest docks', 'click Reserve @Depot row'],
  ['reserve the oldest hall', 'click Reserve @North quay'],
  ['reserve the hall at 12:05', 'click Reserve @Mill yard'],
  ['reserve the hall at 12:00', 'not_found absent'],
  ['archive Mill yard', 'look: click Options for Mill yard'],
  ['archive the newest hall', 'not_found absent'],
  ['reserve the older hall', 'not_found absent'],
])
