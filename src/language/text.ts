const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

const PLAIN = /^[\x20-\x7e]*$/
/** Combining marks of Latin, Greek and Cyrillic; those of Japanese and Indic scripts tell letters apart and stay. */
const MARKS = /[\u0300-\u036f]/g

/** Lower case, compatibility forms and accents gone, one kind of apostrophe: "Núñez" and "NUNEZ" are one. */
export const fold = (text: string): string =>
  PLAIN.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKC')
        .normalize('NFD')
        .replace(MARKS, '')
        .normalize('NFC')
        .toLowerCase()
        .replace(/[ßæœøłđðþı]/g, letter => LETTERS[letter] ?? letter)
        .replace(/[’‘`´]/g, "'")
        .replace(/[‐‑‒–—−]/g, '-')
