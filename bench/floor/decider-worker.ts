import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import {
  SharedRegions,
  compileColumns,
  copyAnswers,
  fillCaseload,
  loadModel,
  runColumns,
} from '../../src/platform/decisions/index.ts'
import { aidDecisions, aidFixed, aidLayout, makeAidCaseload } from './aid-caseload.ts'
import type { Decided, Part } from './decider.ts'

/** A thread that decides one part of a caseload after the other and hands back the rows that are to be appended. */
const file = workerData as string
const model = await loadModel(readFileSync(new URL(`../policy/${file}`, import.meta.url), 'utf8'), { file })
const kernel = compileColumns(model, { decisions: aidDecisions, layout: aidLayout, fixed: aidFixed })
const rows = Object.fromEntries(Object.entries(makeAidCaseload(1).rows).map(([path, values]) => [path, { values }]))
const regions = new SharedRegions()

parentPort!.on('message', (part: Part) => {
  const { blocks, count } = decide(part)
  const decided: Decided = { blocks, count }
  parentPort!.postMessage(
    decided,
    blocks.map(({ buffer }) => buffer as ArrayBuffer),
  )
})
parentPort!.postMessage(kernel.outputs.find(({ name }) => name === '类别')!.values)

function decide({ homes, people, last }: Part): Decided {
  const numbers = homes.columns['no']!.values
  const sizes = sizesOf(numbers, people.columns['household_no']!.values)
  const columns = { ...homes.columns, ...people.columns }
  const given = { subjects: homes.count, sizes, rows: homes.columns['place']!.values, columns }
  const caseload = fillCaseload(kernel.layout, given, regions)
  const answers = runColumns(kernel, caseload, rows)
  const changed = answers.changedFrom(last.columns)
  const blocks = [...copyAnswers(answers, changed, numbers)]
  answers.release()
  caseload.release()
  return { blocks, count: changed.length }
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
