import type { Words } from '#design/console/language.tsx'
import { programmeLabels } from '../labels.ts'

/** What a household can be paid for, as lists and filters name it. Unknown codes show as they are. */
export const programmeWords: Readonly<Record<string, Words>> = programmeLabels
export const programmeName = (code: string | null): Words =>
  code === null ? { zh: '—', en: '—' } : (programmeWords[code] ?? { zh: code, en: code })
