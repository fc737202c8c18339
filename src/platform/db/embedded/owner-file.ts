import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dbRefusals } from '../refusals.ts'
import { startOf } from './process-table.ts'

/** Who runs the installation of a data folder. The start time tells a process from a later one with the same number. */
interface Owner {
  readonly pid: number
  readonly start: string
}

const fileOf = (dataDir: string): string => join(dataDir, 'owner.json')

/** The living process that runs this folder, or null. */
export function ownerOf(dataDir: string): Owner | null {
  const owner = readOwner(fileOf(dataDir))
  return owner && startOf(owner.pid) === owner.start ? owner : null
}

/**
 * Takes the folder for this process. The file appears whole, by a link that fails when there is one already; a file whose
 * process is gone is moved aside first, and put back should another starter have been quicker.
 *
 * @throws alreadyRunning
 */
export function takeFolder(dataDir: string): { release: () => void } {
  const file = fileOf(dataDir)
  const mine: Owner = { pid: process.pid, start: startOf(process.pid) ?? 'unknown' }
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      const living = ownerOf(dataDir)
      if (living) throw dbRefusals.alreadyRunning({ pid: living.pid, folder: dataDir })
      moveAside(file)
      if (linked(draft, file)) return { release: () => releaseOwn(file, mine) }
    }
    throw dbRefusals.alreadyRunning({ pid: readOwner(file)?.pid ?? 0, folder: dataDir })
  } finally {
    rmSync(draft, { force: true })
  }
}

function moveAside(file: string): void {
  const aside = `${file}.${process.pid}.gone`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = readOwner(aside)
  if (moved && startOf(moved.pid) === moved.start) linked(aside, file)
  rmSync(aside, { force: true })
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch {
    return false
  }
}

function releaseOwn(file: string, mine: Owner): void {
  const there = readOwner(file)
  if (there?.pid === mine.pid && there.start === mine.start) unlinkSync(file)
}

function readOwner(file: string): Owner | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner
  } catch {
    return null
  }
}
