import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { day } from '#platform/clock/index.ts'
import { sqlStateOf, type Tx } from '#platform/db/index.ts'
import { must, type Refusal } from '#platform/errors/index.ts'
import type { Caller, UploadedFile } from '#platform/http/contract.ts'
import type { DryRun, RunCard } from './contract.ts'
import { writeAnnotated } from './files/annotated.ts'
import { isColumnName } from './columns/columns.ts'
import { rosterRefusals } from './refusals.ts'
import { commitTrial, entryOfTrial, isPlaced, outliving, trialSetting, type CommitNeeds } from './run/commit.ts'
import { reportOf, type Report } from './run/report.ts'
import {
  findRun,
  findRunForUpdate,
  findSameRun,
  forgetFiles,
  insertFile,
  insertRun,
  readFiles,
  recentRuns,
  saveRun,
  type RunRecord,
} from './run/run-store.ts'
import { fileUse, readTrial, reportUse, withOpenFiles, type InputFile, type TrialHousehold } from './run/trial.ts'

export interface RosterNeeds extends CommitNeeds {
  /** Region of the bureau: whose law its lists are checked by. */
  readonly regionOf: (who: Caller) => Promise<string>
  /** Goes on after the answer has left; failures are logged by whoever gives this. */
  readonly goOn: (work: () => Promise<void>) => void
}

export interface RosterService {
  readonly runs: (who: Caller) => Promise<RunCard[]>
  /** The same file by the same rules opens the run that stands. @throws what reading a list may refuse */
  readonly upload: (
    who: Caller,
    file: UploadedFile | undefined,
    wish: { programme: string; lawOn: string },
  ) => Promise<{ id: string }>
  /** @throws notFound */
  readonly read: (who: Caller, id: string) => Promise<DryRun>
  /** Everything the dry run found, for pages and lists. @throws notFound, fileGone */
  readonly report: (who: Caller, id: string) => Promise<Report>
  /** @throws notFound, notRead */
  readonly choose: (who: Caller, id: string, choice: { column: string; value: string }) => Promise<DryRun>
  /** @throws notFound, notRead, noFile, and what reading a list may refuse */
  readonly repair: (who: Caller, id: string, file: UploadedFile | undefined) => Promise<{ id: string }>
  /** Begins to record and assess. Asked again it changes nothing. @throws notFound, notRead, nothingReady */
  readonly commit: (who: Caller, id: string) => Promise<{ id: string }>
  /** @throws notFound, notRead */
  readonly discard: (who: Caller, id: string) => Promise<{ id: string }>
  /** The person's own sheet with the error column, as bytes. @throws notFound, fileGone */
  readonly annotated: (who: Caller, id: string, heldOnly: boolean) => Promise<{ name: string; bytes: Buffer }>
}

export function createRosterService(needs: RosterNeeds): RosterService {
  const { db, clock, audit } = needs
  const reading = (who: Caller, id: string): Promise<DryRun> =>
    who.transaction(db, async (tx) => {
      const run = await getRun(tx, who, id)
      return dryRunOf(run, await openReport(who, run, needs))
    })
  return {
    runs: (who) => who.transaction(db, async (tx) => (await recentRuns(tx, who)).map(cardOf)),
    upload: async (who, file, wish) => {
      if (!file) throw rosterRefusals.noFile({}, 'file')
      const lawOn = day(wish.lawOn)
      const region = await needs.regionOf(who)
      return who.transaction(db, async (tx) => {
        const draft = { fileHash: file.sha256, programme: wish.programme, lawOn }
        const same = await findSameRun(tx, who, draft)
        if (same) return { id: same.id }
        const id = v7()
        await insertRun(tx, who, { ...draft, id, fileName: file.name.slice(0, 200), region, at: clock.now() })
        await keepFile(tx, who, { id, ordinal: 0, file, needs })
        await readAgain(tx, who, await getRun(tx, who, id), needs)
        const about = { kind: 'roster-run', id }
        await audit.record(tx, who, { action: 'roster.read-on-trial', about, reason: `名单体检：${file.name}` })
        return { id }
      })
    },
    read: reading,
    report: (who, id) =>
      who.transaction(db, async (tx) => {
        const report = await openReport(who, await getRun(tx, who, id), needs)
        if (!report) throw rosterRefusals.fileGone()
        return report
      }),
    choose: async (who, id, { column, value }) => {
      const [name = ''] = value.split(':')
      if (name !== 'none' && !isColumnName(name)) throw rosterRefusals.notRead()
      await who.transaction(db, async (tx) => {
        const run = await getReadRun(tx, who, id)
        const choices = { ...run.choices, [column]: value }
        await saveRun(tx, who.tenant, id, { choices, at: clock.now() })
        await readAgain(tx, who, { ...run, choices }, needs)
      })
      return reading(who, id)
    },
    repair: async (who, id, file) => {
      if (!file) throw rosterRefusals.noFile({}, 'file')
      await who.transaction(db, async (tx) => {
        const run = await getReadRun(tx, who, id)
        const { length } = await readFiles(tx, who.tenant, id)
        await keepFile(tx, who, { id, ordinal: length, file, needs })
        await readAgain(tx, who, run, needs)
      })
      return { id }
    },
    commit: async (who, id) => {
      const run = await who.transaction(db, async (tx) => {
        const found = await findRunForUpdate(tx, who, id)
        if (!found) throw rosterRefusals.notFound()
        if (found.state === 'running' || found.state === 'assessed') return null
        if (found.state !== 'read') throw rosterRefusals.notRead()
        if (!found.households) throw rosterRefusals.nothingReady()
        const reach = who.places === 'all' ? {} : { places: who.places }
        await saveRun(tx, who.tenant, id, { state: 'running', done: 0, at: clock.now(), ...reach })
        return found
      })
      if (run) needs.goOn(() => goThrough(outliving(who), run, needs))
      return { id }
    },
    discard: async (who, id) => {
      await who.transaction(db, async (tx) => {
        await getReadRun(tx, who, id)
        await forgetFiles(tx, who.tenant, id)
        await saveRun(tx, who.tenant, id, { state: 'discarded', at: clock.now(), report: Buffer.alloc(0) })
      })
      return { id }
    },
    annotated: (who, id, heldOnly) => annotate(who, id, { heldOnly, needs }),
  }
}

/** The commit may be asked for inside a transaction that is not closed yet: the work waits until everybody sees it. */
export async function goThrough(who: Caller, { id }: Pick<RunRecord, 'id'>, needs: CommitNeeds): Promise<void> {
  const { db, clock } = needs
  const find = (): Promise<RunRecord | undefined> => who.transaction(db, (tx) => findRun(tx, who, id))
  let run = await find()
  for (let tries = 0; run?.state !== 'running' && tries < 50; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    run = await find()
  }
  // The transaction was undone: nobody asked for anything.
  if (run?.state !== 'running') return
  try {
    await commitTrial(who, run, needs)
  } catch (error) {
    const says = sqlStateOf(error)
      ? { zh: '数据库暂时没有接住，几分钟后自动接着做', en: 'The database did not answer; it goes on by itself' }
      : {
          zh: '没有做完，已经存的都在，几分钟后自动接着做',
          en: 'Not finished; what is recorded stays, it goes on by itself',
        }
    await who.transaction(db, (tx) => saveRun(tx, who.tenant, id, { says, at: clock.now() }))
    throw error
  }
}

async function getRun(tx: Tx, who: Caller, id: string): Promise<RunRecord> {
  const run = await findRun(tx, who, id)
  if (!run) throw rosterRefusals.notFound()
  return run
}

/** For a change: locked, and still on trial. */
async function getReadRun(tx: Tx, who: Caller, id: string): Promise<RunRecord> {
  const run = await findRunForUpdate(tx, who, id)
  if (!run) throw rosterRefusals.notFound()
  if (run.state !== 'read') throw rosterRefusals.notRead()
  return run
}

async function keepFile(
  tx: Tx,
  who: Caller,
  { id, ordinal, file, needs }: { id: string; ordinal: number; file: UploadedFile; needs: RosterNeeds },
): Promise<void> {
  const box = await needs.vault.boxOf(who.tenant)
  const bytes = box.seal((await readFile(file.path)).toString('base64'), fileUse(id, ordinal))
  await insertFile(tx, who.tenant, { runId: id, ordinal, name: file.name.slice(0, 200), hash: file.sha256, bytes })
}

/** Reads all files of the run on trial and keeps what was found. Nothing of the households is recorded. */
async function readAgain(tx: Tx, who: Caller, run: RunRecord, needs: RosterNeeds): Promise<void> {
  const { clock, vault, directory, households } = needs
  const box = await vault.boxOf(who.tenant)
  const files = await readFiles(tx, who.tenant, run.id)
  await withOpenFiles({ files, box, runId: run.id }, async (inputs: readonly InputFile[]) => {
    const trial = await readTrial(inputs, trialSetting(run, clock, directory()))
    for (const one of trial.households) {
      if (!one.household.isHeld && !isPlaced(one, directory()))
        hold(one, rosterRefusals.placeOutside({ number: one.household.number }))
    }
    const ready = trial.households.filter(({ household }) => !household.isHeld)
    const previews = await households.preview(
      tx,
      who,
      ready.map((one) => entryOfTrial(one, run)),
      new Set(trial.households.map(({ household }) => household.number)),
    )
    must(previews.length === ready.length, 'every entry has a preview')
    previews.forEach(({ refusal }, index) => {
      if (refusal) hold(ready[index]!, refusal)
    })
    const listed = new Set(previews.flatMap(({ householdId }) => householdId ?? []))
    const numbers = new Set(trial.households.map(({ household }) => household.number))
    const absent = (await households.idsOf(tx, who.tenant))
      .filter(({ id, number }) => !listed.has(id) && !numbers.has(number))
      .map(({ id, number }) => ({ householdId: id, number }))
    const report = await reportOf(trial, inputs, { previews, absent })
    await saveRun(tx, who.tenant, run.id, {
      state: 'read',
      households: report.ready.households,
      report: box.seal(JSON.stringify(report), reportUse(run.id)),
      at: clock.now(),
    })
  })
}

/** What only the registry knows holds a household as a bad cell does. */
function hold({ household }: TrialHousehold, refusal: Refusal): void {
  household.rows[0]?.problems.push({ column: null, refusal })
  household.isHeld = true
}

async function openReport(who: Caller, run: RunRecord, { vault }: RosterNeeds): Promise<Report | null> {
  if (run.report === null || run.report.length === 0) return null
  const box = await vault.boxOf(who.tenant)
  return JSON.parse(box.open(run.report, reportUse(run.id))) as Report
}

const cardOf = (run: RunRecord): RunCard => ({
  id: run.id,
  file: run.file_name,
  at: run.created_at.toISOString(),
  programme: run.programme,
  lawOn: run.law_on,
  households: run.households,
  state: run.state,
  says: run.says_zh === null ? null : { zh: run.says_zh, en: run.says_en ?? run.says_zh },
})

const badRowsShownMax = 50
const nothing = { households: 0, persons: 0 }

function dryRunOf(run: RunRecord, report: Report | null): DryRun {
  const { id, file, lawOn, state, says } = cardOf(run)
  const { absent, badRows, ...found } = report ?? {
    ...{ sheet: null, rows: 0, ready: nothing, held: { ...nothing, badRows: 0 }, mended: [], matched: null },
    ...{ columns: [], lacking: [], guesses: [], heldHouseholds: [], badRows: [], absent: null },
  }
  return {
    ...{ id, file, lawOn, state, says },
    ...found,
    badRows: badRows.slice(0, badRowsShownMax),
    absent: absent?.length ?? null,
    progress: state === 'running' ? { done: run.done, all: run.households ?? 0 } : null,
  }
}

async function annotate(
  who: Caller,
  id: string,
  { heldOnly, needs }: { readonly heldOnly: boolean; readonly needs: RosterNeeds },
): Promise<{ name: string; bytes: Buffer }> {
  const { db, vault, clock, directory, audit } = needs
  const { run, files } = await who.transaction(db, async (tx) => {
    const found = await getRun(tx, who, id)
    const about = { kind: 'roster-run', id }
    await audit.recordRead(tx, who, {
      act: 'export',
      action: 'roster.annotated-downloaded',
      about,
      details: { heldOnly },
    })
    return { run: found, files: await readFiles(tx, who.tenant, id) }
  })
  const box = await vault.boxOf(who.tenant)
  return withOpenFiles({ files, box, runId: id }, async (inputs, folder) => {
    const [input] = inputs
    if (!input) throw rosterRefusals.fileGone()
    const trial = await readTrial([input], trialSetting(run, clock, directory()))
    const isCsv = !input.name.toLowerCase().endsWith('.xlsx')
    const name = `${input.name.replace(/\.\w+$/, '')}-${heldOnly ? '要改的行' : '批注'}${isCsv ? '.csv' : '.xlsx'}`
    const output = join(folder, isCsv ? 'out.csv' : 'out.xlsx')
    await writeAnnotated(input, { roster: trial.first, output, heldOnly })
    return { name, bytes: await readFile(output) }
  })
}
