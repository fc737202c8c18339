import { createContext, use, type ReactNode } from 'react'

export type Language = 'zh' | 'en'

const LanguageContext = createContext<Language>('zh')

export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>
}

export const useLanguage = (): Language => use(LanguageContext)

/** Both languages of one sentence, as contracts and labels carry them. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** `say('名单体检', 'Roster check')` or `say(labels.title)`: the sentence in the language of the reader. */
export interface Say {
  (zh: string, en: string): string
  (words: Words): string
}

export const sayIn =
  (language: Language): Say =>
  (first: string | Words, en?: string): string => {
    if (typeof first !== 'string') return first[language]
    return language === 'en' && en !== undefined ? en : first
  }

export const useSay = (): Say => sayIn(useLanguage())
