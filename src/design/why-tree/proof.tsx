import { sayIn, type Language } from '../console/language.tsx'
import { unitInWords } from '#design/console/units.ts'
import { operatorSign, writeAmount } from './cells.ts'
import { splitLaw } from './law-margin.tsx'
import type { WhyLine, WhyParameter, WhySource } from './shape.ts'

interface ProofProps {
  readonly line: WhyLine
  readonly language: Language
  readonly placeName: (code: string) => string
}

export const hasProof = (line: WhyLine): boolean =>
  line.parameter !== null || line.source !== null || line.lines.length > 0

/** The slip behind a line: who said it and when, or which document says so, or the smaller lines it is made of. */
export function Proof({ line, language, placeName }: ProofProps) {
  return (
    <div className="proof">
      {line.parameter !== null && (
        <ParameterSlip parameter={line.parameter} language={language} placeName={placeName} />
      )}
      {line.source !== null && <SourceSlip line={line} source={line.source} language={language} />}
      {line.lines.length > 0 && <SmallLines lines={line.lines} language={language} />}
    </div>
  )
}

function ParameterSlip({
  parameter,
  language,
  placeName,
}: Omit<ProofProps, 'line'> & { readonly parameter: WhyParameter }) {
  const t = sayIn(language)
  return (
    <table className="src">
      <thead>
        <tr>
          <th scope="col">{t('哪份文件', 'Document')}</th>
          <th scope="col">{t('哪里、从哪天起', 'Where, from when')}</th>
          <th scope="col">{t('状态', 'Status')}</th>
          <th scope="col" className="r">
            {t('数', 'Number')}
          </th>
        </tr>
      </thead>
      <tbody>
        <tr className="used">
          <th scope="row">
            {parameter.document} {parameter.article}
          </th>
          <td>
            {placeName(parameter.region)} · {validity(parameter, language)}
          </td>
          <td>{parameterStatus(parameter.status, language)}</td>
          <td className="r">
            <b>
              {parameter.value} {unitInWords(parameter.unit, language)}
            </b>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function validity({ validFrom, validTo }: WhyParameter, language: Language): string {
  const t = sayIn(language)
  return validTo === null
    ? t(`${validFrom} 起`, `from ${validFrom}`)
    : t(`${validFrom} 至 ${validTo}`, `${validFrom} to ${validTo}`)
}

function parameterStatus(status: WhyParameter['status'], language: Language): string {
  const t = sayIn(language)
  switch (status) {
    case 'in-force':
      return t('有效', 'in force')
    case 'draft':
      return t('草案，不能据此发钱', 'draft: must not pay')
    case 'synthetic':
      return t('合成标准，只供演示', 'synthetic, for demonstration')
  }
}

function sourceKind(kind: WhySource['kind'], language: Language): string {
  const t = sayIn(language)
  switch (kind) {
    case 'declared':
      return t('本人申报', 'declared')
    case 'found':
      return t('部门查到', 'found by a department')
    case 'surveyed':
      return t('入户调查', 'home survey')
    case 'listed':
      return t('单位名单', "an office's list")
    case 'register':
      return t('登记簿', 'register')
    case 'synthetic':
      return t('合成数据', 'synthetic')
  }
}

function SourceSlip({ line, source, language }: { line: WhyLine; source: WhySource; language: Language }) {
  const t = sayIn(language)
  return (
    <table className="src">
      <thead>
        <tr>
          <th scope="col">{t('谁说的', 'Who said it')}</th>
          <th scope="col">{t('说在哪里', 'Where')}</th>
          <th scope="col">{t('哪天', 'When')}</th>
          <th scope="col" className="r">
            {t('数', 'Number')}
          </th>
        </tr>
      </thead>
      <tbody>
        <tr className="used">
          <th scope="row">{sourceKind(source.kind, language)}</th>
          <td>{source.zh}</td>
          <td className="n">{source.on}</td>
          <td className="r">
            <b>{writeAmount(line.amount, language)}</b>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function SmallLines({ lines, language }: { lines: readonly WhyLine[]; language: Language }) {
  const t = sayIn(language)
  return (
    <table className="src">
      <thead>
        <tr>
          <th scope="col">{t('由哪些数合成', 'Made of')}</th>
          <th scope="col">{t('谁说的', 'Who said it')}</th>
          <th scope="col">{t('哪天', 'When')}</th>
          <th scope="col" className="r">
            {t('数', 'Number')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id} id={`line-${line.id}`}>
            <th scope="row">
              {t(line)}
              {line.law.map((law) => {
                const { document, article } = splitLaw(law)
                return (
                  <span key={law} className="nt song">
                    {document} {article}
                  </span>
                )
              })}
            </th>
            <td>{line.source?.zh ?? line.parameter?.document ?? ''}</td>
            <td className="n">{line.source?.on ?? line.parameter?.validFrom ?? ''}</td>
            <td className="r n">
              {operatorSign(line.operator)} {writeAmount(line.amount, language)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
