import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import {
  type CopiedColumns,
  type CopyRows,
  CopyWriter,
  SharedRegions,
  compileColumns,
  fillCaseload,
  loadModel,
  runColumns,
} from '../../src/platform/decisions/index.ts'
import { aidDecisions, aidFixed, aidLayout, makeAidCaseload } from './aid-caseload.ts'

/** Some households as they were read, and what was found of them the last time. */
export interface Part {
  readonly homes: CopiedColumns
  readonly people: CopiedColumns
  readonly last: CopiedColumns
}

export interface Decided {
  readonly rows: CopyRows
  readonly count: number
}

/** Decides one part of a caseload after the other, where it was read. */
export interface Decider {
  readonly regions: SharedRegions
  readonly classes: readonly string[]
  /**
   * Writes rows of those whose result is not the last one, and says how many they are. In three
   * steps, between which the server is read: what it may send before it has to wait is read in a few milliseconds.
   */
  readonly decide: (part: Part) => Promise<Decided>
}

export async function openDecider(file: string): Promise<Decider> {
  const model = await loadModel(readFileSync(new URL(`../policy/${file}`, import.meta.url), 'utf8'), { file })
  const kernel = compileColumns(model, { decisions: aidDecisions, layout: aidLayout, fixed: aidFixed })
  const rows = Object.fromEntries(Object.entries(makeAidCaseload(1).rows).map(([path, values]) => [path, { values }]))
  const [regions, writer] = [new SharedRegions(), new CopyWriter()]
  const decide: Decider['decide'] = async ({ homes, people, last }) => {
    const numbers = homes.columns['no']!.values
    const sizes = sizesOf(numbers, people.columns['household_no']!.values)
    const columns = { ...homes.columns, ...people.columns }
    const given = { subjects: homes.count, sizes, rows: homes.columns['place']!.values, columns }
    const caseload = fillCaseload(kernel.layout, given, regions)
    await setImmediate()
    const answers = runColumns(kernel, caseload, rows)
    const changed = answers.changedFrom(last.columns, placesOf(numbers, last.columns['household_no']!.values))
    await setImmediate()
    const written = writer.rows(answers, changed, numbers)
    for (const each of [answers, caseload, homes, people, last]) each.release()
    return { rows: written, count: changed.length }
  }
  return { regions, classes: kernel.outputs.find(({ name }) => name === '类别')!.values, decide }
}

/** How many people each household has; both lists are in the order of the households. */
function sizesOf(numbers: ArrayLike<number>, ofPeople: ArrayLike<number>): Int32Array {
  const sizes = new Int32Array(numbers.length)
  let person = 0
  for (let index = 0; index < numbers.length; index += 1) {
    const first = person
    while (person < ofPeople.length && ofPeople[person] === numbers[index]) person += 1
    sizes[index] = person - first
  }
  if (person !== ofPeople.length) throw new Error('a person has no household')
  return sizes
}

/** Where the last result of each household is, −1 where there is none; both lists are in the order of the households. */
function placesOf(numbers: ArrayLike<number>, ofResults: ArrayLike<number>): Int32Array {
  let place = 0
  const places = new Int32Array(numbers.length)
  for (let index = 0; index < places.length; index += 1)
    places[index] = ofResults[place] === numbers[index] ? place++ : -1
  if (place !== ofResults.length) throw new Error('a result has no household')
  return places
}
