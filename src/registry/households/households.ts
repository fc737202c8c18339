import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { announce } from '#platform/events/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { purposeOf } from '#platform/http/index.ts'
import { createDocuments, type Documents } from '#registry/documents/index.ts'
import { createOrganisations } from '#registry/organisations/index.ts'
import type { TimelineSource } from '#registry/timeline/index.ts'
import type { FileSectionSource, HouseholdKey, Households, StandingAidSource } from './contract.ts'
import { createFile } from './file.ts'
import { findFileHead, findSealedNumber } from './file-view.ts'
import { countChanges, lockHousehold, movePlace } from './hand-over-store.ts'
import { addChanges } from './household-store.ts'
import { createList } from './list.ts'
import { createNumbersFor } from './numbers-for.ts'
import { readIdentities } from './identity-view.ts'
import { ownSections } from './own-sections.ts'
import { ownTimeline } from './own-timeline.ts'
import { createPreview, createRecord, sealedUse, type RecordNeeds } from './record.ts'
import { householdRefusals } from './refusals.ts'
import { createSearch } from './search.ts'
import { readSituation } from './situation-view.ts'
import { readSituations } from './situations-view.ts'
import { createState, readDeaths } from './state.ts'
import { readVersions } from './versions-view.ts'

export interface HouseholdNeeds extends RecordNeeds {
  /** What other modules add to a household's file and timeline; asked late, because they are assembled later. */
  readonly sections?: () => readonly FileSectionSource[]
  readonly timelines?: () => readonly TimelineSource[]
  /** Who says what a household has today. */
  readonly standing?: () => readonly StandingAidSource[]
}

/** Household ids read at once while a whole tenant is assessed. */
const situationsAtOnce = 4_000

export function createHouseholds(needs: HouseholdNeeds): Households {
  const { clock, vault, audit, regions, sections = () => [], timelines = () => [], standing = () => [] } = needs
  const organisations = createOrganisations({ regions })
  const documents = createDocuments({ clock, audit })
  const own = ownSections({ regions, documents })
  const search = (tx: Tx) =>
    createSearch({ vault, audit, regions, served: (tenant) => organisations.coverageOf(tx, tenant, clock.today()) })
  return {
    record: createRecord(needs),
    preview: createPreview(needs),
    state: createState(needs),
    deathsOf: readDeaths,
    identitiesOf: readIdentities,
    situationOf: readSituation,
    situationsOf: async (tx, tenant, ids, asOf) => {
      const situations = []
      for (let at = 0; at < ids.length; at += situationsAtOnce)
        situations.push(...(await readSituations(tx, tenant, ids.slice(at, at + situationsAtOnce), asOf)))
      return situations
    },
    idsOf,
    versionsOf: readVersions,
    list: createList({ vault, audit, regions }),
    search: (tx, who, text) => search(tx)(tx, who, text),
    openFile: (tx, who, id, wish) =>
      createFile({
        ...{ ...needs, sections: [...own, ...sections()], timelines: [ownTimeline, ...timelines()] },
        standing: standing(),
      })(tx, who, id, wish),
    addPaper: async (tx, who, householdId, paper) => {
      const head = await findFileHead(tx, who.tenant, householdId)
      if (head === undefined) throw householdRefusals.notFound()
      const belongs = { householdId, place: head.placeId, retention: 'case', archiveNumber: null }
      return documents.keep(tx, who, { ...belongs, ...paper })
    },
    revealIdNumber: createReveal(needs),
    numbersFor: createNumbersFor(needs),
    handOver: createHandOver({ ...needs, documents }),
  }
}

async function idsOf(tx: Tx, tenant: TenantId): Promise<HouseholdKey[]> {
  const { rows } = await sql<HouseholdKey>`SELECT id, number, place_id AS "placeId" FROM households.household
    WHERE tenant_id = ${tenant} ORDER BY number COLLATE "C"`.execute(tx)
  return rows
}

const createReveal =
  ({ vault, audit }: HouseholdNeeds): Households['revealIdNumber'] =>
  async (tx, who, personId) => {
    purposeOf(who)
    const found = await findSealedNumber(tx, who.tenant, personId)
    if (found === undefined) throw householdRefusals.notFound()
    if (found.idNumber === null) throw householdRefusals.noIdNumber()
    await audit.recordRead(tx, who, {
      act: 'reveal',
      action: 'households.id-number-revealed',
      about: { kind: 'person', id: personId },
    })
    return (await vault.boxOf(who.tenant)).open(found.idNumber, sealedUse(personId))
  }

const createHandOver =
  ({
    clock,
    audit,
    regions,
    documents,
    newId = v7,
  }: HouseholdNeeds & { readonly documents: Documents }): Households['handOver'] =>
  async (tx: Tx, who: Caller, householdId, { place, why }) => {
    await lockHousehold(tx, who.tenant, householdId)
    const head = await findFileHead(tx, who.tenant, householdId)
    if (head === undefined) throw householdRefusals.notFound()
    const directory = regions.directory()
    const to = directory.get(place)
    await addChanges(tx, who.tenant, clock.now(), [
      {
        id: newId(),
        householdId,
        placeId: head.placeId,
        byId: who.id,
        byName: who.name,
        kind: 'handed-over',
        reason: why,
        summary: { from: head.placeId, to: directory.label(to.code, 'town') },
      },
    ])
    // Whatever other modules keep about the household follows it: they hear of it.
    await announce(tx, {
      tenant: who.tenant,
      kind: 'households.handed-over',
      about: householdId,
      version: await countChanges(tx, who.tenant, householdId),
      codes: { place: to.placeId },
    })
    await movePlace(tx, who.tenant, householdId, to.placeId)
    await documents.follow(tx, who.tenant, householdId, to.placeId)
    await audit.record(tx, who, {
      action: 'households.handed-over',
      about: { kind: 'household', id: householdId },
      before: { place: head.placeId },
      after: { place: to.placeId },
      reason: why,
    })
  }
