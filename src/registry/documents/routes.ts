import type { Db } from '#platform/db/index.ts'
import { file, purposeOf, route, type Route } from '#platform/http/index.ts'
import { openDocuments, openHealthPapers } from './access.ts'
import type { Documents } from './contract.ts'
import { documentKindOf } from './labels.ts'
import { documentRefusals } from './refusals.ts'
import * as wire from './wire.ts'

export const documentRoutes = ({ db, documents }: { readonly db: Db; readonly documents: Documents }): Route[] => [
  route({
    ...wire.openDocument,
    zh: '打开一份材料',
    en: 'Open a paper',
    may: openDocuments,
    run: async ({ who, params }) => {
      purposeOf(who)
      const { row, bytes } = await who.transaction(db, async (tx) => {
        const found = await documents.open(tx, who, params.id)
        // Who may not see illness learns nothing, not even that such a paper is there.
        if (documentKindOf(found.row.kind).isHealth && !who.may(openHealthPapers)) throw documentRefusals.notFound()
        return found
      })
      return file(row.name, row.mediaType, bytes)
    },
  }),
]
