/** Chosen by cross-validation over the labelled pages (docs/decisions/0054). */
export const judgeSettings = {
  /** How many blocks before and after one count as its neighbours. */
  reach: 2,
  /** Share of a block's likelihood that is its neighbours'. */
  leaning: 0.4,
  /** Words from which a block that repeats another is left out. */
  leastRepeat: 20,
  /** Share of a page's letters that has to be rendered; below it the page is not taken to be revealed yet. */
  leastShown: 0.25,
}
