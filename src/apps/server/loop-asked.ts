import type { Cases } from '#relief/casework/contract.ts'
import type { AuthorisationState } from '#relief/intake/contract.ts'
import type { IntakeService } from '#relief/intake/index.ts'
import type { CheckSummary, MeansChecks } from '#relief/means-check/contract.ts'
import { familyOf, type Asked, type ProgressSources } from '#relief/progress/index.ts'
import { documentKindOf } from '#registry/documents/index.ts'

interface AskedNeeds {
  readonly cases: Pick<Cases, 'formsOf'>
  readonly intake: Pick<IntakeService, 'authorisationsOf' | 'panel'>
  readonly meansChecks: Pick<MeansChecks, 'latestOf'>
}
const checkForm = 'means-check'

/** What the family is asked to do now: bring papers until it is accepted, sign and explain while it is checked. */
export const askedOfFamily = ({ cases, intake, meansChecks }: AskedNeeds): NonNullable<ProgressSources['asked']> => [
  async (tx, one) => {
    if (one.outcome !== null || one.acceptedOn !== null) return []
    const panel = await intake.panel(tx, familyOf(one), one.id)
    return askedPapers((panel?.needs ?? []).filter(({ state }) => state === 'missing'))
  },
  async (tx, one) => {
    if (one.outcome !== null || one.acceptedOn === null) return []
    if (!(await cases.formsOf(tx, one)).includes(checkForm)) return []
    const who = familyOf(one)
    return [
      ...askedSignatures(await intake.authorisationsOf(tx, who, one.id)),
      ...askedAnswers(await meansChecks.latestOf(tx, who, one.id)),
    ]
  },
]

/** Papers by name, without saying whose; what would tell of an illness is only counted. */
export function askedPapers(
  missing: readonly { readonly kind: string; readonly words: { readonly zh: string; readonly en: string } }[],
): Asked[] {
  const named = missing.filter(({ kind }) => documentKindOf(kind).isHealth !== true)
  const zh = [...new Set(named.map(({ words }) => words.zh))].join('、')
  const en = [...new Set(named.map(({ words }) => words.en))].join(', ')
  const others = missing.length - named.length
  return [
    ...(named.length === 0 ? [] : [asked(`把${zh}带到窗口，或者拍照给经办的人。`, `bring to the desk: ${en}.`)]),
    ...(others === 0
      ? []
      : [asked(`还有 ${others} 样材料，窗口会告诉您是什么。`, `${others} more; the desk tells you.`)]),
  ]
}

export function askedSignatures(authorisations: readonly Pick<AuthorisationState, 'state'>[]): Asked[] {
  const open = authorisations.filter(({ state }) => state !== 'valid').length
  if (open === 0) return []
  return [
    asked(
      `家里还有 ${open} 个人没签核对授权书，请带身份证到窗口签。`,
      `${open} in your family have not signed the authorisation; bring an ID to the desk and sign there.`,
    ),
  ]
}

/** Without what was found: that is told in person. */
export function askedAnswers(check: Pick<CheckSummary, 'open'> | null): Asked[] {
  if (check === null || check.open === 0) return []
  return [
    asked(
      `有 ${check.open} 处查到的和您说的不一样，请来说明，没说明以前不算数。`,
      `${check.open} findings differ from what you said; come and explain. Nothing counts before that.`,
    ),
  ]
}

const asked = (zh: string, en: string): Asked => ({ words: { zh, en }, by: null })
