import { LabelledField, MoneyField } from '#design/console/fields.tsx'
import { useSay, type Words } from '#design/console/language.tsx'
import { anchorOf, toggled, wireOf, type FieldAnswer } from './form-state.ts'

interface QuestionProps {
  readonly slot: string
  readonly field: FieldAnswer
  /** Whom it is about; heard by a screen reader, seen as the heading above. */
  readonly about: string | null
  readonly value: string
  readonly fault: Words | null
  readonly onChange: (value: string) => void
}

/** One question. Nothing is chosen beforehand, and what was chosen can be taken back: empty is unknown. */
export function Question(props: QuestionProps) {
  const { field, slot } = props
  return (
    <div id={anchorOf(slot)} className="hs-q" tabIndex={-1}>
      {field.kind === 'choice' || field.kind === 'choices' ? <Choices {...props} /> : <Written {...props} />}
    </div>
  )
}

function Label({ field, about }: Pick<QuestionProps, 'field' | 'about'>) {
  const say = useSay()
  return (
    <>
      {about === null ? null : <span className="vh">{say(`${about}：`, `${about}: `)}</span>}
      {say(field)}
      {field.isRequired ? <span className="hs-must">{say('必填', 'needed')}</span> : null}
    </>
  )
}

function hintOf(field: FieldAnswer): Words | null {
  if (field.fact === null) return field.hint
  const fact = { zh: `完成后可写入档案：${field.fact.zh}`, en: `Can go on file afterwards: ${field.fact.en}` }
  return field.hint === null ? fact : { zh: `${field.hint.zh}。${fact.zh}`, en: `${field.hint.en}. ${fact.en}` }
}

function Choices({ field, slot, about, value, fault, onChange }: QuestionProps) {
  const say = useSay()
  const isOne = field.kind === 'choice'
  const chosen = value === '' ? [] : value.split(',')
  const hint = hintOf(field)
  return (
    <fieldset className={fault === null ? 'field' : 'field bad'}>
      <legend>
        <Label field={field} about={about} />
      </legend>
      {hint === null ? null : <p className="hint">{say(hint)}</p>}
      {fault === null ? null : <p className="err">{say(fault)}</p>}
      <div className="opts hs-opts">
        {field.options.map((option) => (
          <label className="opt-row" key={option.value}>
            <input
              type={isOne ? 'radio' : 'checkbox'}
              name={slot}
              value={option.value}
              checked={chosen.includes(option.value)}
              onChange={() => onChange(isOne ? option.value : toggled(field, value, option.value))}
            />
            <b>{say(option)}</b>
          </label>
        ))}
      </div>
      {isOne && value !== '' ? (
        <button type="button" className="btn text hs-undo" onClick={() => onChange('')}>
          {say('不选了', 'Take it back')}
          <span className="vh">{say(`：${field.zh}`, `: ${field.en}`)}</span>
        </button>
      ) : null}
    </fieldset>
  )
}

function Written({ field, about, value, fault, onChange }: QuestionProps) {
  const say = useSay()
  const hint = hintOf(field)
  const isWrong = field.kind === 'number' && wireOf('number', value) === null
  const shared = {
    label: <Label field={field} about={about} />,
    ...(hint === null ? {} : { hint: say(hint) }),
    fault: isWrong
      ? say('写一个整数，没有写 0，不知道空着', 'A whole number; 0 when none, empty when not known')
      : fault && say(fault),
  }
  if (field.kind === 'yuan') return <MoneyField {...shared} value={value} onChange={onChange} />
  return (
    <LabelledField {...shared}>
      {(control) =>
        field.kind === 'number' ? (
          <input
            {...control}
            className="in hs-number"
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <textarea
            {...control}
            className="in hs-text"
            rows={2}
            maxLength={2000}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </LabelledField>
  )
}
