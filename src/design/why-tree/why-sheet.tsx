import { sayIn, type Language } from '../console/language.tsx'
import { columnsOf, isTotal, marksOf } from './cells.ts'
import { Gates } from './gates.tsx'
import { AmountGrid, HeadGrid, Rails } from './grid.tsx'
import { LawMargin } from './law-margin.tsx'
import { hasProof, Proof } from './proof.tsx'
import type { PaidNow, WhyAssessment, WhyLine } from './shape.ts'

export interface WhySheetProps {
  readonly assessment: WhyAssessment
  readonly language: Language
  /** What is paid now: adds two lines under the result. */
  readonly paid?: PaidNow | undefined
  /** Every slip open, for paper and for those who want to see it all. */
  readonly isOpen?: boolean
  /** Name of a region by its code; without it the code itself is shown. */
  readonly placeName?: ((code: string) => string) | undefined
  /** Set before every id, when several sheets stand on one page. */
  readonly idPrefix?: string | undefined
}

interface Drawing {
  readonly idPrefix: string
  readonly placeName: (code: string) => string
  readonly language: Language
  readonly columns: number
  readonly marks: ReadonlyMap<string, string>
  readonly isOpen: boolean
}

const asCode = (code: string): string => code

/**
 * The sum on paper: law in the margin, one line under the other, digits in their columns, the last line the amount. Needs
 * an ancestor with class `why`.
 */
export function WhySheet({
  assessment,
  language,
  paid,
  isOpen = false,
  placeName = asCode,
  idPrefix = '',
}: WhySheetProps) {
  const t = sayIn(language)
  const columns = columnsOf(assessment, paid === undefined ? [] : [paid.amount])
  const drawing: Drawing = { language, columns, marks: marksOf(assessment), isOpen, placeName, idPrefix }
  return (
    <section className={`sheet w${columns}`} id={`${idPrefix}sheet`} aria-label={t('算式', 'The sum')}>
      <Rails columns={columns} />
      <div className="cols" aria-hidden="true">
        <span className="song">{t('依据', 'The law')}</span>
        <div>
          <span className="lab2">
            <span className="hidesm">{t('一步一步加起来　', 'Step by step. ')}</span>
            {t('点一行，看凭据', 'Open a line to see its proof')}
          </span>
          <HeadGrid columns={columns} />
        </div>
      </div>
      <ol>
        {assessment.tree.map((group) =>
          group.lines.length === 0 || group.kind === 'result' ? (
            <Row key={group.id} line={group} drawing={drawing} />
          ) : (
            <Group key={group.id} group={group} drawing={drawing} />
          ),
        )}
        {paid !== undefined && assessment.amount !== null && (
          <PaidRows paid={paid} computed={BigInt(assessment.amount)} drawing={drawing} />
        )}
      </ol>
    </section>
  )
}

function Group({ group, drawing }: { group: WhyLine; drawing: Drawing }) {
  const t = sayIn(drawing.language)
  const tests = group.lines.filter(({ kind }) => kind === 'test')
  return (
    <>
      <li className="ln head" id={`${drawing.idPrefix}line-${group.id}`}>
        <LawMargin law={group.law} />
        <div className="bd">
          <h2 className="stepno">{t(group)}</h2>
          {tests.length > 0 && <Gates tests={tests} language={drawing.language} />}
        </div>
      </li>
      {group.lines
        .filter(({ kind }) => kind !== 'test')
        .map((line) => (
          <Row key={line.id} line={line} drawing={drawing} />
        ))}
    </>
  )
}

function classOf(line: WhyLine): string {
  if (line.kind === 'result') return 'ln answer'
  if (line.kind === 'note') return 'ln note-line'
  return isTotal(line) ? 'ln sum' : 'ln'
}

function Row({ line, drawing }: { line: WhyLine; drawing: Drawing }) {
  const inside = <RowInside line={line} drawing={drawing} />
  return (
    <li className={classOf(line)} id={`${drawing.idPrefix}line-${line.id}`}>
      <LawMargin law={line.law} />
      <div className="bd">
        {hasProof(line) && line.kind !== 'result' ? (
          <details open={drawing.isOpen}>
            <summary>{inside}</summary>
            <Proof line={line} language={drawing.language} placeName={drawing.placeName} />
          </details>
        ) : (
          <div className="sm">{inside}</div>
        )}
      </div>
    </li>
  )
}

function RowInside({ line, drawing }: { line: WhyLine; drawing: Drawing }) {
  const t = sayIn(drawing.language)
  const made = line.from.flatMap((id) => drawing.marks.get(id) ?? [])
  return (
    <>
      <span className="no">{drawing.marks.get(line.id)}</span>
      <span className="nm">
        <b>{t(line)}</b>
        {isTotal(line) && made.length > 1 && <span className="nt">{made.join('、')}</span>}
        {line.parameter !== null && <span className="nt">{writeParameter(line.parameter, drawing)}</span>}
      </span>
      {line.kind === 'note' ? null : <AmountGrid line={line} columns={drawing.columns} language={drawing.language} />}
    </>
  )
}

function writeParameter(parameter: NonNullable<WhyLine['parameter']>, { language, placeName }: Drawing): string {
  const t = sayIn(language)
  const place = placeName(parameter.region)
  const since = t(`${place}，${parameter.validFrom} 起`, `${place}, from ${parameter.validFrom}`)
  switch (parameter.status) {
    case 'in-force':
      return since
    case 'draft':
      return `${since} · ${t('草案', 'draft')}`
    case 'synthetic':
      return `${since} · ${t('合成标准', 'synthetic')}`
  }
}

/** Under the double rule: what is paid now, and what lies between. Nothing here pays or cuts anybody. */
function PaidRows({ paid, computed, drawing }: { paid: PaidNow; computed: bigint; drawing: Drawing }) {
  const t = sayIn(drawing.language)
  const difference = computed - BigInt(paid.amount)
  const row = (id: string, words: string, small: string, value: bigint, operator: WhyLine['operator']) => (
    <li className="ln after" id={`${drawing.idPrefix}line-${id}`}>
      <LawMargin law={[]} />
      <div className="bd">
        <div className="sm">
          <span className="no" />
          <span className="nm">
            <b>{words}</b>
            {small !== '' && <span className="nt">{small}</span>}
          </span>
          <AmountGrid
            line={{ operator, amount: { unit: 'fen', value: String(value < 0n ? -value : value) } }}
            columns={drawing.columns}
            language={drawing.language}
          />
        </div>
      </div>
    </li>
  )
  return (
    <>
      {row(
        'paid',
        t('现在发的', 'Paid now'),
        paid.since === null ? '' : t(`${paid.since} 起`, `since ${paid.since}`),
        BigInt(paid.amount),
        null,
      )}
      {difference === 0n
        ? null
        : row(
            'difference',
            difference > 0n ? t('少发了', 'Paid too little') : t('多发了', 'Paid too much'),
            t('先弄清，再谈改不改', 'Find out why first'),
            difference,
            '=',
          )}
    </>
  )
}
