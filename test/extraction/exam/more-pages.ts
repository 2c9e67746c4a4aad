/** More pages of the exam: stays, notices in French, a form, an invoice, a library's page, releases. */
const page = (title: string, body: string, lang = 'en'): string =>
  `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>${title}</title><style>.row{display:flex;gap:1em}.chip{display:inline-block}</style>
  <nav><a href="/">Start</a> <a href="/help">Help</a></nav>${body}<footer><p>Terms · Privacy</p></footer></html>`

/** Hotels with chips of what comes with them. */
const stays = page(
  'Hotels in Porto',
  `<main><h1>Hotels in Porto</h1><div class="sc-results">${[
    ['Casa do Rio', '4.6', '€ 118', ['Free cancellation', 'Breakfast included']],
    ['Torre Vista', '4.1', '€ 92', ['Breakfast included', 'Pool']],
    ['Hotel Ancora', '4.8', '€ 164', ['Free cancellation', 'Sea view']],
    ['Porto Nest', '3.9', '€ 71', ['Shared kitchen']],
  ]
    .map(
      ([name, score, price, chips], i) =>
        `<section class="stay"><div><h2 class="stay-name"><a href="/h/${i}">${name}</a></h2><div class="stay-rating">${score}</div></div><div class="chips">${(chips as string[]).map(chip => `<span class="chip">${chip}</span>`).join(' ')}</div><p class="stay-price">${price}</p><a href="/h/${i}/book">Book</a></section>`,
    )
    .join('')}</div></main>`,
)

/** A shop in French, its entries in a list. */
const boutique = page(
  'Papeterie du Pont',
  `<main><h1>Nos articles</h1><ul class="liste">${[
    ['Carnet ligné', '7,90 €', 'En stock', 'Clairefont'],
    ['Stylo plume', '32,00 €', 'Rupture', 'Lamie'],
    ['Encre bleue', '11,50 €', 'En stock', 'Herbine'],
  ]
    .map(
      ([nom, prix, stock, marque]) =>
        `<li class="article"><h3>${nom}</h3><span class="marque">${marque}</span><span class="prix">${prix}</span><span class="stock">${stock}</span></li>`,
    )
    .join('')}</ul></main>`,
  'fr',
)

/** A form with fields to choose in. */
const parcel = page(
  'Send a parcel',
  `<main><h1>Send a parcel</h1><form><label for="to">Destination country</label><select id="to"><option value="">Choose…</option><option>Belgium</option><option selected>Chile</option><option>Denmark</option></select>
  <label>Service <select name="service"><option>Economy</option><option>Express</option></select></label>
  <label for="kg">Weight (kg)</label><input id="kg" type="number" value="3"><label><input type="checkbox" checked> Insured</label><button>Price it</button></form></main>`,
)

/** Software releases. */
const versions = page(
  'Releases · tidecalc',
  `<main><h1>Releases</h1><div class="timeline">${[
    ['v3.1.0', '12 Feb 2026', '1,204', 'Faster tables'],
    ['v3.0.2', '3 Jan 2026', '880', 'Fixes a crash at midnight'],
    ['v3.0.1', '21 Dec 2025', '415', 'Fixes the build'],
    ['v3.0.0', '15 Dec 2025', '2,310', 'New engine'],
  ]
    .map(
      ([version, day, downloads, notes]) =>
        `<div class="Box release-entry"><h2 class="release-header"><a href="/r/${version}">${version}</a></h2><time datetime="${day}">${day}</time><div class="markdown-body"><p>${notes}</p></div><span class="downloads">${downloads} downloads</span></div>`,
    )
    .join('')}</div></main>`,
)

/** An invoice in two columns and a table. */
const bill = page(
  'Invoice 2026-117',
  `<main><h1>Invoice</h1><div class="row"><div><strong>Invoice number</strong><br>2026-117</div><div><strong>Due date</strong><br>30 April 2026</div><div><strong>Billed to</strong><br>Orla Quinn</div></div>
  <table><thead><tr><th>Description<th>Hours<th>Rate<th>Amount</thead><tbody><tr><td>Survey<td>6<td>£80.00<td>£480.00<tr><td>Drawings<td>14<td>£75.00<td>£1,050.00<tr><td>Site visit<td>3<td>£90.00<td>£270.00</tbody>
  <tfoot><tr><td colspan="3">Subtotal<td>£1,800.00<tr><td colspan="3">VAT 20%<td>£360.00<tr><td colspan="3">Total<td>£2,160.00</tfoot></table></main>`,
)

/** All of them, by name. */
export const morePages = { stays, boutique, parcel, versions, bill }
