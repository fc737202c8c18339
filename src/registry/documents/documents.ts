import { createHash } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Documents } from './contract.ts'
import {
  addContent,
  addDocument,
  attachDocuments,
  findDocument,
  findSame,
  moveDocuments,
  readContent,
  readDocumentsOf,
} from './document-store.ts'
import { documentRefusals } from './refusals.ts'
import { documentBytesMax } from './safe-paper.ts'

export const createDocuments = ({ clock, audit }: { clock: Clock; audit: Audit }): Documents => ({
  keep: async (tx, who, { bytes, ...draft }) => {
    if (bytes.length === 0) throw documentRefusals.empty({ name: draft.name })
    if (bytes.length > documentBytesMax) throw documentRefusals.tooLarge({ name: draft.name })
    const sha256 = createHash('sha256').update(bytes).digest()
    const same = await findSame(tx, who.tenant, { sha256, kind: draft.kind, householdId: draft.householdId })
    if (same !== undefined) return { ...same, isKnown: true }
    const id = uuid()
    await addContent(tx, who.tenant, sha256, bytes)
    await addDocument(tx, who.tenant, { ...draft, id, size: bytes.length, sha256, at: clock.now(), by: who })
    await audit.record(tx, who, {
      action: 'documents.kept',
      about: { kind: 'document', id },
      after: { kind: draft.kind, sha256: sha256.toString('hex'), householdId: draft.householdId },
    })
    return { ...given(await findDocument(tx, who.tenant, id), 'the document just kept'), isKnown: false }
  },
  ofHousehold: readDocumentsOf,
  attach: attachDocuments,
  follow: moveDocuments,
  open: async (tx, who, id) => {
    const row = await findDocument(tx, who.tenant, id)
    if (row === undefined) throw documentRefusals.notFound()
    const bytes = given(await readContent(tx, who.tenant, row.sha256), 'the bytes of a document')
    await audit.recordRead(tx, who, { act: 'read', action: 'documents.opened', about: { kind: 'document', id } })
    return { row, bytes }
  },
})
