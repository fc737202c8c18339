import type { Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { maskName } from '#registry/households/index.ts'
import type { Case } from '#relief/casework/contract.ts'
import type { PaperRow } from './contract.ts'
import { forms, paperForms, type PaperForm } from './forms.ts'
import { adultsOf } from './form/gather.ts'
import { newestLetter } from './letter/letter-store.ts'
import type { PaperNeeds } from './needs.ts'
import { paperRefusals } from './refusals.ts'
import { readReturned, type Returned } from './returned-store.ts'

/** The papers of a case in the order in which a family meets them: what can be printed, what came back. */
export async function listPapers(tx: Tx, who: Caller, one: Case, needs: PaperNeeds): Promise<readonly PaperRow[]> {
  const [letter, returned, { members }] = [
    await newestLetter(tx, await needs.vault.boxOf(who.tenant), one.id),
    await readReturned(tx, who.tenant, one.id),
    await needs.households.situationOf(tx, who.tenant, one.householdId, { factsOn: needs.clock.today() }),
  ]
  const noticeTrouble = await troubleOfNotice(tx, who, one, needs)
  const rowsOf = (form: PaperForm): PaperRow[] => {
    const isLetter = form === 'decision' || form === 'refusal'
    if (isLetter && letter !== null && letter.content.kind !== form) return []
    // Before there is a decision one line stands for both letters.
    if (form === 'refusal' && letter === null) return []
    const missing = isLetter && letter === null ? paperRefusals.noDecision() : form === 'notice' ? noticeTrouble : null
    const row = (person: PaperRow['person']): PaperRow => ({
      form,
      words: isLetter && letter === null ? { zh: '通知书', en: 'Letter' } : { zh: forms[form].zh, en: forms[form].en },
      person,
      isReady: missing === null,
      whyNot: missing === null ? null : { zh: missing.zh, en: missing.en },
      comesBack: forms[form].comesBack,
      letterId: isLetter ? (letter?.id ?? null) : null,
      number: isLetter ? (letter?.content.number ?? null) : null,
      returned: returned.filter((back) => back.form === form && back.personId === (person?.id ?? null)).map(cameBack),
    })
    if (!forms[form].perAdult) return [row(null)]
    return adultsOf({ members }, needs.clock.today()).map(({ id, name }) => row({ id, name: maskName(name) }))
  }
  return paperForms.flatMap(rowsOf)
}

const cameBack = ({ documentId, filedOn, filedBy, byHand }: Returned): PaperRow['returned'][number] => ({
  documentId,
  on: filedOn,
  by: filedBy,
  byHand,
})

/** What public-notice says of printing its notice now; null when it may be printed. */
async function troubleOfNotice(tx: Tx, who: Caller, one: Case, needs: PaperNeeds): Promise<Refusal | null> {
  const { notice } = needs.sources()
  if (notice === undefined) return paperRefusals.notYet({ form: forms.notice.zh, why: '本单位没有启用公示' })
  try {
    await notice(tx, who, one.id)
    return null
  } catch (cause) {
    if (cause instanceof Refusal) return cause
    throw cause
  }
}
