import type { Words } from './labels.ts'

/** What kind of help a programme is, so that a long list can be read by need. In the order in which people look. */
export const aidKinds = ['living', 'sudden', 'child', 'disabled', 'elder', 'work', 'farewell', 'reckoning'] as const
export type AidKind = (typeof aidKinds)[number]

export const aidKindWords: Readonly<Record<AidKind, Words>> = {
  living: { zh: '过日子的钱', en: 'Living' },
  sudden: { zh: '突然遇到难处', en: 'Sudden hardship' },
  child: { zh: '孩子和上学', en: 'Children and schooling' },
  disabled: { zh: '残疾人', en: 'Disabled people' },
  elder: { zh: '老人', en: 'Older people' },
  work: { zh: '干活和就业', en: 'Work' },
  farewell: { zh: '身后事', en: 'Funerals' },
  reckoning: { zh: '核算办法和别的', en: 'Ways of reckoning, and others' },
}

/** In the order in which a list names them: the one most people ask for comes first. */
const programmes: Readonly<Record<string, AidKind>> = {
  dibao: 'living',
  tekun: 'living',
  'tekun-care': 'living',
  margin: 'living',
  'rigid-expenditure': 'living',
  'dibao-single': 'living',
  'dibao-extra': 'living',
  'dibao-grace': 'living',
  'needs-register': 'living',
  'temporary-aid': 'sudden',
  'one-off-subsidy': 'sudden',
  'child-allowance': 'child',
  'orphan-study-aid': 'child',
  'disability-living': 'disabled',
  'disability-nursing': 'disabled',
  'elder-allowance': 'elder',
  'elder-care': 'elder',
  'elder-service': 'elder',
  'virtual-post': 'work',
  'funeral-relief': 'farewell',
  'burial-award': 'farewell',
  'columbarium-award': 'farewell',
}
const order = Object.keys(programmes)

/** A programme nobody has put anywhere stands with the others at the end, and is not lost. */
export const aidKindOf = (programme: string): AidKind => programmes[programme] ?? 'reckoning'

/** By kind, then as a list names them. */
export function byAidKind(left: { readonly programme: string }, right: { readonly programme: string }): number {
  const place = ({ programme }: { readonly programme: string }): number => {
    const at = order.indexOf(programme)
    return aidKinds.indexOf(aidKindOf(programme)) * 1000 + (at < 0 ? 999 : at)
  }
  return place(left) - place(right)
}
