import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { readAsks, type ApplicationRecord } from './application-store.ts'
import type { IntakeNeeds } from './needs.ts'
import { readDraftPapers } from './paper-store.ts'
import { neededPapers, wordsOfKind } from './papers.ts'
import { rulesFor } from './rules-of.ts'
import { openStated, type StatedRecord } from './stated.ts'
import type { PaperNeed } from './wire.ts'
import { documentKinds, type DocumentKindName } from '#registry/documents/index.ts'

/** What a registered application wants: the list of its programme, and what was asked for because of a new fact. */
export async function paperNeedsOf(
  tx: Tx,
  who: Pick<Caller, 'tenant'>,
  application: ApplicationRecord,
  needs: IntakeNeeds,
): Promise<{ readonly needs: PaperNeed[]; readonly source: string; readonly stated: StatedRecord }> {
  // The list that was in force when it was registered: a family is not asked by a later one.
  const { version } = await rulesFor(who, application.programme, needs, application.registeredOn)
  const stated = await openStated(application, needs)
  const given = await readDraftPapers(tx, who.tenant, application.draftId)
  const { members } = stated.parts.members
  const listed = neededPapers({ version, members, applicantKey: stated.parts.statement.applicantKey, given })
  const asks = await readAsks(tx, who.tenant, application.caseId)
  const more = asks
    .filter(({ ordinal }) => ordinal > 1)
    .flatMap(({ papers }) => papers)
    .filter(({ kind, member }) => !listed.some((one) => one.kind === kind && one.memberKey === member))
    .map(({ kind, member }): PaperNeed => {
      const isGiven = given.some((one) => one.kind === kind && one.memberKey === member)
      return {
        ...{ kind, words: wordsOf(kind), memberKey: member, verifiedBy: null },
        memberName: members.find(({ key }) => key === member)?.name ?? null,
        state: isGiven ? 'given' : 'missing',
      }
    })
  return { needs: [...listed, ...more], source: version.source, stated }
}

const isKind = (kind: string): kind is DocumentKindName => documentKinds.some((known) => known === kind)
const wordsOf = (kind: string) => (isKind(kind) ? wordsOfKind(kind) : { zh: kind, en: kind })
