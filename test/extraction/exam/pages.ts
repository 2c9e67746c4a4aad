/** Pages of the exam: small, of the kinds that are asked most; marked up as different kits mark things up. */
const page = (title: string, body: string, lang = 'en'): string =>
  `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>${title}</title><style>.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden}.g{display:grid;grid-template-columns:1fr 1fr}.r{display:flex;gap:1em}</style>
  <header><a href="/">Home</a> <a href="/about">About us</a></header>${body}<footer><p>Imprint · Privacy</p></footer></html>`

const SHOES: readonly [string, string, string, string, string][] = [
  ['Trail Fox', '89,90 €', '4.5', '128', 'In stock'],
  ['City Heron', '119,00 €', '4.1', '57', 'In stock'],
  ['Dune Hare', '64,50 €', '3.9', '12', 'Sold out'],
  ['Alpine Ibex', '149,95 €', '4.8', '301', 'In stock'],
  ['Brook Otter', '79,00 €', '4.2', '88', 'Only 2 left'],
]

/** A product grid, its total above, filters beside it. */
export const grid = page(
  'Shoes – Paws',
  `<main><h1>Shoes</h1><p>Showing 5 of 42 results</p>
  <aside><h2>Filter</h2><ul><li>Size 38</li><li>Size 40</li><li>Size 42</li></ul></aside>
  <div class="product-list" data-testid="results">${SHOES.map(
    ([name, price, stars, count, stock], i) =>
      `<div class="tile"><a class="tile__link" href="/shoes/${i + 1}"><img src="/i/${i + 1}.jpg" alt="${name} from the side"></a>
      <div class="tile__body"><a href="/shoes/${i + 1}" class="tile__name">${name}</a><div class="tile__rating" aria-label="${stars} out of 5">${stars} <span>(${count})</span></div>
      <div class="tile__price">${price}</div><div class="tile__stock">${stock}</div><button>Add to bag</button></div></div>`,
  ).join('')}</div></main>`,
)

/** A list of vacancies as definition lists. */
export const jobs = page(
  'Open positions',
  `<main><h1>Open positions</h1><ul class="openings">${[
    ['Glazier', 'Ghent', '€38,000', '2026-03-02', 'Full time'],
    ['Sign painter', 'Liège', '€31,500', '2026-04-15', 'Part time'],
    ['Lift mechanic', 'Ghent', '€44,200', '2026-05-20', 'Full time'],
    ['Stone mason', 'Namur', '€36,750', '2026-02-11', 'Contract'],
  ]
    .map(
      ([title, city, pay, until, kind]) =>
        `<li><h3><a href="/jobs/${title}">${title}</a></h3><dl><dt>City</dt><dd>${city}</dd><dt>Salary</dt><dd>${pay}</dd><dt>Apply by</dt><dd><time datetime="${until}">${until}</time></dd><dt>Contract</dt><dd>${kind}</dd></dl></li>`,
    )
    .join('')}</ul></main>`,
)

/** A thread. */
export const thread = page(
  'Squeaky hinge – Workshop talk',
  `<main><h1>Squeaky hinge</h1><div class="posts">${[
    ['mira_k', '2 Jan 2026', 'The hinge of my garden gate squeaks since it rained.', '3'],
    ['oldtimer', '3 Jan 2026', 'Graphite powder. Oil only collects dirt.', '17'],
    ['mira_k', '4 Jan 2026', 'That did it, thank you!', '5'],
  ]
    .map(
      ([who, when, what, likes], i) =>
        `<article class="post" id="p${i}"><header><span class="post-author">${who}</span> <time>${when}</time></header><div class="post-text"><p>${what}</p></div><footer><button>Like</button> <span class="likes">${likes} likes</span></footer></article>`,
    )
    .join('')}</div></main>`,
)

/** Lists in lists. */
export const menu = page(
  'The Anchor – menu',
  `<main><h1>The Anchor</h1><section><h2>Starters</h2><ul><li>Leek soup <span class="p">£5.50</span></li><li>Smoked eel <span class="p">£8.00</span></li></ul></section>
  <section><h2>Mains</h2><ul><li>Hake with beans <span class="p">£16.50</span></li><li>Barley stew <span class="p">£12.00</span></li><li>Lamb shoulder <span class="p">£19.00</span></li></ul></section>
  <section><h2>Opening hours</h2><table><tr><td>Monday</td><td>closed</td></tr><tr><td>Tuesday to Friday</td><td>12–22</td></tr><tr><td>Weekend</td><td>10–23</td></tr></table></section></main>`,
)

/** An ARIA grid, no table element in it. */
export const aria = page(
  'Fleet',
  `<main><h1>Fleet</h1><div role="grid" aria-label="Vehicles"><div role="row" class="r"><span role="columnheader">Plate</span><span role="columnheader">Model</span><span role="columnheader">Mileage (km)</span><span role="columnheader">Status</span></div>
  ${[
    ['KO-71', 'Kestrel 2', '48,210', 'Available'],
    ['KO-72', 'Kestrel 2', '102,900', 'In repair'],
    ['KO-80', 'Merlin', '9,430', 'Available'],
  ]
    .map(row => `<div role="row" class="r">${row.map(cell => `<span role="gridcell">${cell}</span>`).join('')}</div>`)
    .join('')}</div></main>`,
)

/** An invoice in German. */
export const invoice = page(
  'Rechnung 2026-0113',
  `<main><h1>Rechnung</h1><div class="g"><div>Rechnungsnummer</div><div>2026-0113</div><div>Rechnungsdatum</div><div>14.01.2026</div><div>Fällig am</div><div>28.01.2026</div><div>Kunde</div><div>Gärtnerei Lindner</div></div>
  <table><thead><tr><th>Artikel</th><th>Menge</th><th>Einzelpreis</th><th>Betrag</th></tr></thead><tbody><tr><td>Rasenmäher</td><td>1</td><td>349,00 €</td><td>349,00 €</td></tr><tr><td>Harke</td><td>3</td><td>12,50 €</td><td>37,50 €</td></tr></tbody>
  <tfoot><tr><td colspan="3">Zwischensumme</td><td>386,50 €</td></tr><tr><td colspan="3">MwSt. 19 %</td><td>73,44 €</td></tr><tr><td colspan="3">Gesamtbetrag</td><td>459,94 €</td></tr></tfoot></table></main>`,
  'de',
)

/** A specification sheet in French, and the sizes to choose from. */
export const sheet = page(
  'Lampe Halo',
  `<main><h1>Lampe Halo</h1><p class="prix">Prix : 59,00 €</p><p>Disponibilité : en stock</p><fieldset><legend>Taille</legend><label><input type="radio" name="t"> 20 cm</label><label><input type="radio" name="t" checked> 30 cm</label><label><input type="radio" name="t"> 45 cm</label></fieldset>
  <h2>Caractéristiques</h2><dl><dt>Matière</dt><dd>laiton</dd><dt>Poids</dt><dd>1,2 kg</dd><dt>Puissance</dt><dd>40 W</dd><dt>Couleur</dt><dd>noir</dd></dl></main>`,
  'fr',
)

/** A timetable with cells that span. */
export const timetable = page(
  'Timetable',
  `<main><h1>Timetable</h1><table><caption>Monday</caption><thead><tr><th>Time</th><th>Hall A</th><th>Hall B</th></tr></thead><tbody><tr><td>09:00</td><td colspan="2">Welcome</td></tr><tr><td>10:00</td><td rowspan="2">Loom workshop</td><td>Dyeing</td></tr><tr><td>11:00</td><td>Felting</td></tr></tbody></table>
  <table><caption>Tuesday</caption><thead><tr><th>Time</th><th>Hall A</th><th>Hall B</th></tr></thead><tbody><tr><td>09:00</td><td>Knots</td><td>Lace</td></tr></tbody></table></main>`,
)

/** Search results, and a form that is filled in. */
export const results = page(
  'harbour – Search',
  `<main><h1>Search</h1><p>About 3 results for “harbour”</p><ol>${[
    ['Harbour rules', 'https://port.example/rules', 'Who may moor where, and for how long.', 'Updated 5 March 2026'],
    ['Tide tables', 'https://port.example/tides', 'High and low water for the year.', 'Updated 1 January 2026'],
    ['Harbour fees', 'https://port.example/fees', 'What a night costs, by length.', 'Updated 20 April 2026'],
  ]
    .map(
      ([title, url, text, when]) =>
        `<li><a href="${url}"><h3>${title}</h3></a><cite>${url}</cite><p>${text}</p><small>${when}</small></li>`,
    )
    .join('')}</ol></main>`,
)

export const profile = page(
  'Your profile',
  `<main><h1>Your profile</h1><form><p><label for="fn">First name</label><input id="fn" value="Orla"></p><p><label for="ln">Last name</label><input id="ln" value="Byrne"></p><p><label>Country <select><option>France</option><option selected>Ireland</option></select></label></p><p><label><input type="checkbox" checked> Newsletter</label></p><p><label>Language <select><option selected>English</option><option>Irish</option></select></label></p></form></main>`,
)

/** What machines are told: JSON-LD ItemList, RDFa, microdata. */
export const linked = page(
  'Walks',
  `<script type="application/ld+json">{"@context":"https://schema.org","@type":"ItemList","name":"Walks","numberOfItems":3,"itemListElement":[{"@type":"ListItem","position":1,"item":{"@type":"TouristTrip","name":"Mill path","description":"Along the brook"}},{"@type":"ListItem","position":2,"item":{"@type":"TouristTrip","name":"Ridge way","description":"Over three tops"}},{"@type":"ListItem","position":3,"item":{"@type":"TouristTrip","name":"Fen loop","description":"Flat and wet"}}]}</script><main><h1>Walks</h1><p>Mill path, Ridge way and Fen loop are marked.</p></main>`,
)

const CONCERTS: readonly (readonly [string, string, string])[] = [
  ['Night strings', '2026-06-01', 'Old Mint'],
  ['Brass at noon', '2026-06-08', 'Corn Hall'],
  ['Organ hour', '2026-06-15', 'St Olave'],
]

export const rdfa = page(
  'Concerts',
  `<main><h1>Concerts</h1><div vocab="https://schema.org/">${CONCERTS.map(
    ([name, date, place]) =>
      `<div typeof="MusicEvent"><b property="name">${name}</b> <span property="startDate" content="${date}">${date.slice(8)} June</span> <i property="location">${place}</i></div>`,
  ).join('')}</div></main>`,
)

export const micro = page(
  'Books',
  `<main><h1>Books</h1>${[
    ['Salt roads', 'A. Quist', '18.00'],
    ['The ferryman', 'L. Mbeki', '14.50'],
    ['Low water', 'A. Quist', '21.00'],
  ]
    .map(
      ([name, author, price]) =>
        `<p itemscope itemtype="https://schema.org/Book"><span itemprop="name">${name}</span>, <span itemprop="author">${author}</span>: <span itemprop="offers" itemscope itemtype="https://schema.org/Offer">$<span itemprop="price">${price}</span></span></p>`,
    )
    .join('')}</main>`,
)

export const events = page(
  "What's on",
  `<main><h1>What's on</h1><h2>June</h2><div class="event"><span class="event__name">Jazz in the yard</span><span class="event__date">Fri 5 June 2026, 19:30</span><span class="event__fee">Free</span></div><div class="event"><span class="event__name">Open kiln</span><span class="event__date">Sat 20 June 2026, 10:00</span><span class="event__fee">$12</span></div>
  <h2>July</h2><div class="event"><span class="event__name">Night swim</span><span class="event__date">Thu 2 July 2026, 22:00</span><span class="event__fee">$8</span></div><div class="event"><span class="event__name">Seed swap</span><span class="event__date">Sun 19 July 2026, 09:00</span><span class="event__fee">Free</span></div></main>`,
)

export const releases = page(
  'kettle',
  `<main><h1>kettle</h1><ul><li><b>312</b> stars</li><li><b>27</b> forks</li></ul><h2>Releases</h2><ol><li><a href="/r/2.1">v2.1</a> <time datetime="2026-04-01">1 Apr 2026</time></li><li><a href="/r/2.0">v2.0</a> <time datetime="2026-01-12">12 Jan 2026</time></li><li><a href="/r/1.9">v1.9</a> <time datetime="2025-11-30">30 Nov 2025</time></li></ol></main>`,
)
