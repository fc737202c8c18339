import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useLayoutEffect, useMemo, type ReactNode } from 'react'
import { antdTheme } from '#design/antd-theme.ts'
import { LanguageProvider } from '#design/console/language.tsx'
import { useChosenLanguage, useChosenTheme, useSystemIsDark, useTouches } from './choices.ts'

/** Language, light or dark, and the nonce without which the browser would refuse antd's styles. */
export function LookProvider({ children }: { children: ReactNode }) {
  const language = useChosenLanguage()
  const theme = useChosenTheme()
  const systemIsDark = useSystemIsDark()
  const touches = useTouches()
  const mode = theme === 'dark' || (theme === 'system' && systemIsDark) ? 'dark' : 'light'

  useLayoutEffect(() => {
    const root = document.documentElement
    root.lang = language === 'en' ? 'en' : 'zh-CN'
    if (theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = theme
  }, [language, theme])

  const antd = useMemo(() => antdTheme(mode, touches ? 'coarse' : 'fine'), [mode, touches])
  const csp = useMemo(() => ({ nonce: pageNonce() }), [])
  return (
    <ConfigProvider theme={antd} locale={language === 'en' ? enUS : zhCN} csp={csp} button={{ autoInsertSpace: false }}>
      <LanguageProvider language={language}>{children}</LanguageProvider>
    </ConfigProvider>
  )
}

/** Vite writes `<meta property="csp-nonce" nonce="…">` into index.html; the server fills in the nonce of the request. */
const pageNonce = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
