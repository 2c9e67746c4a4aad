/** Chosen by cross-validation over the labelled pages (docs/decisions/0051). */
export const judgeSettings = {
  /** How much a block gains or loses by standing in or outside the content root found by rule. */
  lean: 0.1,
  /** Likelihood from which a block is content. */
  least: 0.45,
  /** Share of a page's letters that has to be rendered; below it the page is not taken to be revealed yet. */
  leastShown: 0.25,
}
