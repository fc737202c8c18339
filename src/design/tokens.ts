/**
 * The look has one source. From this file come the custom properties of both faces (`tokens-css.ts`) and the antd theme
 * of the console (`antd-theme.ts`), so they cannot drift. 靛青 + 菜花黄: calico indigo and the rapeseed fields.
 */
export interface Pair {
  readonly light: string
  readonly dark: string
}
const pair = (light: string, dark: string): Pair => ({ light, dark })
const both = (value: string): Pair => ({ light: value, dark: value })

/** Yellow means one thing: now, you, the answer. Indigo is what you can press; ink is what you read. */
export const colours = {
  // 地与墨 grounds and ink
  paper: pair('#ffffff', '#131b39'),
  ground: pair('#f2f5fb', '#0b1128'),
  sunk: pair('#e8edf7', '#1b2549'),
  ink: pair('#111a3c', '#f3f5fc'),
  'ink-2': pair('#424b6b', '#c0c9e2'),
  'ink-3': pair('#5b6484', '#a0abcb'),
  line: pair('#d5dcea', '#2c3761'),
  'line-2': pair('#6b7594', '#8591b8'),
  rule: pair('#111a3c', '#f3f5fc'),
  // 靛青 everything one can press
  indigo: pair('#1f3d8f', '#b4c7ff'),
  'indigo-2': pair('#142a68', '#d4dfff'),
  'indigo-wash': pair('#e6ecfa', '#1f2c5c'),
  link: pair('#1f3d8f', '#b4c7ff'),
  btn: pair('#1b2f76', '#ffd21f'),
  'btn-hover': pair('#111a3c', '#ffe163'),
  'on-btn': pair('#ffffff', '#111a3c'),
  // 菜花黄 a field under ink, never a text colour on white
  canola: both('#ffd21f'),
  'canola-2': both('#f0b400'),
  'canola-wash': pair('#fff5cc', '#3a3416'),
  'on-canola': both('#111a3c'),
  'canola-rail': both('#c99700'),
  // 状态: word and shape first, then colour
  leaf: pair('#156b41', '#7fdba8'),
  'leaf-wash': pair('#e0f3e8', '#12382b'),
  persimmon: pair('#b3410a', '#ffb184'),
  'persimmon-wash': pair('#fdeadd', '#43261a'),
  cinnabar: pair('#b0182a', '#ff9aa4'),
  'cinnabar-wash': pair('#fbe6e8', '#47182a'),
  still: pair('#4f5875', '#b4bdd8'),
  'still-wash': pair('#e8ebf3', '#242e54'),
  // 地图五级
  m1: pair('#e3e9f7', '#1b2549'),
  m2: pair('#bccaec', '#26397a'),
  m3: pair('#8aa1d8', '#3f5bb0'),
  m4: pair('#4d69b4', '#7f9be4'),
  m5: pair('#1f3d8f', '#c3d2ff'),
  'm-ink': pair('#111a3c', '#f3f5fc'),
  'm-ink-5': pair('#ffffff', '#111a3c'),
  // 县里的样子 the picture of the county
  sky: pair('#ffd21f', '#0b1128'),
  sun: pair('#ffffff', '#ffd21f'),
  'hill-1': pair('#f6bd0a', '#1a2550'),
  'hill-2': pair('#3b59ad', '#22306a'),
  'hill-3': pair('#1f3d8f', '#16204a'),
  'field-1': pair('#ffe163', '#5d5010'),
  'field-2': pair('#f6bd0a', '#463c0c'),
  wall: pair('#ffffff', '#d7def2'),
  tile: pair('#111a3c', '#060a1a'),
  water: pair('#ffffff', '#2b3f85'),
  door: pair('#1f3d8f', '#f0b400'),
  'hero-fg': pair('#111a3c', '#ffd21f'),
  'hero-bg': pair('#ffd21f', '#0b1128'),
  'hero-line': pair('#111a3c', '#ffd21f'),
  tool: pair('#111a3c', '#ffd21f'),
  'on-tool': pair('#ffd21f', '#111a3c'),
  // 蓝印花布 the calico band
  band: pair('#14245c', '#060a1c'),
  'on-band': pair('#ffffff', '#f3f5fc'),
  'on-band-2': pair('#c9d4f2', '#c0c9e2'),
  'band-line': pair('#3d52a0', '#2c3761'),
  'band-lamp': both('#ffd21f'),
  'focus-out': pair('#111a3c', '#ffffff'),
  'focus-in': both('#ffd21f'),
} as const satisfies Record<string, Pair>

export type ColourName = keyof typeof colours

export const shadow: Pair = pair(
  '0 2px 4px rgb(17 26 60 / .08), 0 12px 32px rgb(17 26 60 / .14)',
  '0 2px 4px rgb(0 0 0 / .4), 0 12px 32px rgb(0 0 0 / .5)',
)

/** System Chinese fonts, no web fonts. The law speaks in 宋体, we speak in 黑体. */
export const fonts = {
  /** In English pages: Chinese fonts draw curly quotes as wide as a character. */
  latin: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  sans: '"PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif',
  song: '"Songti SC", "Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", STSong, SimSun, serif',
} as const

/** Portal sizes: type, the 4 px grid, corners, and the smallest thing one may have to hit with a thumb. */
export const portalSizes = {
  'fs-s': '1rem',
  'lh-s': '1.6',
  'fs-m': '1.125rem',
  'lh-m': '1.67',
  'fs-l': '1.375rem',
  'lh-l': '1.5',
  'fs-xl': '1.75rem',
  'lh-xl': '1.3',
  'fs-2xl': 'clamp(2rem, 1.3rem + 2.6vw, 3.25rem)',
  'fs-3xl': 'clamp(2.75rem, 1.3rem + 6.2vw, 6.5rem)',
  measure: '36em',
  s1: '.25rem',
  s2: '.5rem',
  s3: '.75rem',
  s4: '1rem',
  s5: '1.5rem',
  s6: '2rem',
  s7: '3rem',
  s8: '4.5rem',
  s9: '7rem',
  gut: 'clamp(1rem, 4vw, 3rem)',
  wide: '78rem',
  'r-s': '4px',
  'r-m': '10px',
  'r-l': '20px',
  'r-full': '999px',
  tap: '48px',
  t: '120ms',
} as const

/** 长辈版: nothing under 18 px, nothing to press under 60 px. */
export const elderSizes = {
  'fs-s': '1.25rem',
  'lh-s': '1.6',
  'fs-m': '1.5rem',
  'lh-m': '1.6',
  'fs-l': '1.75rem',
  'fs-xl': '2.125rem',
  'fs-2xl': 'clamp(2.25rem, 1.8rem + 2vw, 3.5rem)',
  'fs-3xl': 'clamp(3rem, 2.2rem + 4vw, 5.5rem)',
  tap: '64px',
  measure: '30em',
} as const

/** 控制台: dense, for people who sit at a desk all day. */
export const consoleSizes = {
  'fs-xs': '.75rem',
  'fs-s': '.8125rem',
  'lh-s': '1.5',
  'fs-m': '.875rem',
  'lh-m': '1.571',
  'fs-l': '1rem',
  'fs-xl': '1.375rem',
  'lh-xl': '1.3',
  'fs-2xl': '1.75rem',
  'fs-3xl': '2.5rem',
  tap: '32px',
  gut: '1.25rem',
  measure: '44em',
} as const

/** Console targets grow on a touch screen. */
export const consoleTapOnTouch = '44px'
