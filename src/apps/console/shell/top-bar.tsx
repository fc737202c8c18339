import { Link, useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useSay } from '#design/console/language.tsx'
import { chooseLanguage, chooseTheme, useChosenLanguage, useChosenTheme, type Theme } from '../look/choices.ts'
import { useClient } from '#platform/http/client.ts'
import { signOut } from '#registry/officers/contract.ts'
import { useMe } from '../session/me.ts'
import { FindBox } from './find-box.tsx'
import { Mark } from './mark.tsx'

export function TopBar() {
  const say = useSay()
  const me = useMe()
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const leave = async (): Promise<void> => {
    await client.call(signOut)
    queries.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <div className="bar">
      <Link className="brand" to="/">
        <Mark />
        <span>{say('助联', 'Zhulian')}</span>
      </Link>
      <FindBox />
      <div className="who">
        <span className="who-name">
          <b>{me.tenant.name}</b> · {me.post} {me.name}
        </span>
        <LookSwitches />
        {me.isDemo ? (
          <Link className="tool-link" to="/sign-in">
            {say('换岗位', 'Switch role')}
          </Link>
        ) : null}
        <button type="button" className="tool-link" onClick={() => void leave()}>
          {say('退出', 'Sign out')}
        </button>
      </div>
    </div>
  )
}

const nextTheme: Readonly<Record<Theme, Theme>> = { system: 'dark', dark: 'light', light: 'system' }
const themeWords: Readonly<Record<Theme, { zh: string; en: string }>> = {
  system: { zh: '随系统', en: 'Auto' },
  dark: { zh: '深色', en: 'Dark' },
  light: { zh: '浅色', en: 'Light' },
}

/** Also on the sign-in page, where nobody is known yet. */
export function LookSwitches() {
  const say = useSay()
  const language = useChosenLanguage()
  const theme = useChosenTheme()
  return (
    <>
      <button
        type="button"
        className="tool-link"
        aria-label={say(`明暗：${themeWords[theme].zh}，点一下换`, `Theme: ${themeWords[theme].en}, press to change`)}
        onClick={() => chooseTheme(nextTheme[theme])}
      >
        {say(themeWords[theme])}
      </button>
      <button
        type="button"
        className="tool-link"
        lang={language === 'en' ? 'zh-CN' : 'en'}
        onClick={() => chooseLanguage(language === 'en' ? 'zh' : 'en')}
      >
        {language === 'en' ? '中文' : 'English'}
      </button>
    </>
  )
}
