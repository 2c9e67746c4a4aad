import { ancestors, type Page } from './page.ts'
import { clean, lineOf, wordsIn } from './text.ts'

/** What stands in a document's title between the page's own name and its site's, most telling first. */
const SEPARATORS = [
  /\s+[|•·]+\s+|\s*\|\s*/,
  /\s+[–—]\s+/,
  /\s+::\s+/,
  /\s*[»«]\s*/,
  /\s+-\s+/,
  /\s+\/\s+/,
  /\s+[<>:]\s+/,
] as const

const ANY_SEPARATOR = /\s+[|•·–—«»:<>/-]+\s+|\s*[|»]\s*/

const bare = (text: string): string => wordsIn(text).join(' ')
const same = (a: string, b: string): boolean => bare(a) === bare(b)
const isPartOf = (a: string, b: string): boolean => ` ${bare(b)} `.includes(` ${bare(a)} `)

/** Headings of level 1 as they read, without permalink marks; those of frames are not the page's. */
function mainHeadings(page: Page): string[] {
  return page.elements
    .filter(element => element.tag === 'h1' && ![...ancestors(element)].some(outer => outer.tag === '#frame'))
    .map(element => lineOf(element).replace(/\s*[¶#]\s*$/, ''))
    .filter(text => wordsIn(text).length > 0)
}

/** The content of the first meta element of one of these names that has any. */
export const metaOf = (page: Page, ...names: readonly string[]): string =>
  clean(page.meta.find(({ name, content }) => names.includes(name) && content.trim() !== '')?.content ?? '')

/**
 * The page's own title. The main heading, where the document's title agrees with it wholly or by most of its words;
 * else the document's title without the name of the site.
 */
export function titleOf(page: Page): string {
  const headings = mainHeadings(page)
  const document = clean(page.title).replace(HOST, '')
  const shared = metaOf(page, 'og:title', 'twitter:title')
  const sites = siteNames(document, metaOf(page, 'og:site_name', 'application-name'))
  const isSite = (text: string) => sites.some(site => isPartOf(text, site))
  const parts = [document, shared].flatMap(title => [title, ...title.split(ANY_SEPARATOR)])
  const agreed =
    headings.find(heading => [shared, document].some(title => same(title, heading))) ??
    headings.find(heading => parts.some(part => same(part, heading)) && !isSite(heading))
  // both titles write it alike: "Full-Stack" where the heading has it without the hyphen
  if (agreed !== undefined) return document === shared && same(document, agreed) ? document : agreed
  const own = withoutSite(shared !== '' && !isSite(shared) ? shared : document, sites)
  const related = headings.find(
    heading =>
      !isSite(heading) &&
      (overlap(heading, `${document} ${shared}`) >= 0.5 || (own !== '' && !isSite(own) && isPartOf(own, heading))),
  )
  if (related !== undefined) {
    // a title of one piece that holds the heading is the fuller name of the same thing
    const whole = [shared, document].find(
      title =>
        isPartOf(related, title) &&
        !/[|–—:»]|\s[-/]\s|\bby\b/.test(title) &&
        !sites.some(site => isPartOf(site, title) && !title.toLowerCase().startsWith(site.toLowerCase())),
    )
    // a heading that names the site as well says of the title what the title says of itself
    if (own !== '' && isPartOf(own, related) && sites.some(site => isPartOf(site, related))) return own
    return whole ?? related
  }
  if (own === '' || sites.some(site => same(own, site)))
    return headings.find(heading => !isSite(heading)) ?? (own || (sites[0] ?? ''))
  // a name before what it stands for, neither of which a heading bears out, is the title as a whole
  const [name = '', slogan = ''] = document.split(ANY_SEPARATOR)
  const isSlogan = wordsIn(name).length <= 2 && wordsIn(slogan).length >= 4
  if (document === shared && same(own, name) && isSlogan) return document
  // a title of a word or two that no heading bears out names the site; the one heading of the page says more
  const [only, second] = headings
  if (shared === '' && second === undefined && wordsIn(own).length <= 2 && wordsIn(only ?? '').length >= 4)
    return only ?? own
  return own
}

/** A host's name before a title. */
const HOST = /^(?:[a-z\d-]+\.)+[a-z]{2,6}\s+(?=\p{L})/u

/** Share of the words of `text` that `other` has too. */
function overlap(text: string, other: string): number {
  const words = wordsIn(text)
  const known = new Set(wordsIn(other))
  return words.filter(word => known.has(word)).length / words.length
}

/** What may be the site's name: as the page says, and the last part of the title. */
function siteNames(title: string, declared: string): string[] {
  const parts = title.split(ANY_SEPARATOR)
  const last = parts.length > 1 ? parts.at(-1) : undefined
  return [declared, last ?? ''].filter(name => name !== '')
}

function withoutSite(title: string, sites: readonly string[]): string {
  for (const separator of SEPARATORS) {
    const parts = title.split(separator).filter(part => part.trim() !== '')
    const [first = '', last = ''] = [parts[0], parts.at(-1)]
    if (parts.length < 2) continue
    if (sites.some(site => same(site, first))) return clean(title.slice(title.indexOf(parts[1] ?? '')))
    const isPath = parts.length > 2 && parts.slice(1).every(part => wordsIn(part).length <= 5)
    return isPath || parts.length === 2
      ? first
      : clean(title.slice(0, title.lastIndexOf(last)).replace(/[\s|–—:«»/-]+$/, ''))
  }
  return title
}
