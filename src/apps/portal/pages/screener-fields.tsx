import type { ReactNode } from 'react'
import { sayIn, type Words } from '#design/console/language.tsx'
import { Field } from '#design/portal/form-errors.tsx'
import { Shape } from '#design/console/shape.tsx'
import { thingsMax, type AnswerError, type FieldName, type QuestionKey } from '#relief/eligibility/index.ts'
import type { AskView } from '../screener.ts'

export interface FieldsProps {
  readonly view: AskView
  readonly errors: readonly AnswerError[]
  readonly legend: string
  /** Town and country have different numbers in the chosen place. */
  readonly hasTiers: boolean
}

const unknownWords: Words = { zh: '说不清', en: 'Cannot say' }

/** The controls of one question. */
export function QuestionFields({ question, ...props }: FieldsProps & { readonly question: QuestionKey }) {
  switch (question) {
    case 'place':
      return <PlaceField {...props} />
    case 'people':
      return (
        <Choices
          {...props}
          name="people-is"
          rows={[
            some('能数清', 'I can count them'),
            unknown('没关系，到窗口一起数', 'Never mind, the office will count with you'),
          ]}
        >
          <Text
            {...props}
            name="people"
            label={{ zh: '几口人', en: 'How many' }}
            unit={{ zh: '口', en: '' }}
            inputMode="numeric"
          />
        </Choices>
      )
    case 'registered':
      return <Choices {...props} name="registered" rows={registeredRows(props.hasTiers)} />
    case 'income':
      return (
        <Choices
          {...props}
          name="income-is"
          rows={[
            some('有收入', 'There is income'),
            none('没有收入', 'No income'),
            unknown('没关系，窗口会陪您一起算', 'Never mind, the office will work it out with you'),
          ]}
        >
          <Text {...props} name="income" label={{ zh: '一共多少元', en: 'How many yuan in all' }} unit={yuanUnit} />
          <Choices
            {...props}
            name="income-per"
            legend={sayIn(props.view.visit.language)('这是多久的', 'For how long')}
            fallback="month"
            rows={[
              { value: 'month', words: { zh: '上个月', en: 'Last month' } },
              { value: 'year', words: { zh: '全年', en: 'A year' } },
            ]}
          />
        </Choices>
      )
    case 'deposits':
      return (
        <Choices
          {...props}
          name="deposits-is"
          rows={[some('有存款', 'There are savings'), none('没有存款', 'No savings'), unknown()]}
        >
          <Text {...props} name="deposits" label={{ zh: '一共多少元', en: 'How many yuan in all' }} unit={yuanUnit} />
        </Choices>
      )
    case 'things':
      return (
        <>
          <Count {...props} name="homes" label={{ zh: '房子', en: 'Homes' }} />
          <Count {...props} name="vehicles" label={{ zh: '汽车、摩托车、船', en: 'Cars, motorcycles, boats' }} />
          <Count {...props} name="businesses" label={{ zh: '营业执照', en: 'Business licences' }} />
        </>
      )
    case 'elders':
      return (
        <Choices {...props} name="elders-is" rows={[some('有', 'Yes'), none('没有', 'No'), unknown()]}>
          <Text
            {...props}
            name="elder-1"
            label={{ zh: '最年长的，哪天出生', en: 'Date of birth of the oldest' }}
            hint={{ zh: '照身份证写，比如 1939-01-01', en: 'As on the identity card, for example 1939-01-01' }}
            inputMode="text"
          />
          <Text
            {...props}
            name="elder-2"
            label={{ zh: '第二位，哪天出生（没有就空着）', en: 'Date of birth of the second oldest (or leave empty)' }}
            inputMode="text"
          />
        </Choices>
      )
    case 'paid':
      return (
        <Choices {...props} name="paid-is" rows={[some('在领', 'We get it'), none('没有领', 'We do not'), unknown()]}>
          <Text
            {...props}
            name="paid"
            label={{ zh: '全家每月多少元', en: 'Yuan a month for the household' }}
            unit={yuanUnit}
          />
        </Choices>
      )
  }
}

const yuanUnit: Words = { zh: '元', en: 'yuan' }

interface ChoiceRow {
  readonly value: string
  readonly words: Words
  readonly hint?: Words | undefined
}
const some = (zh: string, en: string): ChoiceRow => ({ value: 'some', words: { zh, en } })
const none = (zh: string, en: string): ChoiceRow => ({ value: 'none', words: { zh, en } })
const unknown = (zh?: string, en?: string): ChoiceRow => ({
  value: 'unknown',
  words: unknownWords,
  hint: zh === undefined || en === undefined ? undefined : { zh, en },
})

const registeredRows = (hasTiers: boolean): readonly ChoiceRow[] => [
  ...(hasTiers
    ? [
        { value: 'urban', words: { zh: '在这里，城镇户口', en: 'Here, as urban' } },
        { value: 'rural', words: { zh: '在这里，农村户口', en: 'Here, as rural' } },
        { value: 'here', words: { zh: '在这里，城镇还是农村说不清', en: 'Here; urban or rural, cannot say' } },
      ]
    : [{ value: 'here', words: { zh: '有人在这里', en: 'Yes, somebody is' } }]),
  { value: 'elsewhere', words: { zh: '都不在这里', en: 'No, nobody is' } },
  unknown(),
]

/** Radio buttons; what stands inside belongs to the first of them. */
function Choices({
  view,
  errors,
  legend,
  name,
  rows,
  fallback,
  children,
}: FieldsProps & {
  readonly name: FieldName
  readonly rows: readonly ChoiceRow[]
  readonly fallback?: string
  readonly children?: ReactNode
}) {
  const t = sayIn(view.visit.language)
  const chosen = view.typed[name] ?? fallback
  const error = errors.find(({ field }) => field === name)
  return (
    <fieldset className={error ? 'field bad' : 'field'} aria-describedby={error ? `${name}-error` : undefined}>
      <legend className={fallback === undefined ? 'vh' : 'lab'}>{legend}</legend>
      {error && (
        <p className="err" id={`${name}-error`}>
          <Shape name="soon" />
          {t(error)}
        </p>
      )}
      <div className="opts">
        {rows.map(({ value, words, hint }, index) => (
          <div key={value}>
            <label className="opt-row">
              <input
                type="radio"
                id={index === 0 ? name : `${name}-${value}`}
                name={name}
                value={value}
                defaultChecked={chosen === value}
              />
              <span>
                <b>{t(words)}</b>
                {hint && <span className="hint">{t(hint)}</span>}
              </span>
            </label>
            {index === 0 && children !== undefined && <div className="inner opts">{children}</div>}
          </div>
        ))}
      </div>
    </fieldset>
  )
}

function Text({
  view,
  errors,
  name,
  label,
  hint,
  unit,
  inputMode = 'decimal',
}: Omit<FieldsProps, 'legend' | 'hasTiers'> & {
  readonly name: FieldName
  readonly label: Words
  readonly hint?: Words
  readonly unit?: Words
  readonly inputMode?: 'decimal' | 'numeric' | 'text'
}) {
  const t = sayIn(view.visit.language)
  const error = errors.find(({ field }) => field === name)
  const unitWord = unit === undefined ? '' : t(unit)
  return (
    <Field id={name} label={t(label)} hint={hint && t(hint)} error={error && t(error)}>
      {(tie) => {
        const control = (
          <input
            {...tie}
            className={unitWord === '' ? 'in short' : 'in'}
            inputMode={inputMode}
            maxLength={60}
            autoComplete="off"
            defaultValue={view.typed[name]}
          />
        )
        return unitWord === '' ? (
          control
        ) : (
          <div className="money">
            {control}
            <span>{unitWord}</span>
          </div>
        )
      }}
    </Field>
  )
}

function Count({ view, errors, name, label }: FieldsProps & { readonly name: FieldName; readonly label: Words }) {
  const t = sayIn(view.visit.language)
  const error = errors.find(({ field }) => field === name)
  return (
    <Field id={name} label={t(label)} error={error && t(error)}>
      {(tie) => (
        <select {...tie} className="in short" defaultValue={view.typed[name] ?? ''}>
          <option value="">{t('请选', 'Choose')}</option>
          <option value="0">{t('没有', 'None')}</option>
          {Array.from({ length: thingsMax }, (_, index) => (
            <option key={index} value={String(index + 1)}>
              {index + 1}
            </option>
          ))}
          <option value="unknown">{t('更多，或者说不清', 'More, or cannot say')}</option>
        </select>
      )}
    </Field>
  )
}

function PlaceField({ view, errors }: FieldsProps) {
  const t = sayIn(view.visit.language)
  const error = errors.find(({ field }) => field === 'place')
  const group = (which: 'home' | 'elsewhere') =>
    view.places
      .filter((place) => place.group === which)
      .map(({ code, name }) => (
        <option key={code} value={code}>
          {t(name)}
        </option>
      ))
  return (
    <Field id="place" label={t('镇、街道或者城市', 'Town or city')} error={error && t(error)}>
      {(tie) => (
        <select {...tie} defaultValue={view.typed.place ?? ''}>
          <option value="">{t('请选', 'Choose')}</option>
          <optgroup label={t('本县', 'This county')}>{group('home')}</optgroup>
          <optgroup label={t('别的地方', 'Other places')}>{group('elsewhere')}</optgroup>
          <option value="unknown">{t('没有我住的地方，或者说不清', 'Mine is not here, or I cannot say')}</option>
        </select>
      )}
    </Field>
  )
}
