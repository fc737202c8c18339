import type { Language } from './language.tsx'

/** What a number of a rule is counted in, as the packs write it: `元/人/月`, `个月`. */
const counted: Readonly<Record<string, string>> = {
  元: 'yuan',
  分: 'fen',
  倍: 'times',
  人: 'persons',
  个月: 'months',
  套: 'homes',
  辆: 'vehicles',
  个: 'businesses',
  项: 'items',
  岁: 'years of age',
  级: 'grade',
}
const per: Readonly<Record<string, string>> = {
  人: 'head',
  户: 'household',
  月: 'month',
  年: 'year',
  学年: 'school year',
  例: 'case',
  座: 'hall',
}

/** `元/人/月` in English: “yuan a head and month”. A unit nobody has words for stays as it is written. */
export function unitInWords(unit: string, language: Language): string {
  if (language === 'zh') return unit
  const [first = '', ...rest] = unit.split('/')
  const of = rest.map((one) => per[one])
  const what = counted[first]
  if (what === undefined || of.includes(undefined)) return unit
  return of.length === 0 ? what : `${what} a ${of.join(' and ')}`
}
