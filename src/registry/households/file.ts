import type { Audit } from '#platform/audit/index.ts'
import { ageOn, type Clock, type Day } from '#platform/clock/index.ts'
import type { Box, Vault } from '#platform/crypto/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { keepDocuments } from '#registry/documents/index.ts'
import type { Regions } from '#registry/regions/index.ts'
import { assembleTimeline, type TimelineSource } from '#registry/timeline/index.ts'
import { revealNumber } from './access.ts'
import type {
  AsOf,
  FileMember,
  FileSection,
  FileSectionSource,
  HiddenPart,
  HouseholdFile,
  StandingAid,
  StandingAidSource,
} from './contract.ts'
import { findFileHead, readFileMembers, readReferences, type FileMemberRow } from './file-view.ts'
import { maskIdNumber } from './masking.ts'
import { sealedUse } from './record.ts'
import { householdRefusals } from './refusals.ts'
import { readFoundFacts } from './situation-view.ts'
import { benefitsFrom } from './stored-fact.ts'

export interface FileNeeds {
  readonly clock: Clock
  readonly vault: Vault
  readonly audit: Audit
  readonly regions: Regions
  /** The registry's own sections and those of other modules. */
  readonly sections: readonly FileSectionSource[]
  readonly timelines: readonly TimelineSource[]
  readonly standing: readonly StandingAidSource[]
}

/** Opens a household's file and writes down who looked. @throws notFound */
export const createFile =
  (needs: FileNeeds) =>
  async (tx: Tx, who: Caller, id: string, wish: Partial<AsOf> = {}): Promise<HouseholdFile> => {
    const head = await findFileHead(tx, who.tenant, id)
    if (head === undefined) throw householdRefusals.notFound()
    const asOf: AsOf = { ...wish, factsOn: wish.factsOn ?? needs.clock.today() }
    const box = await needs.vault.boxOf(who.tenant)
    const facts = await readFoundFacts(tx, who.tenant, { households: [id], persons: [] }, asOf)
    const directory = needs.regions.directory()
    const region = directory.ofPlace(head.placeId)
    const people = (await readFileMembers(tx, who.tenant, id)).map((row) => memberFrom(row, box, asOf.factsOn))
    await needs.audit.recordRead(tx, who, {
      act: 'read',
      action: 'households.file-opened',
      about: { kind: 'household', id },
    })
    return {
      id,
      number: head.number,
      head: head.headName,
      placeCode: region?.code ?? '',
      placeLabel: region === undefined ? '' : directory.label(region.code),
      factsOn: asOf.factsOn,
      changedAt: head.changedAt,
      members: people.filter(({ since, until }) => since <= asOf.factsOn && (until === null || asOf.factsOn < until))
        .length,
      ...(await readStanding(tx, who, id, asOf, needs.standing)),
      stated: benefitsFrom(facts.get(id) ?? new Map()),
      references: await readReferences(tx, who.tenant, id),
      people,
      ...(await readParts(tx, who, id, asOf, needs.sections)),
      timeline: await assembleTimeline(tx, who, needs.timelines, id),
      mayReveal: who.may(revealNumber),
      mayAddPapers: who.may(keepDocuments),
    }
  }

async function readStanding(
  tx: Tx,
  who: Caller,
  id: string,
  asOf: AsOf,
  sources: readonly StandingAidSource[],
): Promise<Pick<HouseholdFile, 'standing' | 'unseen'>> {
  const standing: StandingAid[] = []
  const seen = sources.filter(({ may }) => who.may(may))
  for (const { standingOf } of seen) standing.push(...(await standingOf(tx, who, id, asOf)))
  return { standing, unseen: sources.filter((one) => !seen.includes(one)).map(({ name }) => name) }
}

const memberFrom = (row: FileMemberRow, box: Box, on: Day): FileMember => ({
  ...row,
  age: row.bornOn === null || row.bornOn > on ? null : ageOn(row.bornOn, on),
  idNumber: row.idNumber === null ? null : maskIdNumber(box.open(row.idNumber, sealedUse(row.id))),
})

/** A part this reader may not see is named with the reason; it is not even read. */
async function readParts(
  tx: Tx,
  who: Caller,
  id: string,
  asOf: AsOf,
  sources: readonly FileSectionSource[],
): Promise<Pick<HouseholdFile, 'sections' | 'hidden'>> {
  const sections: FileSection[] = []
  const hidden: HiddenPart[] = []
  for (const { name, zh, en, may, read } of sources.toSorted((one, other) => one.order - other.order)) {
    if (who.may(may)) sections.push(await read(tx, who, id, asOf))
    else hidden.push({ name, zh, en, why: { zh: `您的岗位不能“${may.zh}”`, en: `Your role may not “${may.en}”` } })
  }
  return { sections, hidden }
}
