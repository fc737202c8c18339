import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Clock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import type { Caller, UploadedFile } from '#platform/http/contract.ts'
import { systemCaller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import type { TestDatabase } from '#platform/testing/index.ts'
import { createDocuments } from '#registry/documents/index.ts'
import type { Fact, MemberEntry } from '#registry/households/index.ts'
import type { Case, Decision } from '#relief/casework/index.ts'
import { caseGround, entryOf, member, policyFolder } from '#relief/casework/testing.ts'
import { drawCode, writeCode, type PaperCode } from './code/paper-code.ts'
import type { PaperSources } from './contract.ts'
import { letterFollower, letterGate } from './letter/make-letter.ts'
import { loadRemedies } from './letter/remedies.ts'
import type { PaperNeeds } from './needs.ts'
import { createPapers } from './papers.ts'
import { createPrinter } from './print/printer.ts'

export { sampleLetter } from './template/sample-letter.ts'

/** Papers over real cases in a test database. Close the printer at the end. */
export async function paperGround(
  database: Pick<TestDatabase, 'db' | 'owner'>,
  setting: { readonly folder: string; readonly clock: Clock; readonly sources?: PaperSources },
) {
  const { folder, clock, sources = {} } = setting
  const printer = createPrinter({ officeFonts: null })
  const late: { needs: PaperNeeds | null } = { needs: null }
  const ground = await caseGround(database, {
    ...{ folder, clock },
    gates: () => (late.needs === null ? [] : [letterGate(late.needs)]),
    followers: () => (late.needs === null ? [] : [letterFollower(late.needs)]),
  })
  const { cases, regions, audit } = ground
  const vault = await openVault({ db: database.db, keysFile: join(folder, 'keys'), dataDir: null })
  const needs: PaperNeeds = {
    ...{ ...ground.needs, db: database.db, printer, audit, cases: () => cases, sources: () => sources },
    vault,
    documents: createDocuments({ clock, audit }),
    directory: () => regions.directory(),
    officeName: () => Promise.resolve('青禾县民政局'),
    programmeTitle: (programme) => programme,
    hotline: '12345',
    remedies: loadRemedies(policyFolder),
  }
  late.needs = needs
  return { ...ground, vault, paperNeeds: needs, papers: createPapers(needs), printer, folder }
}
export type PaperGround = Awaited<ReturnType<typeof paperGround>>

/** Words that may stand on no letter: a child's name, an illness, what somebody wrote about it. */
export const canary = { child: '居民丙九九零三', illness: '尿毒症金丝雀', wife: '居民乙九九零二' } as const

/** Husband, wife and a sick child; `wages` fen a month. */
export function familyOf(serial: number, wages: number): readonly MemberEntry[] {
  const ill: Fact<boolean> = {
    value: true,
    source: { kind: 'declared', zh: canary.illness, on: member(serial).bornOn!.source.on },
  }
  return [
    member(serial, { wages }),
    member(serial + 1, { name: canary.wife, relation: 'spouse' }),
    member(serial + 2, { name: canary.child, relation: 'child', seriousIllness: ill }),
  ]
}

export interface Decided {
  readonly one: Case
  readonly decision: Decision
  readonly clerk: Caller
}

/** From the first word to the second signature: granted where the sum says so, refused where it does not. */
export async function decided(
  { cases, officer, record, open, assess, needs, tenant }: PaperGround,
  wish: { readonly serial: number; readonly outcome: 'confirmed' | 'refused'; readonly where?: Caller['places'] },
): Promise<Decided> {
  const { serial, outcome } = wish
  const clerk = officer('c1', 'town-clerk', wish.where)
  const [first, second] = [officer('r1', 'county-reviewer'), officer('r2', 'county-reviewer')]
  const family = await record(
    entryOf(`QH-${String(serial).padStart(4, '0')}`, familyOf(serial, outcome === 'confirmed' ? 30_000 : 900_000), {
      deposits: { value: fen(0n), source: { kind: 'listed', zh: canary.illness, on: needs.clock.today() } },
    }),
  )
  const within = <Result>(who: Caller, work: Parameters<typeof who.transaction<Result>>[1]) =>
    who.transaction(needs.db, work)
  const opened = await open(clerk, { householdId: family.householdId, applicantId: family.memberIds[0]! })
  const { id } = opened
  const version = async (): Promise<number> => (await within(clerk, (tx) => cases.get(tx, clerk, id))).version
  await within(clerk, async (tx) => cases.move(tx, clerk, id, { move: 'accept', version: opened.version }))
  const assessmentId = await assess(clerk, family.householdId)
  const proposal = outcome === 'confirmed' ? 'grant' : 'refuse'
  const given = { version: await version(), proposal, assessmentId, why: '收入与当地标准相比' } as const
  await within(clerk, (tx) => cases.giveOpinion(tx, clerk, id, given))
  const system = systemCaller('notice', tenant)
  if (outcome === 'confirmed') {
    const ended = { move: 'notice-ended', version: await version() } as const
    await within(system, (tx) => cases.move(tx, system, id, ended))
  }
  const proposing = { version: await version(), outcome, assessmentId, amount: null, why: '同意', override: null }
  const proposed = await within(first, (tx) => cases.proposeDecision(tx, first, id, proposing))
  const approving = { version: await version(), proposalId: proposed.proposal.id }
  const done = await within(second, (tx) => cases.approveDecision(tx, second, id, approving))
  return { one: done.case, decision: done.decision, clerk }
}

/** A photo of a signed page: white, with the code in its upper right corner. */
export async function photographed(ground: PaperGround, code: PaperCode | string | null): Promise<UploadedFile> {
  const text =
    code === null || typeof code === 'string'
      ? code
      : writeCode(code, (said) => ground.paperNeeds.vault.lookup('paper-code', said))
  const page = sharp({ create: { width: 1240, height: 1754, channels: 3, background: '#fdfdfb' } })
  const stamp =
    text === null
      ? null
      : await sharp(Buffer.from(drawCode(text)), { density: 300 })
          .resize(260, 260)
          .png()
          .toBuffer()
  const bytes = await page
    .composite(stamp === null ? [] : [{ input: stamp, left: 900, top: 90 }])
    .jpeg()
    .toBuffer()
  const path = join(mkdtempSync(join(ground.folder, 'scan-')), 'scan.jpg')
  writeFileSync(path, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { field: 'file', name: '签好的.jpg', path, bytes: bytes.length, sha256 }
}
export { readPdf } from './testing-pdf.ts'
