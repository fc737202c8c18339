import { wordsZh } from './words-zh.ts'

type Filling = Readonly<Record<string, string>>

/** The language of the page; the console writes it on the document. */
export const pageIsChinese = (): boolean => document.documentElement.lang.startsWith('zh')

/** A text of the editor in the language of the page, with its places filled in. */
export function spoken(text: string, filling: Filling = {}): string {
  const said = pageIsChinese() ? wordOf(text) : text
  return said.replace(/\{\s*(\w+)\s*\}/g, (whole, name: string) => filling[name] ?? whole)
}

/** Texts with a value behind them end in a blank or a colon and a blank. `t` before a Chinese name is our mark of a type. */
function wordOf(text: string): string {
  const known = wordsZh[text] ?? wordsZh[text.trim()]
  return known ?? text.replace(/^t(?=\p{Script=Han})/u, '')
}
