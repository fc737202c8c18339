import { theme as antdThemes, type ThemeConfig } from 'antd'
import { colours, fonts, shadow, type ColourName } from './tokens.ts'
import type { Mode } from './tokens-css.ts'

/** antd writes numbers of pixels; the console's base size and the touch size of a control. */
const controlHeight = { fine: 32, coarse: 44 } as const

/**
 * The console's antd theme, made of the same tokens as the style sheet. Where antd would mix its own shades (hover,
 * active, borders of states) the pairs are named, because mixed shades fall below 4.5:1.
 */
export function antdTheme(mode: Mode, pointer: 'fine' | 'coarse' = 'fine'): ThemeConfig {
  const of = (name: ColourName): string => colours[name][mode]
  return {
    algorithm: mode === 'dark' ? antdThemes.darkAlgorithm : antdThemes.defaultAlgorithm,
    token: {
      colorPrimary: of('indigo'),
      colorInfo: of('indigo'),
      colorLink: of('link'),
      colorLinkHover: of('indigo-2'),
      colorLinkActive: of('indigo-2'),
      colorSuccess: of('leaf'),
      colorWarning: of('persimmon'),
      colorError: of('cinnabar'),
      colorErrorText: of('cinnabar'),
      colorTextBase: of('ink'),
      colorText: of('ink'),
      colorTextSecondary: of('ink-2'),
      colorTextTertiary: of('ink-3'),
      colorTextQuaternary: of('ink-3'),
      colorTextPlaceholder: of('ink-3'),
      colorTextDescription: of('ink-2'),
      colorTextDisabled: of('ink-3'),
      colorBgBase: of('paper'),
      colorBgContainer: of('paper'),
      colorBgElevated: of('paper'),
      colorBgLayout: of('ground'),
      colorBorder: of('line-2'),
      colorBorderSecondary: of('line'),
      colorSplit: of('line'),
      colorPrimaryBorder: of('focus-out'),
      fontFamily: fonts.sans,
      fontSize: 14,
      lineHeight: 1.571,
      borderRadius: 6,
      borderRadiusLG: 10,
      borderRadiusSM: 4,
      controlHeight: controlHeight[pointer],
      boxShadowSecondary: shadow[mode],
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      lineWidthFocus: 3,
    },
    components: {
      Table: {
        headerBg: of('sunk'),
        headerColor: of('ink'),
        rowSelectedBg: of('canola-wash'),
        rowSelectedHoverBg: of('canola-wash'),
        rowHoverBg: of('indigo-wash'),
        cellPaddingBlockSM: 7,
      },
      Menu: { itemSelectedBg: of('canola'), itemSelectedColor: of('on-canola'), itemBorderRadius: 0 },
      Layout: { headerBg: of('band'), siderBg: of('paper') },
      Tabs: { inkBarColor: of('rule') },
      Button: {
        fontWeight: 700,
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        colorPrimary: of('btn'),
        colorPrimaryHover: of('btn-hover'),
        colorPrimaryActive: of('btn-hover'),
        primaryColor: of('on-btn'),
      },
      Select: { optionSelectedBg: of('canola-wash'), optionSelectedColor: of('ink') },
    },
  }
}

/** Colours for charts. Yellow only for the current period. */
export const chartColours = (mode: Mode): { readonly series: readonly string[]; readonly now: string } => ({
  series: [colours.indigo[mode], colours.m3[mode], colours.m2[mode]],
  now: colours.canola[mode],
})
