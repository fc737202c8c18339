import type { Language } from './console/language.tsx'

const monthsInEnglish = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/**
 * A day as residents read it: `2026-03-02` → `2026 年 3 月 2 日`, `2 Mar 2026` in English. Also takes a month or a year.
 * Staff read `2026-03-02` itself.
 */
export function writeDay(day: string, language: Language): string {
  const [year = '', month, date] = day.split('-')
  if (language === 'en')
    return [date && String(Number(date)), month && monthsInEnglish[Number(month) - 1], year].filter(Boolean).join(' ')
  return `${year} 年${month ? ` ${Number(month)} 月` : ''}${date ? ` ${Number(date)} 日` : ''}`
}
