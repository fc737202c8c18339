import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Box } from '#platform/crypto/index.ts'
import { openSheet } from '#platform/sheets/index.ts'
import type { ListedHousehold } from '../read/households.ts'
import { readRoster, type Roster, type RosterSetting } from '../read/read-roster.ts'
import { rosterRefusals } from '../refusals.ts'
import type { StoredFile } from './run-store.ts'

export interface InputFile {
  readonly path: string
  readonly name: string
}

/** A household with the list it was read from: a mended row stands in another file than the rest. */
export interface TrialHousehold {
  readonly household: ListedHousehold
  readonly roster: Roster
}

export interface Trial {
  readonly first: Roster
  readonly households: readonly TrialHousehold[]
}

/** Reads the list, then the files of mended rows: those replace held households of the same number and nothing else. */
export async function readTrial(files: readonly InputFile[], setting: RosterSetting): Promise<Trial> {
  const [first, ...repairs] = files
  if (!first) throw rosterRefusals.fileGone()
  const roster = await readOne(first, setting)
  const households = new Map(roster.households.map((household) => [household.number, { household, roster }]))
  for (const file of repairs) {
    const { choices: _, ...own } = setting
    const mended = await readOne(file, own)
    for (const household of mended.households) {
      const before = households.get(household.number)
      // A mended number has nothing before it; a household that was ready is not touched.
      if (before === undefined || before.household.isHeld)
        households.set(household.number, { household, roster: mended })
    }
    const numbers = new Set(mended.households.map(({ number }) => number))
    for (const [number, { household }] of households)
      if (household.isHeld && number.startsWith('第 ') && !numbers.has(number)) households.delete(number)
  }
  return { first: roster, households: [...households.values()] }
}

export async function readOne(file: InputFile, setting: RosterSetting): Promise<Roster> {
  const sheet = await openSheet(file.path, file.name)
  try {
    return await readRoster(sheet, setting)
  } finally {
    await sheet.close()
  }
}

export const fileUse = (runId: string, ordinal: number): string => `roster.file.bytes:${runId}:${ordinal}`
export const reportUse = (runId: string): string => `roster.run.report:${runId}`

/** Opens the sealed files into a folder of their own for the length of the work. */
export async function withOpenFiles<Result>(
  { files, box, runId }: { readonly files: readonly StoredFile[]; readonly box: Box; readonly runId: string },
  work: (inputs: readonly InputFile[], folder: string) => Promise<Result>,
): Promise<Result> {
  if (files.length === 0) throw rosterRefusals.fileGone()
  const folder = await mkdtemp(join(tmpdir(), 'zhulian-roster-'))
  try {
    const inputs: InputFile[] = []
    for (const { ordinal, name, bytes } of files) {
      const path = join(folder, String(ordinal))
      await writeFile(path, Buffer.from(box.open(bytes, fileUse(runId, ordinal)), 'base64'), { mode: 0o600 })
      inputs.push({ path, name })
    }
    return await work(inputs, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
