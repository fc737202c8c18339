import {
  colours,
  consoleSizes,
  consoleTapOnTouch,
  elderSizes,
  fonts,
  portalSizes,
  shadow,
  type ColourName,
} from './tokens.ts'

export type Mode = 'light' | 'dark'

const lines = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `--${name}:${value};`)
    .join('')

function coloursOf(mode: Mode): string {
  const values = (Object.keys(colours) as ColourName[]).map((name) => [name, colours[name][mode]] as const)
  return `color-scheme:${mode};${lines({ ...Object.fromEntries(values), shadow: shadow[mode] })}`
}

/**
 * The custom properties of both faces. `data-theme` on `<html>` forces a mode, otherwise the system decides; `data-elder`
 * is 长辈版.
 */
export const tokensCss = (): string =>
  [
    `:root{${coloursOf('light')}${lines(fonts)}${lines(portalSizes)}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){${coloursOf('dark')}}}`,
    `:root[data-theme="dark"]{${coloursOf('dark')}}`,
    `:root[data-elder]{${lines(elderSizes)}}`,
    `.console{${lines(consoleSizes)}}`,
    `@media (pointer:coarse){.console{--tap:${consoleTapOnTouch}}}`,
    `@media (prefers-reduced-motion:reduce){:root{--t:0ms}}`,
  ].join('\n')

/** A class for each colour, for the swatches of the style page: pages carry no style attributes. */
export const swatchesCss = (): string =>
  (Object.keys(colours) as ColourName[]).map((name) => `.sw-${name}{background:var(--${name})}`).join('\n')
