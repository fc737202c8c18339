import { readFile } from 'node:fs/promises'
import { v7 as uuid } from 'uuid'
import type { Tx } from '#platform/db/contract.ts'
import type { Caller, UploadedFile } from '#platform/http/contract.ts'
import { readPaper } from '#registry/documents/index.ts'
import { insertPhoto, readPhotos, removePhoto } from './photo-store.ts'
import { surveyRefusals } from './refusals.ts'
import { getDraft, getSurvey, type SurveyNeeds } from './service.ts'
import { saveFamily, savePaper, signInvestigator, type SurveyRow } from './survey-store.ts'

export const familyUse = (id: string): string => `home_survey.survey.family:${id}`

async function keep(
  needs: SurveyNeeds,
  tx: Tx,
  who: Caller,
  row: SurveyRow,
  paper: { readonly kind: string; readonly name: string; readonly bytes: Buffer },
) {
  const safe = await readPaper(paper)
  return needs.documents.keep(tx, who, {
    ...{ householdId: row.householdId, place: row.placeId, kind: paper.kind, name: safe.name },
    ...{ mediaType: safe.mediaType, bytes: safe.bytes, retention: 'case', archiveNumber: row.caseNumber },
  })
}

/** @throws notFound, finished, and what reading a photo refuses */
export async function addPhoto(
  needs: SurveyNeeds,
  tx: Tx,
  who: Caller,
  { id, section, file }: { readonly id: string; readonly section: string; readonly file: UploadedFile },
): Promise<string> {
  const row = await getDraft(tx, who, id)
  if (!row.form.sections.some((one) => one.name === section && one.photos)) throw surveyRefusals.unknownField()
  const kept = await keep(needs, tx, who, row, {
    ...{ kind: 'survey-photo', name: file.name },
    bytes: await readFile(file.path),
  })
  const before = (await readPhotos(tx, who.tenant, id)).find(
    (photo) => photo.documentId === kept.id && photo.section === section,
  )
  if (before) return before.id
  const photo = uuid()
  const at = needs.clock.now()
  await insertPhoto(tx, who.tenant, id, { id: photo, section, name: kept.name, documentId: kept.id, at })
  return photo
}

/** @throws notFound, finished, photoNotFound */
export async function dropPhoto(tx: Tx, who: Caller, { id, photo }: { id: string; photo: string }): Promise<void> {
  await getDraft(tx, who, id)
  if (!(await removePhoto(tx, who.tenant, id, photo))) throw surveyRefusals.photoNotFound()
}

/** A photo of the form, or the scanned sheet; the look is written down. @throws notFound, photoNotFound */
export async function openPicture(
  needs: SurveyNeeds,
  tx: Tx,
  who: Caller,
  { id, photo }: { readonly id: string; readonly photo: string },
) {
  const row = await getSurvey(tx, who, id)
  const found =
    photo === row.paper ? photo : (await readPhotos(tx, who.tenant, id)).find((one) => one.id === photo)?.documentId
  if (found === undefined) throw surveyRefusals.photoNotFound()
  return needs.documents.open(tx, who, found)
}

/** The signed sheet. It stands for every signature on it. @throws notFound, finished, and what reading it refuses */
export async function addPaper(
  needs: SurveyNeeds,
  tx: Tx,
  who: Caller,
  { id, file }: { readonly id: string; readonly file: UploadedFile },
): Promise<string> {
  const row = await getDraft(tx, who, id)
  const kept = await keep(needs, tx, who, row, {
    ...{ kind: 'survey-form', name: file.name },
    bytes: await readFile(file.path),
  })
  await savePaper(tx, who.tenant, id, kept.id)
  return kept.id
}

export interface Signature {
  readonly version: number
  /** An investigator's id, or `family`. */
  readonly who: string
  readonly name: string
  /** `data:image/png;base64,…` */
  readonly png: string
}

const pngHead = 'data:image/png;base64,'

/** @throws notFound, finished, changedMeanwhile, badSignature, notAnInvestigator, familyNameNeeded */
export async function sign(
  needs: SurveyNeeds,
  tx: Tx,
  who: Caller,
  { id, signature }: { readonly id: string; readonly signature: Signature },
): Promise<void> {
  const row = await getDraft(tx, who, id)
  if (row.version !== signature.version) throw surveyRefusals.changedMeanwhile()
  if (!signature.png.startsWith(pngHead)) throw surveyRefusals.badSignature({}, 'png')
  const bytes = Buffer.from(signature.png.slice(pngHead.length), 'base64')
  const isFamily = signature.who === 'family'
  if (isFamily && signature.name === '') throw surveyRefusals.familyNameNeeded({}, 'name')
  if (!isFamily && !row.investigators.some((one) => one.id === signature.who))
    throw surveyRefusals.notAnInvestigator({}, 'who')
  const kept = await keep(needs, tx, who, row, {
    ...{ kind: 'signature', bytes },
    name: `${row.caseNumber}-入户调查签名.png`,
  })
  const at = needs.clock.now()
  if (isFamily) {
    const box = await needs.vault.boxOf(who.tenant)
    const words = box.seal(signature.name, familyUse(id))
    await saveFamily(tx, who.tenant, id, { state: 'signed', words, at, signature: kept.id })
  } else await signInvestigator(tx, who.tenant, id, { officer: signature.who, at, signature: kept.id })
  await needs.audit.record(tx, who, {
    action: 'home-survey.signed',
    about: { kind: 'home-survey', id },
    after: { who: signature.who, version: row.version },
  })
}

/** The family would not sign: the reason stands in its place (57号: the form is signed by both sides). @throws notFound, finished */
export async function refuseToSign(
  needs: SurveyNeeds,
  tx: Tx,
  who: Caller,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<void> {
  await getDraft(tx, who, id)
  const box = await needs.vault.boxOf(who.tenant)
  const words = box.seal(reason, familyUse(id))
  await saveFamily(tx, who.tenant, id, { state: 'refused', words, at: needs.clock.now(), signature: null })
  await needs.audit.record(tx, who, { action: 'home-survey.family-refused', about: { kind: 'home-survey', id } })
}
