import type { Words } from '#design/console/language.tsx'
import type { SearchHit } from '../contract.ts'

/** What a household can be paid for, as lists and filters name it. Unknown codes show as they are. */
export const programmeWords: Readonly<Record<string, Words>> = {
  dibao: { zh: '低保', en: 'Dibao' },
  tekun: { zh: '特困', en: 'Tekun' },
  'elder-allowance': { zh: '高龄津贴', en: 'Elder allowance' },
  'low-income': { zh: '低保边缘', en: 'Near-dibao' },
}
export const programmeName = (code: string | null): Words =>
  code === null ? { zh: '—', en: '—' } : (programmeWords[code] ?? { zh: code, en: code })

export const foundByWords: Readonly<Record<SearchHit['by'], Words>> = {
  number: { zh: '户号', en: 'number' },
  name: { zh: '姓名', en: 'name' },
  pinyin: { zh: '拼音', en: 'pinyin' },
  initials: { zh: '拼音首字母', en: 'initials' },
  'id-number': { zh: '证件号', en: 'ID number' },
  'birth-and-tail': { zh: '生日和末四位', en: 'birth date and last four' },
}
