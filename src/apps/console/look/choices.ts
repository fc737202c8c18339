import { useSyncExternalStore } from 'react'
import type { Language } from '#design/console/language.tsx'

export type Theme = 'system' | 'light' | 'dark'

/** What a person chose on this machine. Nothing about anybody else is ever kept in the browser. */
const keys = { language: 'zhulian.language', theme: 'zhulian.theme' } as const
const changed = 'zhulian-choice'

/** Storage may be closed to us (private windows, policy): then the choice holds until the page is left. */
const keep = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value)
  } catch {
    document.documentElement.dataset[key.slice('zhulian.'.length)] = value
  }
  window.dispatchEvent(new Event(changed))
}
const kept = (key: string): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    return document.documentElement.dataset[key.slice('zhulian.'.length)] ?? null
  }
}

const listen = (onChange: () => void): (() => void) => {
  window.addEventListener(changed, onChange)
  return () => window.removeEventListener(changed, onChange)
}

export const chosenLanguage = (): Language => (kept(keys.language) === 'en' ? 'en' : 'zh')
export const chooseLanguage = (language: Language): void => keep(keys.language, language)
export const useChosenLanguage = (): Language => useSyncExternalStore(listen, chosenLanguage)

export const chosenTheme = (): Theme => {
  const theme = kept(keys.theme)
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}
export const chooseTheme = (theme: Theme): void => keep(keys.theme, theme)
export const useChosenTheme = (): Theme => useSyncExternalStore(listen, chosenTheme)

const listenToMedia = (query: string) => (onChange: () => void) => {
  const media = window.matchMedia(query)
  media.addEventListener('change', onChange)
  return () => media.removeEventListener('change', onChange)
}
const listenToDark = listenToMedia('(prefers-color-scheme: dark)')
const listenToCoarse = listenToMedia('(pointer: coarse)')

export const useSystemIsDark = (): boolean =>
  useSyncExternalStore(listenToDark, () => window.matchMedia('(prefers-color-scheme: dark)').matches)
export const useTouches = (): boolean =>
  useSyncExternalStore(listenToCoarse, () => window.matchMedia('(pointer: coarse)').matches)
