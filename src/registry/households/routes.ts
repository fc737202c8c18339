import { readFile } from 'node:fs/promises'
import type { Audit } from '#platform/audit/index.ts'
import type { Db } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { file, purposeOf, route, type Caller, type Route } from '#platform/http/index.ts'
import { sheetTypes } from '#platform/sheets/index.ts'
import { keepDocuments, readPaper } from '#registry/documents/index.ts'
import { exportHouseholds, handOverHouseholds, readHouseholds, revealNumber } from './access.ts'
import type { Households } from './contract.ts'
import { exportRows, writeExport } from './export.ts'
import { householdRefusals } from './refusals.ts'
import * as wire from './wire.ts'

export interface HouseholdRouteNeeds {
  readonly db: Db
  readonly audit: Audit
  readonly households: Households
}

export const householdRoutes = ({ db, audit, households }: HouseholdRouteNeeds): Route[] => [
  route({
    ...wire.listHouseholds,
    zh: '家庭名单',
    en: 'List of households',
    may: readHouseholds,
    run: ({ who, query }) => who.transaction(db, (tx) => households.list(tx, who, query)),
  }),
  route({
    ...wire.exportList,
    zh: '导出家庭名单',
    en: 'Export the list of households',
    may: exportHouseholds,
    run: async ({ who, query: { format = 'csv', ...query } }) => {
      const rows = await who.transaction(db, (tx) => exportRows(tx, who, query, { households, audit }))
      return file(`households.${format}`, sheetTypes[format], await writeExport(rows, format, who.language))
    },
  }),
  route({
    ...wire.searchHouseholds,
    zh: '查户、查人',
    en: 'Search households and people',
    may: readHouseholds,
    run: ({ who, query }) => who.transaction(db, (tx) => households.search(tx, who, query.text)),
  }),
  route({
    ...wire.openHousehold,
    zh: '打开家庭档案',
    en: 'Open a household file',
    may: readHouseholds,
    run: ({ who, params, query }) => {
      purposeOf(who)
      return noting({ db, audit }, who, { kind: 'household', id: params.id }, () =>
        who.transaction(db, (tx) =>
          households.openFile(tx, who, params.id, query.on === undefined ? {} : { factsOn: query.on }),
        ),
      )
    },
  }),
  route({
    ...wire.revealPerson,
    zh: '查看完整证件号码',
    en: 'See the whole ID number',
    may: revealNumber,
    run: async ({ who, params }) => ({
      idNumber: await noting({ db, audit }, who, { kind: 'person', id: params.id }, () =>
        who.transaction(db, (tx) => households.revealIdNumber(tx, who, params.id)),
      ),
    }),
  }),
  route({
    ...wire.addPaper,
    zh: '给家庭档案添材料',
    en: 'Add a paper to a household file',
    may: keepDocuments,
    run: async ({ who, params, body, files }) => {
      const given = files[0]!
      const paper = await readPaper({ name: given.name, bytes: await readFile(given.path) })
      const kept = await who.transaction(db, (tx) => households.addPaper(tx, who, params.id, { ...paper, ...body }))
      return { id: kept.id, name: kept.name, isKnown: kept.isKnown, isStripped: paper.isStripped }
    },
  }),
  route({
    ...wire.handOverHousehold,
    zh: '移交家庭',
    en: 'Hand a household over',
    may: handOverHouseholds,
    run: async ({ who, params, body }) => {
      await who.transaction(db, (tx) => households.handOver(tx, who, params.id, body))
      return null
    },
  }),
]

/** A file that is not there or not theirs looks the same to the reader, and the audit keeps that they tried. */
async function noting<Result>(
  { db, audit }: Pick<HouseholdRouteNeeds, 'db' | 'audit'>,
  who: Caller,
  about: { readonly kind: string; readonly id: string },
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal && error.code === householdRefusals.notFound().code)
      await who.transaction(db, (tx) =>
        audit.recordRead(tx, who, { act: 'refused', action: 'households.not-found-or-not-allowed', about }),
      )
    throw error
  }
}
