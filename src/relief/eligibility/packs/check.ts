import { addDays, firstDayOf, type Day } from '#platform/clock/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { Assessment } from '../assessment.ts'
import type { Eligibility } from '../assess/eligibility.ts'
import type { Words } from '../labels.ts'
import { recompute } from '../tree/recompute.ts'
import { codeWordsOf } from './code-words.ts'
import { CasesFile, disagreements, situationOfCase, type WorkedCase } from './cases.ts'
import { checkValue, overlayOf } from './overlay.ts'
import { readYaml, type Pack } from './pack.ts'

/** What is wrong with a pack, a sentence each. A pack is published only when there is none. */
export interface PackFinding {
  readonly pack: string
  readonly case: string | null
  readonly zh: string
  readonly en: string
}

/** Runs the worked cases of every pack, and asks that the cases stand where the law changes. */
export function checkPacks(eligibility: Eligibility): PackFinding[] {
  const { packs } = eligibility.library
  const wrong = packs.flatMap((pack) => checkValues(pack, eligibility))
  // A value of one pack takes part in others: nothing is computed while one cannot be read.
  if (wrong.length > 0) return [...wrong, ...packs.flatMap((pack) => checkReading(pack, eligibility))]
  return packs.flatMap((pack) => checkPack(pack, eligibility))
}

/** The same for one pack, by the law it would stand in. */
export function checkPack(pack: Pack, eligibility: Eligibility): PackFinding[] {
  const wrong = checkValues(pack, eligibility)
  const read = checkReading(pack, eligibility)
  return wrong.length > 0 ? [...wrong, ...read] : [...read, ...checkCases(pack, eligibility)]
}

/** What is wrong with it as it reads, before anything is computed. */
const checkReading = (pack: Pack, eligibility: Eligibility): PackFinding[] => [
  ...checkVersions(pack),
  ...checkUnits(pack, eligibility),
  ...checkNotes(pack),
]

function checkValues(pack: Pack, { library }: Eligibility): PackFinding[] {
  const definitions = new Map(
    library.packs.flatMap((one) => one.parameters.map((definition) => [definition.key, definition])),
  )
  return pack.rows.flatMap((row) => {
    try {
      checkValue(row, definitions.get(row.key))
      return []
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { series, validFrom } = row
      const zh = `standards.yaml：${series}，${validFrom} 起：${error.zh}`
      return [{ pack: pack.id, case: null, zh, en: `standards.yaml: ${series}, from ${validFrom}: ${error.en}` }]
    }
  })
}

/** On each day one version of the rules: of two the second would never be asked, and none is no rule. */
function checkVersions({ id, models }: Pack): PackFinding[] {
  const ordered = models.toSorted((left, right) => (left.from < right.from ? -1 : 1))
  return ordered.flatMap(({ to, model }, index): PackFinding[] => {
    const next = ordered[index + 1]
    if (next === undefined || to === next.from) return []
    const files = `${model.file}、${next.model.file}`
    const isTwice = to === null || to > next.from
    const zh = isTwice
      ? `pack.yaml：规则的两版在 ${next.from} 重叠，一天有两版（${files}）。请给前一版写上截止的日子`
      : `pack.yaml：规则从 ${to} 到 ${next.from} 断了，没有哪一版管（${files}）。请改起止日期`
    const en = isTwice
      ? `pack.yaml: two versions of the rules hold on ${next.from} (${files}). Give the earlier one its last day`
      : `pack.yaml: no version of the rules holds from ${to} to ${next.from} (${files}). Change the dates`
    return [{ pack: id, case: null, zh, en }]
  })
}

/** What the engine thinks may be wrong with a table: a gap nobody meant pays nobody. */
const checkNotes = ({ id, models }: Pack): PackFinding[] =>
  models.flatMap(({ model }) =>
    model.notes.map(({ file, decision, tableRow, zh, en }) => {
      const row = tableRow === undefined ? '' : ` ${tableRow}`
      const place = [file, decision].filter(Boolean).join(' · ') + row
      return { pack: id, case: null, zh: `${place}：${zh}`, en: `${place}: ${en}` }
    }),
  )

/** One number is measured alike wherever it is named: a yearly standard here would pay a twelfth, or twelve times. */
const checkUnits = (pack: Pack, { library }: Eligibility): PackFinding[] =>
  pack.parameters.flatMap(({ key, zh, en, unit }) => {
    const others = library.packs.flatMap((other) =>
      other.parameters.flatMap((one) => (one.key === key && one.unit !== unit ? [{ other, unit: one.unit }] : [])),
    )
    const [first] = others
    if (!first) return []
    const { place, title } = first.other
    return [
      {
        ...{ pack: pack.id, case: null },
        zh: `“${zh}”（${key}）这里的单位是“${unit}”，${place.zh}的“${title.zh}”里是“${first.unit}”`,
        en: `“${en}” (${key}) is in “${unit}” here and in “${first.unit}” in “${title.en}” of ${place.en}`,
      },
    ]
  })

function checkCases(pack: Pack, eligibility: Eligibility): PackFinding[] {
  const found = ({ zh, en }: Words, one: WorkedCase | null = null): PackFinding => ({
    ...{ pack: pack.id, case: one?.name ?? null },
    ...{ zh, en },
  })
  const text = pack.files['cases.yaml']
  // A pack without values of its own is only a model for others, and their cases try it.
  if (text === undefined)
    return pack.rows.length === 0 ? [] : [found({ zh: '没有算例', en: 'there are no worked cases' })]
  const { cases } = readYaml(`${pack.region}/${pack.programme}/cases.yaml`, text, CasesFile)
  return [
    ...cases.flatMap((one) => runCase(one, { pack, eligibility }).map((words) => found(words, one))),
    ...daysWithoutCases(pack, cases, eligibility).map(({ begin, on }) =>
      found({
        zh: `${begin} 起的标准，缺 ${on} 这一天的算例`,
        en: `the standard from ${begin} lacks a worked case on ${on}`,
      }),
    ),
  ]
}

/** What the law says of a worked case: the sum as it is, whatever the case expects. */
export function answerCase(
  one: WorkedCase,
  { pack, eligibility }: { readonly pack: Pack; readonly eligibility: Eligibility },
): Assessment {
  const on = one.on ?? firstDayOf(one.month)
  const { packs } = eligibility.library
  return eligibility.assess(
    {
      region: pack.region,
      programme: pack.programme,
      factsOn: on,
      lawOn: on,
      month: one.month,
      situation: situationOfCase(one, pack.region),
    },
    {
      simulate: one.simulate,
      overlay: one.parameters.flatMap((value) =>
        overlayOf([value], { region: value.region ?? '000000', packs, document: '算例' }),
      ),
    },
  )
}

function runCase(one: WorkedCase, setting: { readonly pack: Pack; readonly eligibility: Eligibility }): Words[] {
  const answer = answerCase(one, setting)
  const proof = answer.tree.length === 0 ? null : recompute(answer.tree)
  return [
    ...disagreements(one, answer, codeWordsOf(answer, setting.pack, setting.eligibility.library.packs)),
    ...(proof?.faults ?? []).map((id) => ({
      zh: `算式里“${id}”这一行和上面的行对不上`,
      en: `the line “${id}” of the sum does not follow from the lines above it`,
    })),
    ...(proof && proof.amount !== answer.amount
      ? [{ zh: '算式的最后一行不是答案', en: 'the last line of the sum is not the answer' }]
      : []),
  ]
}

/** The day before, the day, the day after: each day a value of the pack begins has a case on either side. */
export function daysWithoutCases(
  pack: Pack,
  cases: readonly WorkedCase[],
  { library }: Eligibility,
): { readonly begin: Day; readonly on: Day }[] {
  if (pack.status === 'draft') return []
  const amounts = new Set(
    library.packs.flatMap((one) => one.parameters.flatMap(({ key, type }) => (type === 'yuan' ? [key] : []))),
  )
  const days = new Set(cases.map((one) => one.on ?? firstDayOf(one.month)))
  const begins = new Set(pack.rows.filter(({ key }) => amounts.has(key)).map(({ validFrom }) => validFrom))
  return [...begins].flatMap((begin) =>
    [addDays(begin, -1), begin, addDays(begin, 1)].filter((on: Day) => !days.has(on)).map((on) => ({ begin, on })),
  )
}
