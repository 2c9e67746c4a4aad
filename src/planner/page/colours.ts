/** Names of colours as people say them, by hue, saturation and lightness (CSS Color 4, HSL). */

interface Hsl {
  readonly hue: number
  readonly saturation: number
  readonly lightness: number
}

const toHsl = (colour: string): Hsl | undefined => {
  const parts = /^rgba?\((\d+),?\s*(\d+),?\s*(\d+)/.exec(colour)?.slice(1).map(Number)
  if (!parts) return undefined
  const [red = 0, green = 0, blue = 0] = parts.map(part => part / 255)
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const lightness = (most + least) / 2
  const range = most - least
  if (range === 0) return { hue: 0, saturation: 0, lightness }
  const saturation = range / (1 - Math.abs(2 * lightness - 1))
  const hue =
    most === red
      ? ((green - blue) / range + 6) % 6
      : most === green
        ? (blue - red) / range + 2
        : (red - green) / range + 4
  return { hue: hue * 60, saturation, lightness }
}

/** The hue, in degrees, up to which a name holds. */
const HUES: readonly (readonly [number, string])[] = [
  [15, 'red'],
  [42, 'orange'],
  [68, 'yellow'],
  [165, 'green'],
  [195, 'cyan'],
  [255, 'blue'],
  [285, 'purple'],
  [320, 'magenta'],
  [345, 'pink'],
  [360, 'red'],
]

/** What a person may call a colour, in English; several where it lies between names. */
export const coloursOf = (colour: string): readonly string[] => {
  const hsl = toHsl(colour)
  if (!hsl) return [colour]
  const { hue, saturation, lightness } = hsl
  if (lightness < 0.08) return ['black']
  if (lightness > 0.95) return ['white']
  if (saturation < 0.12) return ['grey', 'gray']
  const name = HUES.find(([upTo]) => hue <= upTo)?.[1] ?? 'red'
  const also: string[] = []
  if (name === 'red' && lightness > 0.7) also.push('pink')
  if (name === 'orange' && lightness < 0.4) also.push('brown')
  if (name === 'magenta') also.push('pink', 'purple')
  if (name === 'purple') also.push('violet')
  if (name === 'cyan') also.push('turquoise', 'teal')
  if (name === 'green' && lightness > 0.4 && saturation > 0.9) also.push('lime')
  return [name, ...also]
}
