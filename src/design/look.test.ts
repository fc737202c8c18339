import { describe, expect, it } from 'vitest'
import { antdTheme } from './antd-theme.ts'
import { look, stylesheet } from './stylesheet.ts'
import { tokensCss } from './tokens-css.ts'
import { colours, type ColourName } from './tokens.ts'

/** Relative luminance and contrast as WCAG 2 defines them. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const readTogether: readonly (readonly [text: ColourName, ground: ColourName])[] = [
  ...(['paper', 'ground', 'sunk'] as const).flatMap((ground) =>
    (['ink', 'ink-2', 'ink-3', 'link'] as const).map((text) => [text, ground] as const),
  ),
  ['on-canola', 'canola'],
  ['ink', 'canola-wash'],
  ['ink', 'indigo-wash'],
  ['on-btn', 'btn'],
  ['on-btn', 'btn-hover'],
  ['hero-fg', 'hero-bg'],
  ['on-band', 'band'],
  ['on-band-2', 'band'],
  ['on-tool', 'tool'],
  ...(['leaf', 'persimmon', 'cinnabar', 'still'] as const).flatMap((state) => [
    [state, 'paper'] as const,
    [state, `${state}-wash`] as const,
  ]),
]

describe('颜色', () => {
  it.each(readTogether.flatMap((pair) => (['light', 'dark'] as const).map((mode) => [...pair, mode] as const)))(
    '%s 写在 %s 上，%s 都看得清（4.5:1）',
    (text, ground, mode) => {
      expect(contrast(colours[text][mode], colours[ground][mode])).toBeGreaterThanOrEqual(4.5)
    },
  )
  it('控件的边线至少 3:1', () => {
    for (const mode of ['light', 'dark'] as const)
      expect(contrast(colours['line-2'][mode], colours.paper[mode])).toBeGreaterThanOrEqual(3)
  })
  it('antd 的主题和样式表说的是同一个颜色', () => {
    for (const mode of ['light', 'dark'] as const) {
      expect(antdTheme(mode).token?.colorPrimary).toBe(colours.indigo[mode])
      expect(antdTheme(mode).components?.Menu?.itemSelectedBg).toBe(colours.canola[mode])
      expect(tokensCss()).toContain(`--indigo:${colours.indigo[mode]};`)
    }
    expect(antdTheme('light', 'coarse').token?.controlHeight).toBe(44)
  })
})

describe('样式表', () => {
  it.each(['portal', 'console'] as const)('%s 用到的每个变量都有定义', (face) => {
    const css = stylesheet(face)
    const defined = new Set([...css.matchAll(/(--[a-z0-9-]+)\s*:/g)].map(([, name]) => name))
    const used = new Set([...css.matchAll(/var\((--[a-z0-9-]+)\)/g)].map(([, name]) => name))
    expect([...used].filter((name) => !defined.has(name))).toEqual([])
  })
  it('有夜间、长辈版、打印，不连外网，注释不出门', () => {
    const css = stylesheet('portal')
    for (const part of ['prefers-color-scheme:dark', '[data-theme="dark"]', '[data-elder]', '@media print'])
      expect(css).toContain(part)
    expect(css).not.toMatch(/https?:|@import|\/\*/)
  })
  it('门户的样式表不到 150 KB，名字里有内容的指纹', () => {
    expect(look.portal.content.length).toBeLessThan(150_000)
    expect(look.portal.name).toMatch(/^portal-[0-9a-f]{10}\.css$/)
    expect(look.portal.href).toBe(`/look/${look.portal.name}`)
  })
})
