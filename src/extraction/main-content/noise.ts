import { attribute, descendants, type Element, hintsOf } from '../page/page.ts'

const ROLES =
  /^(navigation|banner|contentinfo|complementary|search|dialog|alertdialog|menu|menubar|toolbar|tooltip|tablist|status|alert)$/

const TAGS = new Set([
  'nav',
  'footer',
  'aside',
  'dialog',
  'button',
  'input',
  'select',
  'textarea',
  'menu',
  'iframe',
  'search',
])

/** Words of class and id that name what surrounds the content. */
export const NAMES =
  /\b(nav|navbar|navigation|menu|megamenu|submenu|breadcrumbs?|crumbs|footer|foot|sidebar|side bar|cookies?|consent|gdpr|onetrust|newsletter|subscribe|subscription|signup|sign up|share|sharing|social|socials|addthis|related|recommended|recommendations?|recirc|outbrain|taboola|advert|adverts|advertisement|ads|adslot|sponsor|sponsored|popup|pop up|modal|overlay|lightbox|offcanvas|off canvas|skip link|skip|screen reader|sr only|visually hidden|visuallyhidden|toolbar|pagination|pager|paging|paginate|login|log in|search form|searchform|search box|site header|masthead|topbar|top bar|announcement|promo bar|back to top|widget area|tag cloud|author bio|about author|read next|readmore|more stories|you may|upsell|upsells|cross sell|minicart|mini cart|drawer|toast|snackbar|tooltip|dropdown|filters?|facets?|refinements?|sort by|sorting|toc|table of contents|edit page|page actions|feedback|helpful|print)\b/

/** Names that speak for content even where one of NAMES stands beside them. */
const KEPT = /\b(content|article|post body|entry|main|story|product|description|body)\b/

/** Whether an element is furniture by what it calls itself. */
export function isFurniture(element: Element): boolean {
  const { tag } = element
  if (TAGS.has(tag)) return true
  if (attribute(element, 'aria-hidden') === 'true' && tag !== 'a') return true
  if (element.source.clipped) return true
  if (ROLES.test(attribute(element, 'role'))) return true
  if (tag === 'header') return !descendsToHeading(element)
  if (tag === 'body' || tag === 'main' || tag === 'article' || tag === '#frame' || !element.isBlock) return false
  const hints = hintsOf(element)
  return NAMES.test(hints) && !KEPT.test(hints)
}

function descendsToHeading(element: Element): boolean {
  for (const inner of descendants(element)) if (inner.tag === 'h1') return true
  return false
}
