import { basename } from 'node:path'
import { readFile } from 'node:fs/promises'
import type { Day } from '#platform/clock/index.ts'
import { openSheet, type OutColumn, type OutSheet } from '#platform/sheets/index.ts'
import type { RegionDirectory } from '#registry/regions/contract.ts'
import { overlayFrom, type AssessOptions, type Eligibility } from '#relief/eligibility/index.ts'
import { assessListed, type AssessSetting } from './assess-list.ts'
import type { RosterKind } from './contract.ts'
import { asWritten, errorHeading, sentencesByRow } from './files/annotated.ts'
import { assessedRow, byWhatMatters, kindWords, writeAssessed, type AssessedRow } from './files/assessed.ts'
import { noticesOf } from './notices.ts'
import type { Header } from './read/header.ts'
import type { ListedHousehold } from './read/households.ts'
import { readRoster, type Roster, type RosterSetting } from './read/read-roster.ts'
import { placeOf, situationOf } from './read/situation.ts'
import { rosterRefusals } from './refusals.ts'
import type { InputFile } from './run/trial.ts'

export interface AssessWish {
  /** Names the law, not an owner: nothing is kept anywhere. */
  readonly region: string
  readonly on: Day
  /** For households that do not say what they draw; `dibao` when left out. */
  readonly programme?: string
  readonly input: string
  readonly output: string
  /** A YAML file of local or trial values, shown as synthetic in every answer. */
  readonly parameters?: string
  /** Lets a draft take part; the answers are marked. */
  readonly simulate?: boolean
}

export interface AssessNeeds {
  readonly eligibility: Eligibility
  readonly directory: RegionDirectory
  readonly today: Day
}

export interface AssessSummary {
  readonly rows: number
  readonly households: number
  readonly kinds: Readonly<Record<RosterKind, number>>
  readonly held: { readonly households: number; readonly rows: number; readonly badRows: number }
  /** Sentences about the file: what was understood without asking, what was not read. */
  readonly notices: readonly { readonly zh: string; readonly en: string }[]
}

/**
 * Checks a list without keeping anything: reads it, assesses every household that has no bad row, writes the result.
 * @throws what reading, the packs and writing may refuse; unknownRegion
 */
export async function runAssess(wish: AssessWish, needs: AssessNeeds): Promise<AssessSummary> {
  const { eligibility, directory, today } = needs
  const region = directory.find(wish.region)?.code
  if (region === undefined) throw rosterRefusals.unknownRegion({ region: wish.region })
  const options = await optionsOf(wish, region, eligibility)
  const input = { path: wish.input, name: basename(wish.input) }
  const { roster, ready } = await readList(input, { directory, region, today: today > wish.on ? today : wish.on })
  const setting = { eligibility, region, on: wish.on, programme: wish.programme ?? 'dibao', options }
  const rows = assessAll(ready, { ...setting, header: roster.header, directory })
  const summary = summaryOf(roster, rows)
  await writeAssessed(wish.output, {
    rows: rows.sort(byWhatMatters),
    about: about(wish, summary),
    held: await heldSheet(input, roster),
  })
  return summary
}

/** The households to assess apart from the list, which keeps the held ones: so the others can be let go one by one. */
async function readList(
  { path, name }: InputFile,
  setting: RosterSetting,
): Promise<{ readonly roster: Roster; readonly ready: ListedHousehold[] }> {
  const sheet = await openSheet(path, name)
  try {
    const { households, ...roster } = await readRoster(sheet, setting)
    const ready = households.filter(({ isHeld }) => !isHeld)
    return { roster: { ...roster, households: households.filter(({ isHeld }) => isHeld) }, ready }
  } finally {
    await sheet.close()
  }
}

/** Empties the list: a household that is assessed is not needed any more. */
function assessAll(
  ready: ListedHousehold[],
  setting: AssessSetting & { readonly header: Header; readonly directory: RegionDirectory },
): AssessedRow[] {
  const stated = { header: setting.header, factsOn: setting.on }
  const rows: AssessedRow[] = []
  for (let household = ready.pop(); household !== undefined; household = ready.pop()) {
    const programme = household.stated.programme?.value
    const situation = situationOf(household, stated)
    const answered = assessListed(situation, typeof programme === 'string' ? programme : undefined, setting)
    const head = situation.members.find(({ relation }) => relation === 'head')?.name ?? ''
    const place = placeOf(household)
    const label = place === null ? '' : setting.directory.label(place)
    rows.push(assessedRow(answered, { number: household.number, head, place: label, persons: household.rows.length }))
  }
  return rows
}

async function optionsOf(
  { parameters, simulate = false }: AssessWish,
  region: string,
  { library }: Eligibility,
): Promise<AssessOptions> {
  if (parameters === undefined) return { simulate }
  const file = { name: basename(parameters), text: await readFile(parameters, 'utf8') }
  return { simulate, overlay: overlayFrom(file, { region, packs: library.packs }) }
}

function summaryOf(roster: Roster, rows: readonly AssessedRow[]): AssessSummary {
  const kinds = { same: 0, less: 0, more: 0, unknown: 0, no: 0 }
  for (const { kind } of rows) kinds[kind] += 1
  const held = roster.households
  const heldRows = held.flatMap((household) => household.rows)
  return {
    rows: roster.rows,
    households: rows.length + held.length,
    kinds,
    held: {
      households: held.length,
      rows: heldRows.length,
      badRows: heldRows.filter(({ problems }) => problems.length > 0).length,
    },
    notices: noticesOf(roster),
  }
}

const about = (wish: AssessWish, { kinds, held, households, rows, notices }: AssessSummary): [string, string][] => [
  ['名单', basename(wish.input)],
  ['照哪里的规矩', wish.region],
  ['照哪一天', wish.on],
  ['行数', String(rows)],
  ['户数', String(households)],
  ...(Object.entries(kindWords) as [RosterKind, string][]).map(([kind, zh]): [string, string] => [
    zh,
    String(kinds[kind]),
  ]),
  ['先等着的户（有行要改）', `${held.households} 户 ${held.rows} 行，其中 ${held.badRows} 行有错`],
  ...(wish.parameters === undefined ? [] : [['试算参数', basename(wish.parameters)] as [string, string]]),
  ...notices.map(({ zh }): [string, string] => ['说明', zh]),
  ['说明', '测算不是决定，不发钱也不停谁的。空着当不知道，不当 0。'],
]

/** The rows of held households in the person's own columns, so that they can be mended and sent again. */
async function heldSheet(input: { path: string; name: string }, roster: Roster): Promise<OutSheet | null> {
  const sentences = sentencesByRow(roster)
  if (sentences.size === 0) return null
  const { headings } = roster.header
  const columns: OutColumn[] = headings.map(({ title }) => ({ title, width: 15 }))
  const rows = async function* () {
    const sheet = await openSheet(input.path, input.name)
    try {
      for await (const { number, cells } of sheet.rows)
        if (sentences.has(number))
          yield [...headings.map(({ index }) => asWritten(cells[index])), sentences.get(number) ?? null]
    } finally {
      await sheet.close()
    }
  }
  return { name: '要改的行', columns: [...columns, { title: errorHeading, width: 80, isOurs: true }], rows: rows() }
}
