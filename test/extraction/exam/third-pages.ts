/** A third set of pages: orders, people, a recipe, timetables, shops, rules, flights, events, jobs, a camera. */
const slug = (name = ''): string => name.toLowerCase().replaceAll(' ', '-')

const page = (title: string, body: string, lang = 'en'): string =>
  `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>${title}</title><style>.row{display:flex;gap:12px}.g2{display:grid;grid-template-columns:max-content 1fr}.vh,.sr{position:absolute;width:1px;height:1px;overflow:hidden}.grid{display:grid;grid-template-columns:repeat(3,1fr)}.flex{display:flex;gap:1em}</style>
  <nav><a href="/">Start</a> <a href="/help">Help</a> <a href="/account">Account</a></nav>${body}<footer><p>© 2026 · <a href="/terms">Terms</a></p></footer></html>`

const ORDERS = [
  ['#A-5521', '3 March 2026', 'Delivered', '£48.20', ['Wool socks', 'Bobble hat']],
  ['#A-5499', '18 February 2026', 'Returned', '£19.99', ['Desk lamp']],
  ['#A-5460', '30 January 2026', 'Delivered', '£132.00', ['Hiking boots']],
  ['#A-5388', '12 December 2025', 'Cancelled', '£7.50', ['Tea towel']],
] as const

export const thirdPages = {
  orders: page(
    'Your orders | Fell & Co',
    `<main><h1>Your orders</h1><p>4 orders placed in the last 6 months</p>${ORDERS.map(
      ([no, date, status, total, items]) =>
        `<section class="order-card"><div class="order-card__head flex"><div><span class="lbl">Order placed</span><span class="val">${date}</span></div><div><span class="lbl">Total</span><span class="val">${total}</span></div><div><span class="lbl">Order no.</span><span class="val">${no}</span></div></div><p class="order-card__status">${status}</p><ul>${items.map(i => `<li><a href="/p/${slug(i)}">${i}</a></li>`).join('')}</ul><a class="btn" href="/orders/${no.slice(1)}">View details</a></section>`,
    ).join('')}</main>`,
  ),
  staff: page(
    'People – Institute of Soil Science',
    `<main><h1>People</h1><h2>Directors</h2><div class="grid">${[
      ['Prof. Ada Lindqvist', 'Director', 'ada.lindqvist@soil.example', '+46 8 555 101', 'B 204'],
      ['Dr. Tomas Berg', 'Deputy director', 'tomas.berg@soil.example', '+46 8 555 102', 'B 206'],
    ]
      .map(
        p =>
          `<div class="person"><img src="/x.jpg" alt="Portrait of ${p[0]}"><h3>${p[0]}</h3><p class="role">${p[1]}</p><p><a href="mailto:${p[2]}">${p[2]}</a></p><p>Phone: ${p[3]}</p><p>Room: ${p[4]}</p></div>`,
      )
      .join('')}</div><h2>Researchers</h2><div class="grid">${[
      ['Dr. Noor Haddad', 'Microbiology', 'noor.haddad@soil.example', '+46 8 555 120', 'C 011'],
      ['Eino Salo', 'Hydrology', 'eino.salo@soil.example', '+46 8 555 121', 'C 013'],
      ['Dr. Lucia Ferri', 'Microbiology', 'lucia.ferri@soil.example', '+46 8 555 125', 'C 020'],
    ]
      .map(
        p =>
          `<div class="person"><img src="/x.jpg" alt="Portrait of ${p[0]}"><h3>${p[0]}</h3><p class="role">${p[1]}</p><p><a href="mailto:${p[2]}">${p[2]}</a></p><p>Phone: ${p[3]}</p><p>Room: ${p[4]}</p></div>`,
      )
      .join('')}</div></main>`,
  ),
  recipe: page(
    'Lentil soup with lemon - Plain Kitchen',
    `<article itemscope itemtype="https://schema.org/Recipe"><h1 itemprop="name">Lentil soup with lemon</h1><p>By <span itemprop="author">Hedda Morris</span>, updated <time datetime="2026-01-09">9 January 2026</time></p>
   <ul class="facts"><li><b>Prep time</b> 10 min</li><li><b>Cooking time</b> 35 min</li><li><b>Serves</b> 4</li><li><b>Difficulty</b> Easy</li></ul>
   <h2>Ingredients</h2><ul><li>250 g red lentils</li><li>1 onion, chopped</li><li>2 carrots, diced</li><li>1 lemon</li><li>1 l vegetable stock</li></ul>
   <h2>Method</h2><ol><li>Soften the onion in oil for five minutes.</li><li>Add carrots, lentils and stock.</li><li>Simmer for 30 minutes, then stir in lemon juice.</li></ol>
   <h2>Nutrition per serving</h2><table><tr><td>Energy</td><td>312 kcal</td></tr><tr><td>Protein</td><td>18 g</td></tr><tr><td>Fat</td><td>5.2 g</td></tr></table>
   <h2>Comments (2)</h2><div class="comment"><b>Jo</b><p>Lovely with cumin.</p></div><div class="comment"><b>Priya</b><p>I doubled the lemon.</p></div></article>`,
  ),
  bus: page(
    'Line 14 timetable',
    `<main><h1>Line 14: Harbour – Airport</h1><p>Valid from 1 April 2026</p><table><caption>Monday to Friday</caption><thead><tr><th>Stop</th><th>1st bus</th><th>2nd bus</th><th>Last bus</th></tr></thead><tbody><tr><th>Harbour</th><td>05:10</td><td>05:40</td><td>23:10</td></tr><tr><th>Market Square</th><td>05:18</td><td>05:48</td><td>23:18</td></tr><tr><th>University</th><td>05:27</td><td>05:57</td><td>23:27</td></tr><tr><th>Airport</th><td>05:45</td><td>06:15</td><td>23:45</td></tr></tbody></table>
   <table><caption>Sundays and holidays</caption><thead><tr><th>Stop</th><th>1st bus</th><th>2nd bus</th><th>Last bus</th></tr></thead><tbody><tr><th>Harbour</th><td>07:10</td><td>08:10</td><td>22:10</td></tr><tr><th>Airport</th><td>07:45</td><td>08:45</td><td>22:45</td></tr></tbody></table><dl><dt>Single ticket</dt><dd>€2.80</dd><dt>Day ticket</dt><dd>€7.00</dd></dl></main>`,
  ),
  laptops: page(
    'Laptops - Voltshop',
    `<h1>Laptops</h1><div class="toolbar"><span>Showing 1–6 of 118 products</span></div><div class="grid">${[
      ['Aero 13', 'Nimbus', '799.00', '899.00', 'In stock', '16 GB', '4.4'],
      ['Aero 15', 'Nimbus', '1,049.00', '', 'In stock', '32 GB', '4.6'],
      ['Slate Go', 'Tarn', '329.00', '379.00', 'Out of stock', '8 GB', '3.8'],
      ['Slate Pro', 'Tarn', '1,299.00', '', 'In stock', '32 GB', '4.7'],
      ['Bookleaf', 'Orrin', '549.00', '', 'Ships in 3 days', '16 GB', '4.0'],
      ['Workhorse 17', 'Orrin', '1,899.00', '1,999.00', 'Out of stock', '64 GB', '4.9'],
    ]
      .map(
        ([n, b, p, o, s, m, r]) =>
          `<div class="pc"><span class="pc-brand">${b}</span><h2 class="pc-name"><a href="/laptops/${slug(n)}">${n}</a></h2><p class="pc-mem">Memory: ${m}</p><span class="pc-stars" aria-label="Rated ${r} out of 5">★★★★</span>${o ? `<del>$${o}</del> ` : ''}<span class="pc-price">$${p}</span><p class="pc-avail">${s}</p><button>Add to cart</button></div>`,
      )
      .join('')}</div>`,
  ),
  regs: page(
    'Allotment rules',
    `<main><h1>Rules of the allotment</h1><ol><li>Plots<ul><li>One plot per household</li><li>Rent is due on 1 March</li></ul></li><li>Water<ul><li>Hoses only before 9 am</li><li>Fill cans at the tap<ul><li>Close it tightly</li></ul></li></ul></li><li>Sheds<ul><li>At most 6 m²</li><li>No electricity</li><li>Paint them green</li></ul></li></ol><h2>Contact</h2><address>Warden: Bill Hodge<br>Telephone: 01632 960 118<br>Email: <a href="mailto:warden@plots.example">warden@plots.example</a></address></main>`,
  ),
  flights: page(
    'Flights OSL → LIS',
    `<main><h1>Oslo to Lisbon, 12 May</h1><p role="status">3 flights found</p><ul class="results">${[
      ['Norsk Air', '06:30', '10:05', '4h 35m', 'Non-stop', '€189'],
      ['TransIber', '09:15', '15:40', '7h 25m', '1 stop', '€124'],
      ['Polar', '17:00', '22:55', '6h 55m', '1 stop', '€142'],
    ]
      .map(
        ([c, d, a, t, s, p]) =>
          `<li class="flight flex"><div class="carrier">${c}</div><div><span class="sr">Departure</span><time>${d}</time></div><div><span class="sr">Arrival</span><time>${a}</time></div><div class="duration">${t}</div><div class="stops">${s}</div><div class="fare"><strong>${p}</strong></div><a href="/book/${c}">Select</a></li>`,
      )
      .join('')}</ul></main>`,
  ),
  whatson: page(
    "What's on – Corn Exchange",
    `<main><h1>What’s on</h1><h2>April 2026</h2>${[
      ['Fri 3 Apr', '20:00', 'The Low Tide Trio', 'Jazz', '£14', 'Main hall', ''],
      ['Sat 11 Apr', '14:00', 'Puppet afternoon', 'Family', 'Free', 'Studio', ''],
      ['Thu 23 Apr', '19:30', 'Night of short films', 'Film', '£8', 'Studio', 'Sold out'],
    ]
      .map(
        e =>
          `<article class="event"><p class="date">${e[0]}, ${e[1]}</p><h3><a href="/e/${e[2]}">${e[2]}</a></h3><p><span class="tag">${e[3]}</span> <span class="venue">${e[5]}</span></p><p class="price">${e[4]}</p>${e[6] ? `<p class="badge">${e[6]}</p>` : ''}</article>`,
      )
      .join('')}<h2>May 2026</h2>${[
      ['Sat 2 May', '20:00', 'Brass Assembly', 'Jazz', '£16', 'Main hall', ''],
      ['Sun 17 May', '11:00', 'Repair café', 'Community', 'Free', 'Foyer', ''],
    ]
      .map(
        e =>
          `<article class="event"><p class="date">${e[0]}, ${e[1]}</p><h3><a href="/e/${e[2]}">${e[2]}</a></h3><p><span class="tag">${e[3]}</span> <span class="venue">${e[5]}</span></p><p class="price">${e[4]}</p></article>`,
      )
      .join('')}</main>`,
  ),

  bill2: page(
    'Invoice INV-0087',
    `<main><h1>Invoice INV-0087</h1><div class="row"><div><h2>Billed to</h2><p>Harrow &amp; Sons Ltd<br>12 Quay Street<br>Bristol BS1 4AA</p></div><div class="g2"><span>Invoice date</span><span>4 March 2026</span><span>Payment due</span><span>3 April 2026</span><span>Purchase order</span><span>PO-5512</span><span>Status</span><span>Unpaid</span></div></div>
   <table><thead><tr><th>Description</th><th>Qty</th><th>Unit price</th><th>Line total</th></tr></thead><tbody><tr><td>Oak shelf, 90 cm</td><td>4</td><td>£38.00</td><td>£152.00</td></tr><tr><td>Brackets</td><td>8</td><td>£3.25</td><td>£26.00</td></tr><tr><td>Delivery</td><td>1</td><td>£15.00</td><td>£15.00</td></tr></tbody><tfoot><tr><td colspan="3">Subtotal</td><td>£193.00</td></tr><tr><td colspan="3">VAT 20%</td><td>£38.60</td></tr><tr><td colspan="3">Amount due</td><td>£231.60</td></tr></tfoot></table><p>Pay by bank transfer to IBAN GB33 BUKB 2020 1555 5555 55, quoting INV-0087.</p></main>`,
  ),
  board: page(
    'Open positions at Tidemark',
    `<main><h1>Open positions</h1><p>7 teams, 5 open positions</p><section><h2>Engineering</h2><ul>${[
      ['Backend engineer', 'Remote (EU)', 'Full-time', '€65k – €80k', '2 days ago'],
      ['Site reliability engineer', 'Lisbon', 'Full-time', '€70k – €90k', '1 week ago'],
      ['Frontend intern', 'Lisbon', 'Internship', '€1,200 / month', '3 weeks ago'],
    ]
      .map(
        j =>
          `<li><a href="/jobs/${slug(j[0])}"><strong>${j[0]}</strong></a><div>${j[1]} · ${j[2]}</div><div>${j[3]}</div><small>Posted ${j[4]}</small></li>`,
      )
      .join('')}</ul></section><section><h2>Operations</h2><ul>${[
      ['Office manager', 'Porto', 'Part-time', '€28k – €32k', 'yesterday'],
      ['Payroll specialist', 'Remote (EU)', 'Full-time', '€38k – €45k', '5 days ago'],
    ]
      .map(
        j =>
          `<li><a href="/jobs/${slug(j[0])}"><strong>${j[0]}</strong></a><div>${j[1]} · ${j[2]}</div><div>${j[3]}</div><small>Posted ${j[4]}</small></li>`,
      )
      .join('')}</ul></section></main>`,
  ),
  wines: page(
    'Wine cellar – Bodega',
    `<div class="filters"><h3>Colour</h3><label><input type="checkbox" checked> Red</label><label><input type="checkbox"> White</label></div><main><h1>Wines</h1><p>12 wines</p><div class="cards">${[
      ['Alta Roca 2019', 'Rioja', '14.50', '4.3 (212)', 'In stock'],
      ['Monte Bruno 2021', 'Douro', '9.90', '3.9 (48)', 'In stock'],
      ['Clos Perdu 2016', 'Bordeaux', '42.00', '4.8 (19)', 'Sold out'],
      ['Viña Tres 2022', 'Rioja', '7.80', '3.5 (130)', 'Low stock'],
      ['Barolo Ferro 2015', 'Piedmont', '61.00', '4.9 (77)', 'In stock'],
    ]
      .map(
        w =>
          `<div class="card"><img alt="Bottle of ${w[0]}" src="/w.jpg"><div class="card-title">${w[0]}</div><div class="card-sub">${w[1]}</div><div class="card-price">€${w[2]}</div><div class="card-stars">${w[3]}</div><div class="card-avail">${w[4]}</div></div>`,
      )
      .join('')}</div></main>`,
  ),
  boiler: page(
    'Boiler makes a knocking noise | DIY Board',
    `<main><h1>Boiler makes a knocking noise</h1><div class="meta">Started by <a href="/u/kettle">kettle</a>, 14 Nov 2025 · 3 replies · 412 views</div>${[
      ['kettle', '14 Nov 2025, 18:02', 'Since Tuesday the boiler knocks when it heats up. Any idea?', '2'],
      ['gasman', '14 Nov 2025, 19:40', 'Sounds like kettling: limescale on the heat exchanger.', '11'],
      ['marie_p', '15 Nov 2025, 07:15', 'Check the pressure first. Mine was at 0.5 bar.', '6'],
      ['kettle', '16 Nov 2025, 12:30', 'Flushed it, noise gone. Thanks gasman!', '4'],
    ]
      .map(
        (p, i) =>
          `<article class="post" id="p${i + 1}"><header><span class="post-author">${p[0]}</span> <time>${p[1]}</time></header><div class="post-body"><p>${p[2]}</p></div><footer><span class="likes">${p[3]} likes</span> <a href="#p${i + 1}">#${i + 1}</a></footer></article>`,
      )
      .join('')}</main>`,
  ),
  spec: page(
    'Canon-like camera X20 – specifications',
    `<main><h1>X20 camera</h1><p class="price">€1,149.00 <small>incl. VAT</small></p><p>Availability: <b>3 in stock</b></p><h2>Specifications</h2><table><tr><th colspan="2">Sensor</th></tr><tr><td>Type</td><td>APS-C CMOS</td></tr><tr><td>Resolution</td><td>26.1 megapixels</td></tr><tr><th colspan="2">Body</th></tr><tr><td>Weight</td><td>491 g (with battery)</td></tr><tr><td>Dimensions</td><td>118 × 83 × 47 mm</td></tr><tr><td>Weather sealed</td><td>Yes</td></tr><tr><th colspan="2">Video</th></tr><tr><td>Max resolution</td><td>4K at 60 fps</td></tr></table><h2>In the box</h2><ul><li>Camera body</li><li>Battery NP-45</li><li>Charger</li><li>Strap</li></ul><h2>Customer reviews</h2><div class="rev"><b>Great for travel</b><p>by Lena, 5 out of 5</p><p>Small and fast.</p></div><div class="rev"><b>Battery could last longer</b><p>by Omar, 3 out of 5</p><p>I need two a day.</p></div></main>`,
  ),
  search: page(
    '“solar lamp” – search',
    `<form role="search"><input type="search" value="solar lamp" aria-label="Search"></form><main><h1>Search results for “solar lamp”</h1><p>About 1,240 results (0.31 seconds)</p><ol>${[
      [
        'Solar lamps explained',
        'https://lights.example/solar',
        'How a solar lamp stores the day for the night.',
        '12 Jan 2026',
      ],
      [
        'Buying guide: garden lights',
        'https://garden.example/guide',
        'Which lamp suits which path, with prices.',
        '3 Feb 2026',
      ],
      ['Repairing a solar lamp', 'https://fix.example/lamp', 'Mostly it is the battery.', '28 Nov 2025'],
    ]
      .map(
        r =>
          `<li><h3><a href="${r[1]}">${r[0]}</a></h3><cite>${(r[1] ?? '').replace('https://', '').replace('/', ' › ')}</cite><p>${r[3]} — ${r[2]}</p></li>`,
      )
      .join(
        '',
      )}</ol><h2>Related searches</h2><ul><li><a href="/s?q=1">solar lantern</a></li><li><a href="/s?q=2">solar string lights</a></li></ul></main>`,
  ),
  trains: page(
    'Departures – Halt Central',
    `<main><h1>Departures</h1><p>Updated 10:42</p><table class="board"><thead><tr><th>Time</th><th>Destination</th><th>Platform</th><th>Train</th><th>Remarks</th></tr></thead><tbody><tr><td>10:48</td><td>Northport</td><td>3</td><td>RE 5</td><td></td></tr><tr><td>10:55</td><td>Sundown</td><td>1</td><td>S 2</td><td>5 min late</td></tr><tr><td>11:02</td><td>Northport</td><td>4</td><td>IC 211</td><td>cancelled</td></tr><tr><td>11:10</td><td>Lakeside</td><td>2</td><td>S 1</td><td></td></tr></tbody></table></main>`,
  ),
  club: page(
    'Members – Rowing club',
    `<main><h1>Members</h1><table><thead><tr><th><a href="?s=n">Name</a></th><th><a href="?s=j">Joined</a></th><th>Boat class</th><th>Fees paid</th></tr></thead><tbody><tr><td><a href="/m/1">Agnes Cole</a></td><td>2019-05-01</td><td>Single scull</td><td>✓</td></tr><tr><td><a href="/m/2">Bram Decker</a></td><td>2023-09-14</td><td>Coxed four</td><td>✗</td></tr><tr><td><a href="/m/3">Chloé Fabre</a></td><td>2021-03-30</td><td>Coxed four</td><td>✓</td></tr><tr><td><a href="/m/4">Dario Greco</a></td><td>2024-01-08</td><td>Eight</td><td>✗</td></tr></tbody></table></main>`,
  ),
}
