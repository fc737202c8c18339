import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { PlaceId } from '#platform/db/index.ts'
import type { Regions } from '#registry/regions/index.ts'
import {
  procedureKey,
  readCaseCounts,
  readCaseList,
  type CaseListRow,
  type CountLine,
  type ListSetting,
} from './list-view.ts'
import type { ClockBeside } from './contract.ts'
import type { Words } from './labels.ts'
import type { CaseMove } from './moves.ts'
import { calendarIn, keptProcedure, type CaseNeeds } from './needs.ts'
import type { Procedure, Stage } from './procedure/procedure.ts'
import { readProcedureHashes } from './procedure-store.ts'
import type { CaseFilter, CaseRow } from './wire.ts'
import { placeOf, wordsOfStage } from './wire-words.ts'

export interface ListNeeds extends Pick<CaseNeeds, 'clock' | 'procedures' | 'clocksBeside'> {
  readonly regions: Pick<Regions, 'directory' | 'placesUnder'>
}

/** Moves that may be made but wait for nobody: they do not put a case on a person's own list. */
const besideTheWay: readonly CaseMove[] = [
  'withdraw',
  'end-non-cooperation',
  'record-complaint',
  'raise-objection',
  'reconsider',
  'send-back',
  'pause',
  'consent-second-grant',
]

/** Whether a stage waits for somebody with one of these roles. */
export const waitsFor = (stage: Stage, roles: readonly string[]): boolean =>
  Object.entries(stage.moves).some(
    ([move, rule]) => !besideTheWay.includes(move as CaseMove) && rule.who.some((role) => roles.includes(role)),
  )

/**
 * Procedures by the key their cases name: those kept with cases, word for word, and the files for cases from before that.
 * A case stands in the stage of its own procedure, whatever the file says today.
 */
async function proceduresOf(tx: Tx, { tenant }: Caller, { procedures }: ListNeeds): Promise<Procedures> {
  const found = new Map(procedures.all.map((procedure) => [procedureKey(procedure), procedure]))
  for (const hash of await readProcedureHashes(tx, tenant))
    found.set(hash, await keptProcedure(tx, tenant, hash, procedures))
  return found
}
type Procedures = ReadonlyMap<string, Procedure>

function settingOf(
  who: Caller,
  { place }: Pick<CaseFilter, 'place'>,
  { regions, clock }: ListNeeds,
  procedures: Procedures,
): ListSetting {
  const mine = [...procedures].flatMap(([procedure, { stages }]) =>
    [...stages.values()]
      .filter((stage) => stage.outcome === null && waitsFor(stage, who.roles))
      .map(({ name }) => ({ procedure, stage: name })),
  )
  const places: readonly PlaceId[] | null = place === undefined ? null : regions.placesUnder(place)
  return { tenant: who.tenant, today: clock.today(), places, mine }
}

export async function listCases(
  tx: Tx,
  who: Caller,
  filter: CaseFilter & { readonly page: number; readonly size: number },
  needs: ListNeeds,
): Promise<{ rows: CaseRow[]; count: number }> {
  const procedures = await proceduresOf(tx, who, needs)
  const setting = settingOf(who, filter, needs, procedures)
  const { rows, count } = await readCaseList(tx, setting, filter)
  const calendar = await calendarIn(tx, needs)
  const beside = await clocksOf(tx, who, rows, needs)
  const { today } = setting
  const rowOf = (row: CaseListRow): CaseRow => {
    const { procedure, words } = wordsOf(row, procedures)
    // A stopped clock has as many days left as when it was stopped.
    const stands = row.pausedSince ?? today
    const waits = row.pausedSince !== null && row.dueOn !== null && row.pausedSince < row.dueOn
    const dueOn = waits ? calendar.addWorkingDays(row.dueOn, calendar.workingDaysBetween(stands, today)) : row.dueOn
    const left = row.dueOn === null ? null : calendar.workingDaysBetween(stands, row.dueOn)
    const over = row.dueOn === null ? 0 : calendar.workingDaysBetween(row.dueOn, stands)
    return {
      ...{ id: row.id, number: row.number, programme: row.programme, programmeWords: procedure },
      ...{ householdId: row.householdId, householdNumber: row.householdNumber, applicant: row.applicant },
      ...placeOf(needs.regions.directory(), row.placeId),
      ...{ stage: row.stage, stageWords: words, openedOn: row.openedOn, acceptedOn: row.acceptedOn },
      ...{ dueOn, light: row.light, limitDays: row.limitDays, leftDays: left === null ? null : left - over },
      ...{ isPaused: row.pausedSince !== null, outcome: row.outcome, isMine: row.isMine, version: row.version },
      beside: (beside.get(row.id) ?? []).map(({ caseId: _, ...clock }) => clock),
    }
  }
  return { rows: rows.map(rowOf), count }
}

/** What else has to begin by a day, by case; of cases that are open. */
async function clocksOf(tx: Tx, who: Caller, rows: readonly CaseListRow[], { clocksBeside }: ListNeeds) {
  const open = rows.flatMap(({ id, outcome }) => (outcome === null ? [id] : []))
  const found: ClockBeside[] = []
  if (open.length > 0) for (const ask of clocksBeside?.() ?? []) found.push(...(await ask(tx, who, open)))
  return Map.groupBy(found, ({ caseId }) => caseId)
}

function wordsOf(
  { procedure, programme, stage }: Pick<CountLine, 'procedure' | 'programme' | 'stage'>,
  all: Procedures,
) {
  const found = all.get(procedure)
  const plain = { zh: programme, en: programme }
  return found === undefined
    ? { procedure: plain, words: { zh: stage, en: stage } }
    : { procedure: found.words, words: wordsOfStage(found, stage) }
}

interface Counts {
  count: number
  green: number
  amber: number
  red: number
  none: number
}
const noCounts = (): Counts => ({ count: 0, green: 0, amber: 0, red: 0, none: 0 })
function add(counts: Counts, { light, count }: CountLine): void {
  counts.count += count
  counts[light ?? 'none'] += count
}

/** For the leader: what stands where and how late; each number opens the list with the same filter. */
export async function countCases(tx: Tx, who: Caller, filter: Omit<CaseFilter, 'stage' | 'light'>, needs: ListNeeds) {
  const procedures = await proceduresOf(tx, who, needs)
  const lines = await readCaseCounts(tx, settingOf(who, filter, needs, procedures), filter)
  const [all, mine] = [noCounts(), noCounts()]
  const stages = new Map<string, Counts & { stage: string; words: Words }>()
  const programmes = new Map<string, Counts & { programme: string; words: Words }>()
  for (const line of lines) {
    const { procedure, words } = wordsOf(line, procedures)
    const before = stages.get(line.stage)
    const stage = { ...(before ?? noCounts()), stage: line.stage, words: bothNames(before?.words, words) }
    const programme = programmes.get(line.programme) ?? { ...noCounts(), programme: line.programme, words: procedure }
    for (const counts of [all, stage, programme, ...(line.isMine ? [mine] : [])]) add(counts, line)
    stages.set(line.stage, stage)
    programmes.set(line.programme, programme)
  }
  const order = stageOrder(procedures)
  return {
    ...{ all, mine },
    stages: [...stages.values()].toSorted((one, other) => (order.get(one.stage) ?? 0) - (order.get(other.stage) ?? 0)),
    programmes: [...programmes.values()].toSorted((one, other) => (one.programme < other.programme ? -1 : 1)),
    papersLate: lines.reduce((sum, { late }) => sum + late, 0),
  }
}

/** One stage under two procedures may be called two things: the line that counts both says both. */
const bothNames = (before: Words | undefined, words: Words): Words =>
  before === undefined || before.zh.split('、').includes(words.zh)
    ? (before ?? words)
    : { zh: `${before.zh}、${words.zh}`, en: `${before.en}, ${words.en}` }

const stageOrder = (procedures: Procedures): ReadonlyMap<string, number> =>
  new Map([...procedures.values()].flatMap(({ stages }) => [...stages.keys()].map((name, index) => [name, index])))
