import type { Language, Words } from '#design/console/language.tsx'
import { sayIn } from '#design/console/language.tsx'
import type { PolicyPage } from '#relief/eligibility/contract.ts'

export type Standard = PolicyPage['standards'][number]

/** What people say of themselves, else the policy’s name. They need not know what it is called. */
export const needOf = ({ need, title }: PolicyPage): Words => need ?? title

/** Own county first, then those in force, then the rest; drafts last. */
export function inOrder(policies: readonly PolicyPage[], homeRegion: string): readonly PolicyPage[] {
  const rank = ({ region, status }: PolicyPage): number =>
    region === homeRegion ? 0 : status === 'in-force' ? 1 : status === 'synthetic' ? 2 : 3
  return policies.toSorted((left, right) => rank(left) - rank(right) || left.region.localeCompare(right.region))
}

export const isCurrent = ({ validFrom, validTo }: Standard, today: string): boolean =>
  validFrom <= today && (validTo === null || today < validTo)

/** The amount people ask for first: a standard in yuan that holds today, else the latest one known. */
export function headStandard({ standards, programme }: PolicyPage, today: string): Standard | null {
  // A number the programme is only held against, such as disposable income, is no amount of its own.
  const inYuan = standards.filter(({ unit, key }) => unit.startsWith('元') && key.startsWith(`${programme}.`))
  const newest = inYuan.toSorted((left, right) => right.validFrom.localeCompare(left.validFrom))
  return newest.find((standard) => isCurrent(standard, today)) ?? newest[0] ?? null
}

export function writeTier(tier: Standard['tier'], language: Language): string {
  const t = sayIn(language)
  switch (tier) {
    case 'urban':
      return t('城市', 'urban')
    case 'rural':
      return t('农村', 'rural')
    case null:
      return ''
  }
}

export function writeStatus(status: PolicyPage['status'], language: Language): string {
  const t = sayIn(language)
  switch (status) {
    case 'in-force':
      return t('有效', 'in force')
    case 'draft':
      return t('征求意见稿，不能据此发钱', 'consultation draft: nothing is paid by it')
    case 'synthetic':
      return t('合成标准，只供演示', 'synthetic, for demonstration only')
  }
}

/** `2018-11-01 起`, `2024-01-01 至 2025-07-01 之前`, and until when the source is known to hold. */
export function writeValidity({ validFrom, validTo, knownUntil }: Standard, language: Language): string {
  const t = sayIn(language)
  const span =
    validTo === null
      ? t(`${validFrom} 起`, `from ${validFrom}`)
      : t(`${validFrom} 起，到 ${validTo} 前`, `from ${validFrom} until before ${validTo}`)
  return knownUntil === null ? span : `${span}${t(`（有据可查到 ${knownUntil}）`, ` (known until ${knownUntil})`)}`
}
