import { readFile } from 'node:fs/promises'
import { v7 } from 'uuid'
import { refusing, type PlaceId, type Tx } from '#platform/db/index.ts'
import type { Caller, UploadedFile } from '#platform/http/contract.ts'
import {
  documentKinds,
  documentKindOf,
  documentRefusals,
  readPaper,
  type SafePaper,
} from '#registry/documents/index.ts'
import type { IntakeNeeds } from './needs.ts'
import { insertPaper, readDraftPapers, type PaperRecord } from './paper-store.ts'
import { intakeRefusals } from './refusals.ts'
import type { PaperGiven } from './wire.ts'

/** Whose application a paper comes to. */
export interface PaperTarget {
  readonly draftId: string
  readonly caseId: string | null
  readonly householdId: string | null
  readonly placeId: PlaceId
  readonly memberKeys: readonly string[]
}

export interface PaperWish {
  readonly kind: string
  /** Empty: of the household. */
  readonly memberKey: string
  readonly sha256: string
  readonly paper: SafePaper
}

/** Reads an upload before the transaction begins: what is no paper is refused and nothing is kept. @throws what readPaper refuses */
export async function readUpload(file: UploadedFile | undefined): Promise<{ paper: SafePaper; sha256: string }> {
  if (file === undefined) throw documentRefusals.empty({ name: '' }, 'file')
  const paper = await readPaper({ name: file.name, bytes: await readFile(file.path) })
  return { paper, sha256: file.sha256 }
}

/** Keeps a paper with an application. @throws unknownPaper, unknownMember, samePaper */
export async function takePaper(
  tx: Tx,
  who: Caller,
  target: PaperTarget,
  { kind, memberKey, sha256, paper }: PaperWish,
  { documents, clock }: Pick<IntakeNeeds, 'documents' | 'clock'>,
): Promise<PaperGiven> {
  if (!documentKinds.some((known) => known === kind)) throw intakeRefusals.unknownPaper({ kind }, 'kind')
  if (memberKey !== '' && !target.memberKeys.includes(memberKey)) throw intakeRefusals.unknownMember({}, 'memberKey')
  const before = await readDraftPapers(tx, who.tenant, target.draftId)
  const same = before.find((one) => one.sha256 === sha256)
  if (same !== undefined) throw intakeRefusals.samePaper({ kind: documentKindOf(same.kind).zh }, 'file')
  const kept = await documents.keep(tx, who, {
    ...{ householdId: target.householdId, place: target.placeId, kind, retention: 'case', archiveNumber: null },
    ...{ name: paper.name, mediaType: paper.mediaType, bytes: paper.bytes },
  })
  const record = {
    ...{ id: v7(), draftId: target.draftId, caseId: target.caseId, kind, documentId: kept.id, sha256 },
    ...{ memberKey: memberKey === '' ? null : memberKey, addedAt: clock.now(), addedBy: who.name },
  }
  // Two uploads of one photo at once: the second one meets the first here.
  await refusing(
    { paper_is_given_once: () => intakeRefusals.samePaper({ kind: documentKindOf(kind).zh }, 'file') },
    insertPaper(tx, who.tenant, { ...record, placeId: target.placeId }),
  )
  return givenOf(record)
}

export async function papersOfDraft(tx: Tx, who: Pick<Caller, 'tenant'>, draftId: string): Promise<PaperGiven[]> {
  return (await readDraftPapers(tx, who.tenant, draftId)).map(givenOf)
}

function givenOf(record: PaperRecord): PaperGiven {
  const { zh, en } = documentKindOf(record.kind)
  return {
    ...{ id: record.id, documentId: record.documentId, kind: record.kind, words: { zh, en } },
    ...{ memberKey: record.memberKey, addedAt: record.addedAt.toISOString(), addedBy: record.addedBy },
  }
}
