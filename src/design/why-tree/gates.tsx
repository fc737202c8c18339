import { sayIn, type Language } from '../console/language.tsx'
import { State } from '../console/shape.tsx'
import { writeAmount } from './cells.ts'
import { splitLaw } from './law-margin.tsx'
import type { WhyLine } from './shape.ts'

/** The doors one must pass, side by side: passed, not passed, or nobody knows yet. */
export function Gates({ tests, language }: { readonly tests: readonly WhyLine[]; readonly language: Language }) {
  return (
    <div className="gate">
      {tests.map((test) => (
        <Gate key={test.id} test={test} language={language} />
      ))}
    </div>
  )
}

function Gate({ test, language }: { readonly test: WhyLine; readonly language: Language }) {
  const t = sayIn(language)
  return (
    <div id={`line-${test.id}`}>
      {test.holds === true ? (
        <State tone="ok">{t('过', 'passed')}</State>
      ) : test.holds === false ? (
        <State tone="late" shape="refusal">
          {t('没过', 'not passed')}
        </State>
      ) : (
        <State tone="still" shape="unknown">
          {t('还不知道', 'not known yet')}
        </State>
      )}
      <b>{t(test)}</b>
      {test.amount !== null && <span className="m">{writeAmount(test.amount, language)}</span>}
      {test.lines.map((line) => (
        <span key={line.id} className="m">
          {t(line)}
          {line.amount !== null && ` ${writeAmount(line.amount, language)}`}
        </span>
      ))}
      {test.parameter !== null && (
        <span className="m">
          {test.parameter.value} {test.parameter.unit} · {test.parameter.document}
        </span>
      )}
      {test.source !== null && (
        <span className="m">
          {test.source.zh} · {test.source.on}
        </span>
      )}
      {test.law.map((law) => {
        const { document, article } = splitLaw(law)
        return (
          <span key={law} className="m song">
            {document} {article}
          </span>
        )
      })}
    </div>
  )
}
