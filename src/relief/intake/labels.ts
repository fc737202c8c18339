import type { PartName } from './form.ts'

export const partWords: Readonly<Record<PartName, { readonly zh: string; readonly en: string }>> = {
  family: { zh: '哪一家', en: 'Which family' },
  members: { zh: '家里有谁', en: 'Members' },
  incomes: { zh: '收入', en: 'Incomes' },
  property: { zh: '财产', en: 'Property' },
  statement: { zh: '申请和承诺', en: 'Statement' },
}
