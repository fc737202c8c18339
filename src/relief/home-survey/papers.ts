import { readFile } from 'node:fs/promises'
import { v7 as uuid } from 'uuid'
import type { Tx } from '#platform/db/contract.ts'
import type { Caller, UploadedFile } from '#platform/http/contract.ts'
import { readPaper, type SafePaper } from '#registry/documents/index.ts'
import { insertPhoto, readPhotos, removePhoto } from './photo-store.ts'
import { surveyRefusals } from './refusals.ts'
import { getDraft, getSurvey, type SurveyNeeds } from './service.ts'
import { saveFamily, savePaper, signInvestigator, type SurveyRow } from './survey-store.ts'

export const familyUse = (id: string): string => `home_survey.survey.family:${id}`

const pngHead = 'data:image/png;base64,'

/** Unpacks what was handed in; done before a transaction is open. @throws what reading a photo refuses */
export const unpackFile = async (file: UploadedFile): Promise<SafePaper> =>
  readPaper({ name: file.name, bytes: await readFile(file.path) })

/** What a finger drew, unpacked. @throws badSignature, and what reading a photo refuses */
export async function unpackSignature({ png }: { readonly png: string }): Promise<SafePaper> {
  if (!png.startsWith(pngHead)) throw surveyRefusals.badSignature({}, 'png')
  return readPaper({ name: '入户调查签名.png', bytes: Buffer.from(png.slice(pngHead.length), 'base64') })
}

const keep = (
  needs: SurveyNeeds,
  tx: Tx,
  who: Caller,
  { row, kind, name, paper }: { row: SurveyRow; kind: string; name: string; paper: SafePaper },
) =>
  needs.documents.keep(tx, who, {
    ...{ householdId: row.householdId, place: row.placeId, kind, name },
    ...{ mediaType: paper.mediaType, bytes: paper.bytes, retention: 'case', archiveNumber: row.caseNumber },
  })

/** @throws notFound, finished, unknownField */
export async function addPhoto(
  needs: SurveyNeeds,
  tx: Tx,
  who: Caller,
  { id, section, paper }: { readonly id: string; readonly section: string; readonly paper: SafePaper },
): Promise<string> {
  const row = await getDraft(tx, who, id)
  if (!row.form.sections.some((one) => one.name === section && one.photos)) throw surveyRefusals.unknownField()
  const kept = await keep(needs, tx, who, { row, kind: 'survey-photo', name: paper.name, paper })
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

export interface SignedSheet {
  readonly id: string
  readonly paper: SafePaper
  /** Investigators whose signatures are on it. */
  readonly signers: readonly string[]
  /** Who of the family signed; empty: nobody did. */
  readonly family: string
}

/**
 * The signed sheet, and whose signatures are on it: it stands for those who are named, and for nobody else.
 *
 * @throws notFound, finished, nobodyOnPaper, notAnInvestigator
 */
export async function addPaper(
  needs: SurveyNeeds,
  tx: Tx,
  who: Caller,
  { id, paper, signers, family }: SignedSheet,
): Promise<string> {
  const row = await getDraft(tx, who, id)
  if (signers.length === 0 && family === '') throw surveyRefusals.nobodyOnPaper({}, 'signers')
  if (signers.some((signer) => !row.investigators.some((one) => one.id === signer)))
    throw surveyRefusals.notAnInvestigator({}, 'signers')
  const kept = await keep(needs, tx, who, { row, kind: 'survey-form', name: paper.name, paper })
  await savePaper(tx, who.tenant, id, kept.id)
  const at = needs.clock.now()
  for (const officer of signers)
    await signInvestigator(tx, who.tenant, id, { officer, at, signature: kept.id, onPaper: true, by: who.id })
  if (family !== '') await signFamily(needs, tx, who, { id, name: family, signature: kept.id })
  await needs.audit.record(tx, who, {
    action: 'home-survey.signed-on-paper',
    about: { kind: 'home-survey', id },
    after: { signers: [...signers], family: family !== '', version: row.version, document: kept.id },
  })
  return kept.id
}

async function signFamily(
  needs: SurveyNeeds,
  tx: Tx,
  who: Caller,
  { id, name, signature }: { readonly id: string; readonly name: string; readonly signature: string },
): Promise<void> {
  const box = await needs.vault.boxOf(who.tenant)
  const words = box.seal(name, familyUse(id))
  await saveFamily(tx, who.tenant, id, { state: 'signed', words, at: needs.clock.now(), signature })
}

export interface Signature {
  readonly version: number
  /** The investigator who is signed in, or `family`. */
  readonly who: string
  readonly name: string
  readonly drawn: SafePaper
}

/**
 * Drawn on the phone: an investigator with their own account, the family on the phone of who visits.
 *
 * @throws notFound, finished, changedMeanwhile, notAnInvestigator, signsForAnother, familyNameNeeded
 */
export async function sign(
  needs: SurveyNeeds,
  tx: Tx,
  who: Caller,
  { id, signature }: { readonly id: string; readonly signature: Signature },
): Promise<void> {
  const row = await getDraft(tx, who, id)
  if (row.version !== signature.version) throw surveyRefusals.changedMeanwhile()
  const isFamily = signature.who === 'family'
  if (isFamily && signature.name === '') throw surveyRefusals.familyNameNeeded({}, 'name')
  const signer = row.investigators.find((one) => one.id === signature.who)
  if (!isFamily && signer === undefined) throw surveyRefusals.notAnInvestigator({}, 'who')
  if (signer !== undefined && signer.id !== who.id) throw surveyRefusals.signsForAnother({ name: signer.name }, 'who')
  const name = `${row.caseNumber}-入户调查签名.png`
  const kept = await keep(needs, tx, who, { row, kind: 'signature', name, paper: signature.drawn })
  if (isFamily) await signFamily(needs, tx, who, { id, name: signature.name, signature: kept.id })
  else
    await signInvestigator(tx, who.tenant, id, {
      ...{ officer: who.id, at: needs.clock.now(), signature: kept.id, onPaper: false, by: who.id },
    })
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
