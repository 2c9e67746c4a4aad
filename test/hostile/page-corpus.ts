/** A hostile page: one thing that a page writes, or all of them, filled with what may take a reader long. */
export interface HostilePage {
  readonly name: string
  /** Whether it is one of a single place; its words are in those of all places, too, but shorter. */
  readonly isSingle: boolean
  readonly html: string
}

/** What every rule that reads words has to get through: long runs of one kind, and of two in turn. */
export const hostileTexts = (length: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({
      letters: 'a',
      capitals: 'Aa',
      ats: '@',
      'addresses of nobody': 'a@',
      digits: '1',
      'groups of digits': '1,000 ',
      dates: '1/1-',
      blanks: ' \u00a0',
      words: 'and the ',
      names: 'Word word ',
      marks: '“',
      brackets: '[{(',
      colons: 'a: ',
      dashes: ' - | ',
      accents: 'e\u0301',
      unparted: '中文',
    }).map(([name, piece]) => [name, piece.repeat(Math.ceil(length / piece.length)).slice(0, length)]),
  )

/** Every place of a page where its author puts text, by what it is called. */
const PLACES: Readonly<Record<string, (text: string) => string>> = {
  title: text => `<title>${text}</title>`,
  heading: text => `<h1>${text}</h1><h2>${text}</h2><p>short</p>`,
  paragraph: text => `<p>${text}</p>`,
  cell: text => `<table><tr><th>Name<th>Price<tr><td>${text}<td>${text}<tr><td>Lamp<td>${text}</table>`,
  caption: text => `<table><caption>${text}</caption><tr><th>${text}<th>B<tr><td>1<td>2<tr><td>3<td>4</table>`,
  item: text => `<ul><li>${text}<li>${text}<li>Lamp</ul>`,
  fact: text => `<dl><dt>${text}<dd>${text}<dt>Price<dd>${text}</dl>`,
  pair: text => `<div><b>${text}</b>: ${text}</div><div>${text}: ${text}</div>`,
  label: text =>
    `<form><label>${text}<input name=a></label><label for=b>${text}</label><input id=b type=password></form>`,
  placeholder: text => `<form><input placeholder="${text}"><input type=email placeholder="${text}"></form>`,
  nearby: text => `<form>${text}<input name=c><input type=password>${text}<button>Go</button></form>`,
  button: text => `<button>${text}</button><div role=button tabindex=0>${text}</div>`,
  link: text => `<nav><a href="/x">${text}</a></nav>`,
  option: text => `<select><option>${text}<option value="${text}">B</select>`,
  legend: text => `<fieldset><legend>${text}</legend><input type=radio name=r> One</fieldset>`,
  summary: text => `<details><summary>${text}</summary>${text}</details>`,
  value: text => `<input value="${text}"><textarea>${text}</textarea>`,
  message: text => `<p role=alert class=error>${text}</p><form><input type=password></form>`,
  alt: text => `<a href=/y><img src=x alt="${text}"></a><img src=z alt="${text}">`,
  href: text => `<a href="/${text}">Far</a><a href="?q=${text}#${text}">Away</a>`,
  action: text =>
    `<form action="/${text}" method=post><input type=password><button formaction="/${text}">Go</button></form>`,
  src: text => `<img src="/${text}"><iframe title="${text}" srcdoc="<p>in</p>"></iframe>`,
  'aria name': text => `<button aria-label="${text}" aria-description="${text}">x</button>`,
  'aria ids': text => `<button aria-labelledby="${text}" aria-describedby="${text}">x</button>`,
  tooltip: text => `<span title="${text}" tabindex=0>?</span>`,
  id: text => `<section id="${text}"><label for="${text}">F</label><input id="${text}"></section>`,
  class: text => `<div class="${text}"><button class="${text}"></button></div>`,
  name: text => `<form name="${text}"><input name="${text}"><input type=password name="${text}"></form>`,
  role: text => `<div role="${text}" tabindex=0>Thing</div>`,
  tag: text => `<x-${text.replaceAll(/[^a-z0-9]/gi, '').slice(0, 20_000)} tabindex=0>Thing</x>`,
  type: text => `<form><input type="${text}" autocomplete="${text}" inputmode="${text}"></form>`,
  pattern: text =>
    `<form><input type=email><input type=password pattern="${text}" passwordrules="${text}"><button>Sign up</button></form>`,
  range: text =>
    `<input type=range min="${text}" max="${text}" step="${text}"><div role=slider aria-valuetext="${text}" tabindex=0></div>`,
  meta: text =>
    `<meta name=description content="${text}"><meta property=og:title content="${text}"><meta name="${text}" content=x>`,
  'linked data': text =>
    `<script type="application/ld+json">{"@type":"Product","name":"${text}","offers":{"price":"${text}"}}</script>`,
  microdata: text =>
    `<div itemscope itemtype="${text}"><span itemprop="${text}" content="${text}">x</span><time datetime="${text}">${text}</time></div>`,
  language: text => `<div lang="${text}"><p>Words</p></div>`,
  drawing: text => `<svg width=20 height=20 role=img><title>${text}</title></svg>`,
  frame: text => `<iframe srcdoc="<h1>${text}</h1><button>${text}</button>"></iframe>`,
  style: text => `<style>.s::before { content: "${text}" }</style><button class=s></button>`,
}

const toMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** What every page has: something to press that does something. */
const START = `<!doctype html><meta charset=utf-8><button onclick="this.append('!')">Save</button>`

/** One page for each place, and one for each text that fills all places at once. */
export const hostilePages = (length = 100_000): HostilePage[] => {
  const texts = Object.entries(hostileTexts(length / 10))
  const { letters = '' } = hostileTexts(length)
  const pageOf = (text: string, places: readonly ((text: string) => string)[]): string =>
    `${START}${places.map(place => place(toMarkup(text))).join('\n')}`
  return [
    ...Object.entries(PLACES).map(([name, place]) => ({ name, isSingle: true, html: pageOf(letters, [place]) })),
    ...texts.map(([name, text]) => ({
      name: `everything: ${name}`,
      isSingle: false,
      html: pageOf(text, Object.values(PLACES)),
    })),
    ...shapes(length).map(([name, body]) => ({
      name,
      isSingle: false,
      html: `${START}${body}`,
    })),
  ]
}

/** Pages whose form is what is hostile, not their words. */
const shapes = (length: number): [string, string][] => {
  const many = (count: number, part: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => part(i)).join('')
  const brackets = '['.repeat(length)
  return [
    ['a title of megabytes', `<script>document.title = 'a'.repeat(${length * 50})</script>`],
    [
      'addresses of megabytes',
      `<script>for (let i = 0; i < 40; i += 1) history.pushState(0, '', '?' + i + 'a'.repeat(${length * 10}))</script>`,
    ],
    [
      'addresses that are none',
      '<a href="mailto:%ZZ">Write</a><a href="tel:%">Call</a><a href="http://[">Go</a><form action="http://["><button>Send</button></form>',
    ],
    ['nested elements', '<div>'.repeat(length / 10)],
    ['nested tables', '<table><tr><td>'.repeat(500)],
    ['nested lists', '<ul><li>item'.repeat(500)],
    ['nested linked data', `<script type="application/ld+json">${brackets}</script><p>x</p>`],
    ['elements side by side', many(20_000, i => `<b>${i}</b>`)],
    ['headings side by side', many(8_000, i => `<h2>Part ${i}</h2><p>${i} €</p>`)],
    ['fields side by side', `<form>${many(1_400, i => `<label>Field ${i}<input type=password></label>`)}</form>`],
    ['buttons side by side', many(7_000, i => `<button>Save ${i}</button>`)],
    ['options', `<select>${many(20_000, i => `<option>${i}`)}</select>`],
    ['columns', `<table>${many(30, () => `<tr>${many(1_000, i => `<td>${i}`)}`)}</table>`],
    ['spans', `<table>${many(200, () => '<tr><td colspan=1000 rowspan=60000>a<td colspan=1000>b')}</table>`],
    ['meta elements', many(10_000, i => `<meta name=m${i} content=x>`)],
    ['facts', `<dl>${many(5_000, i => `<dt>Key ${i}<dd>${i} kg`)}</dl>`],
    ['lines', `<p>${many(20_000, i => `Key ${i}: value ${i}<br>`)}</p>`],
  ]
}
