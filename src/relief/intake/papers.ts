import { documentKindLabels } from '#registry/documents/index.ts'
import type { MemberTyped } from './form.ts'
import type { PaperRule, PaperRulesVersion } from './paper-rules.ts'
import type { PaperNeed } from './wire.ts'

/** A paper that came in, by kind and by whose it is. */
export interface PaperAt {
  readonly kind: string
  readonly memberKey: string | null
}

export interface PaperQuestion {
  readonly version: PaperRulesVersion
  readonly members: readonly Pick<MemberTyped, 'key' | 'name' | 'disability' | 'seriousIllness' | 'fullTimeStudy'>[]
  readonly applicantKey: string
  readonly given: readonly PaperAt[]
}

/** Every paper the list wants of this family, and whether it is there. What an office can verify is not asked for. */
export function neededPapers({ version, members, applicantKey, given }: PaperQuestion): PaperNeed[] {
  return version.papers.flatMap((rule) =>
    whoseOf(rule, members, applicantKey).map((member): PaperNeed => {
      const memberKey = member?.key ?? null
      const isGiven = given.some((one) => one.kind === rule.kind && (one.memberKey === memberKey || memberKey === null))
      return {
        ...{ kind: rule.kind, words: wordsOfKind(rule.kind), memberKey, memberName: member?.name ?? null },
        state: isGiven ? 'given' : rule.verifiedBy === undefined ? 'missing' : 'verified-by-office',
        verifiedBy: rule.verifiedBy ?? null,
      }
    }),
  )
}

export const missingOf = (needs: readonly PaperNeed[]): PaperNeed[] => needs.filter(({ state }) => state === 'missing')

/** `病历、诊断证明（居民甲0001）、申请书` */
export const papersInWords = (needs: readonly PaperNeed[]): string =>
  needs.map(({ words, memberName }) => (memberName === null ? words.zh : `${words.zh}（${memberName}）`)).join('、')

export const wordsOfKind = (kind: keyof typeof documentKindLabels) => {
  const { zh, en } = documentKindLabels[kind]
  return { zh, en }
}

type Whose = PaperQuestion['members'][number] | null

function whoseOf(rule: PaperRule, members: PaperQuestion['members'], applicantKey: string): readonly Whose[] {
  const fitting = members.filter((member) => fits(rule.when, member))
  switch (rule.per) {
    case 'household':
      return rule.when === 'always' || fitting.length > 0 ? [null] : []
    case 'applicant':
      // Until somebody is named as the one who applies, the first of the family is.
      return fitting.filter(({ key }) => key === (applicantKey === '' ? members[0]?.key : applicantKey))
    case 'person':
      return fitting
  }
}

function fits(when: PaperRule['when'], member: PaperQuestion['members'][number]): boolean {
  switch (when) {
    case 'always':
      return true
    case 'disability':
      return member.disability !== '' && member.disability !== 'none'
    case 'serious-illness':
      return member.seriousIllness === 'yes'
    case 'full-time-study':
      return member.fullTimeStudy === 'yes'
  }
}
