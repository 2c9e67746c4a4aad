import { describe, expect, test } from 'bun:test'
import { entriesAt } from '../../src/language/lexicon.ts'
import { readSentence } from '../../src/language/sentence.ts'
import { tokenize } from '../../src/language/tokens.ts'
import { isTypo, likeness, wordsOf } from '../../src/language/words.ts'

/** How well a label answers what was said: the least of what each word finds there. */
const answers = (said: string, label: string): number =>
  Math.min(...wordsOf(said).map(word => Math.max(0, ...wordsOf(label).map(found => likeness(word, found)))))

describe('words', () => {
  test('numbers are one whatever groups them, and accents and possessives are gone', () => {
    expect(wordsOf("Núñez's €1,299.50 at 09:05").map(({ word }) => word)).toEqual(['nunez', '1299.5', 'at', '9:05'])
  })

  test.each([
    ['log in', 'Sign in'],
    ['zip', 'Postal code'],
    ['gear', 'Settings'],
    ['the cross', '×'].map(text => text.replace('the ', '')),
    ['bin', '🗑'],
    ['settings', 'Einstellungen'],
    ['e-mail', 'Email address'],
    ['comparte', 'Compartir'],
    ['Dateien', 'Datei'],
    ['cancel', 'Cancelled'],
    ['heart', '♡'],
  ])('“%s” is answered by “%s”', (said = '', label = '') => {
    expect(answers(said, label)).toBeGreaterThan(0.7)
  })

  test.each([
    ['first name', 'Last name'],
    ['house', 'Horse'],
    ['12', '13'],
    ['delete', 'Share'],
    ['open', 'Operations'],
  ])('“%s” is not answered by “%s”', (said, label) => {
    expect(answers(said, label)).toBe(0)
  })

  test('a slip of the pen is told from another word', () => {
    expect(isTypo('feild', 'field')).toBe(true)
    expect(isTypo('adress', 'address')).toBe(true)
    expect(isTypo('house', 'horse')).toBe(false)
    expect(isTypo('2026', '2027')).toBe(false)
  })
})

describe('the lexicon', () => {
  test('knows phrases, the longest too', () => {
    const senses = entriesAt(tokenize('double-click on the box'), 0).map(({ sense, length }) => `${sense} ${length}`)
    expect(senses).toContain('double_click 2')
  })

  test('says nothing of what is quoted', () => {
    expect(entriesAt(tokenize('"delete"'), 0)).toEqual([])
  })

  test.each([
    ['Open the second letter', 'en'],
    ['Öffne den zweiten Brief', 'de'],
    ["Clique sur l'onglet Prix", 'fr'],
    ['Haz clic en Guardar', 'es'],
    ['Fai clic su Salva', 'it'],
    ['Klik op de knop Opslaan', 'nl'],
    ['Clique em Salvar', 'pt'],
    ['Groß-Müller', 'en'],
  ])('%s: %s', (text, language) => {
    expect(readSentence(text).language).toBe(language as 'en')
  })
})
