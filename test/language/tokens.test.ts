import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { type Token, textOf, tokenize } from '../../src/language/tokens.ts'

const show = ({ kind, text }: Token): string => (kind === 'quote' ? `“${text}”` : text)

describe('tokens', () => {
  test.each([
    ['open the file "Report (Delete).pdf"', ['open', 'the', 'file', '“Report (Delete).pdf”']],
    [`type 'the dog's friendly, really!' in Note`, ['type', `“the dog's friendly, really!”`, 'in', 'Note']],
    ["Robin O'Vale-Núñez's e-mail", ['Robin', "O'Vale-Núñez's", 'e-mail']],
    ['Saisis « hérons » dans Titre', ['Saisis', '“hérons”', 'dans', 'Titre']],
    ["clique sur l'onglet Prix", ['clique', 'sur', "l'", 'onglet', 'Prix']],
    ['„Groß“ und “small” and ‘one’', ['“Groß”', 'und', '“small”', 'and', '“one”']],
    ['氏名に「佐藤 花子」を入力', ['氏名', 'に', '“佐藤 花子”', 'を', '入力']],
    ['set it to 16:15, then €1,200.50.', ['set', 'it', 'to', '16:15', ',', 'then', '€1,200.50', '.']],
    [
      'click (2,1) at Dr. Hale, #ff8800 C++',
      ['click', '(', '2,1', ')', 'at', 'Dr', '.', 'Hale', ',', '#ff8800', 'C++'],
    ],
    ['mail a.b@c.example https://d.example/e?f=1&g=2', ['mail', 'a.b@c.example', 'https://d.example/e?f=1&g=2']],
    ['a mark " without its partner', ['a', 'mark', '"', 'without', 'its', 'partner']],
    ['type "" into Name', ['type', '“”', 'into', 'Name']],
  ])('%s', (sentence, tokens) => {
    expect(tokenize(sentence).map(show)).toEqual(tokens)
  })

  test('keep their place in the sentence', () => {
    const sentence = 'type  "a  b"  into   Name'
    const tokens = tokenize(sentence)
    expect(textOf(sentence, tokens, [1, 2])).toBe('a  b')
    expect(textOf(sentence, tokens, [1, 4])).toBe('"a  b"  into   Name')
  })

  test('cover every sign but white space, in order, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), sentence => {
        const tokens = tokenize(sentence)
        let at = 0
        for (const { start, end } of tokens) {
          expect(sentence.slice(at, start).trim()).toBe('')
          expect(end).toBeGreaterThan(start)
          at = end
        }
        expect(sentence.slice(at).trim()).toBe('')
      }),
    )
  })
})
