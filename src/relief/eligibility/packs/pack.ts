import { createHash } from 'node:crypto'
import { parse } from 'yaml'
import type { z } from 'zod'
import type { Day } from '#platform/clock/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { LoadOptions, Model } from '#platform/decisions/index.ts'
import { eligibilityRefusals } from '../refusals.ts'
import { rowsOfSeries, type ParameterRow } from './parameters.ts'
import { PackFile, StandardsFile, WordsFile, type AnswerShape } from './schema.ts'
import { textsGiven } from './texts.ts'
import { unitsOf } from './units.ts'
import { whyNotShaped, whyNotYaml } from './why-unreadable.ts'

/** A policy pack as loaded: what law and local documents say about one programme in one place. */
export interface Pack extends Omit<PackFile, 'models'> {
  readonly models: readonly ModelVersion[]
  readonly rows: readonly ParameterRow[]
  readonly words: WordsFile
  /** Everything the pack says, as it was read: name of the file → text. The immutable copy in force is made of this. */
  readonly files: Readonly<Record<string, string>>
  /** SHA-256 over the files that decide (cases do not). */
  readonly hash: string
}

/** One version of the rules, for decisions made on `[from, to)`. */
export interface ModelVersion {
  readonly model: Model
  readonly from: Day
  readonly to: Day | null
  readonly title: string
}

/** What a pack says of the inputs of its models: their units, and the texts they are given. */
export type Declared = Required<Pick<LoadOptions, 'units' | 'texts'>>

/**
 * Reads a decision model out of its XML; the decision engine's own loader in the product. Units and texts are checked
 * where they are given: before a law is published, not when one that is in force or was kept is read again.
 */
export type ReadModel = (file: string, xml: string, declared?: Declared) => Promise<Model>

/**
 * A pack out of its files.
 * @throws packUnreadable, modelIncomplete, seriesGap, seriesOverlap
 */
export async function packFromFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
  readModel: ReadModel,
): Promise<Pack> {
  const at = (file: string): string => `${folder}/${file}`
  const said = readYaml(at('pack.yaml'), files['pack.yaml'] ?? '', PackFile)
  const standards = files['standards.yaml']
    ? readYaml(at('standards.yaml'), files['standards.yaml'], StandardsFile).standards
    : []
  const words = readYaml(at('words.yaml'), files['words.yaml'] ?? '{}', WordsFile)
  const models: ModelVersion[] = []
  for (const { file, from, to, title } of said.models) {
    const xml = files[file]
    if (xml === undefined)
      throw eligibilityRefusals.packUnreadable({ file: at(file), why: '没有这个文件', whyEn: 'there is no such file' })
    models.push({ model: await readModel(at(file), xml, declaredIn(said)), from, to: to ?? null, title })
  }
  for (const { model } of models) mustAnswer(model, answerOf(said))
  return {
    ...said,
    models,
    words,
    rows: standards.flatMap((series) =>
      rowsOfSeries(series, { region: said.region, status: said.status, file: at('standards.yaml') }),
    ),
    files,
    hash: hashOfFiles(files),
  }
}

const declaredIn = (said: PackFile): Declared => ({ units: unitsOf(said), texts: textsGiven(said) })

/** The same of a pack that is being written; nothing while its `pack.yaml` cannot be read, which others say. */
export function declaredInFiles(files: Readonly<Record<string, string>>): Declared | undefined {
  try {
    return declaredIn(readYaml('pack.yaml', files['pack.yaml'] ?? '', PackFile))
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** Every decision the pack names as its answer is in the model. @throws modelIncomplete */
function mustAnswer(
  { file, decisions }: Model,
  { entitled, amount, class: kind, notices, shows, reasons }: AnswerShape,
): void {
  const names = new Set(decisions.map(({ name }) => name))
  for (const name of ['测算', reasons, entitled, amount, kind, notices, shows])
    if (name !== undefined && !names.has(name)) throw eligibilityRefusals.modelIncomplete({ file, name })
}

/**
 * Where the model of a pack says what. Laws that were kept with an answer before packs wrote it down named only a shape,
 * and their models use these names.
 */
export function answerOf({ answer, shape }: Pick<Pack, 'answer' | 'shape'>): AnswerShape {
  if (answer) return answer
  const common = { reasons: '不符合的理由', per: 'month' } as const
  return shape === 'age-allowance'
    ? { ...common, asks: 'each-member', numbersOf: 'registration', amount: '每月津贴', unrounded: false }
    : { ...common, asks: 'household', numbersOf: 'place', entitled: '符合条件', amount: '每月补差', unrounded: true }
}

/** Line ends and the order of files do not change the law, so they do not change its hash. */
export function hashOfFiles(files: Readonly<Record<string, string>>): string {
  const deciding = Object.keys(files)
    .filter((file) => file !== 'cases.yaml')
    .toSorted()
    .map((file) => [file, (files[file] ?? '').replaceAll('\r\n', '\n')])
  return createHash('sha256').update(JSON.stringify(deciding)).digest('hex')
}

export function readYaml<Shape extends z.ZodType>(file: string, text: string, shape: Shape): z.output<Shape> {
  let raw: unknown
  try {
    raw = parse(text, { version: '1.2' })
  } catch (error) {
    throw eligibilityRefusals.packUnreadable({ file, ...whyNotYaml(error) })
  }
  const read = shape.safeParse(raw)
  if (read.success) return read.data
  throw eligibilityRefusals.packUnreadable({ file, ...whyNotShaped(read.error.issues[0]) })
}

/** The pack as it will stand once a person sets it in force from a day: for previews and fixtures. */
export const packInForce = (pack: Pack, from: Day): Pack => ({
  ...pack,
  status: 'in-force',
  models: pack.models
    .map((version) => ({ ...version, from: version.from > from ? version.from : from }))
    .filter(({ from: start, to }) => to === null || start < to),
  rows: pack.rows.map((row) => ({
    ...row,
    status: 'in-force',
    validFrom: row.validFrom > from ? row.validFrom : from,
  })),
  hash: hashOfFiles({ ...pack.files, 'in-force.txt': from }),
})

export const isPackRefusal = (error: unknown): error is Refusal => error instanceof Refusal
