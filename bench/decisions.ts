import { type Value, fromJs, loadModel } from '#platform/decisions/index.ts'
import { type Bench, fastest } from './bench.ts'

const rounds = 7
const repeats = 20_000

const literal = (name: string, text: string, requires: string): string =>
  `<decision id="${name}" name="${name}"><variable name="${name}" typeRef="number"/>${requires}<literalExpression><text>${text}</text></literalExpression></decision>`
const needs = (kind: 'Input' | 'Decision', ...ids: string[]): string =>
  ids.map((id) => `<informationRequirement><required${kind} href="#${id}"/></informationRequirement>`).join('')

/** A household of three and a rule by difference, as a dibao policy has it. */
const model = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="bench" namespace="https://zhulian.example/bench">
<itemDefinition name="tMember"><itemComponent name="wages"><typeRef>number</typeRef></itemComponent></itemDefinition>
<itemDefinition name="tMembers" isCollection="true"><typeRef>tMember</typeRef></itemDefinition>
<inputData id="members" name="members"><variable name="members" typeRef="tMembers"/></inputData>
<inputData id="standard" name="standard"><variable name="standard" typeRef="number"/></inputData>
${literal('heads', 'count(members)', needs('Input', 'members'))}
${literal('income', 'sum(members.wages)', needs('Input', 'members'))}
${literal('line', 'standard * heads', needs('Input', 'standard') + needs('Decision', 'heads'))}
${literal('amount', 'if income &lt; line then line - income else 0', needs('Decision', 'income', 'line'))}
</definitions>`

const wages = [150_000, 0, 12_345]
const inputs = fromJs({ standard: 810, members: wages.map((fen) => ({ wages: fen / 100 })) }) as Record<string, Value>

/** The same rule by hand, in whole fen. */
function byHand(standard: number, members: readonly number[]): number {
  let income = 0
  for (const each of members) income += each
  const line = standard * members.length
  return income < line ? line - income : 0
}

/** Microseconds of one call. */
async function microseconds(call: () => unknown): Promise<number> {
  const best = await fastest(rounds, () => {
    for (let index = 0; index < repeats; index += 1) call()
  })
  return (best * 1000) / repeats
}

export const bench: Bench = {
  name: 'decisions',
  zh: '决策引擎：一户的计算',
  en: 'decision engine: one household',
  run: async (report) => {
    const loaded = await loadModel(model, { file: 'bench.dmn' })
    let total = 0
    const floor = await microseconds(() => (total += byHand(81_000, wages)))
    const plain = await microseconds(() => loaded.decide('amount', inputs))
    const traced = await microseconds(() => loaded.explain('amount', inputs))
    report.figure('plain function by hand', `${floor.toFixed(3)} µs`)
    report.figure('four decisions, input taken in, answer alone', `${plain.toFixed(2)} µs`)
    report.figure('the same with the full trace', `${traced.toFixed(2)} µs`)
    report.ratio('trace / answer alone', traced / plain, 'aim ≤ 10')
    report.ratio('answer alone per decision, µs', plain / 4, 'aim ≤ 1')
    if (total === 0) report.figure('nothing was computed', '0')
  },
}
