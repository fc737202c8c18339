import { useId, type ReactNode } from 'react'
import { useSay } from './language.tsx'
import { fenTyped } from './fen-text.ts'

/** What a control needs so that a screen reader hears its label, its hint and its fault. */
export interface ControlProps {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: true
}

interface FieldProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** What is wrong with the value, or null. */
  readonly fault?: string | null
  readonly children: (control: ControlProps) => ReactNode
}

/** A label over its control, a hint below the label, the fault above the control. */
export function LabelledField({ label, hint, fault = null, children }: FieldProps) {
  const id = useId()
  const told = [hint === undefined ? '' : `${id}-hint`, fault === null ? '' : `${id}-fault`].filter((one) => one !== '')
  return (
    <div className={fault === null ? 'field' : 'field bad'}>
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault === null ? null : (
        <p className="err" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      {children({
        id,
        ...(told.length === 0 ? {} : { 'aria-describedby': told.join(' ') }),
        ...(fault === null ? {} : { 'aria-invalid': true as const }),
      })}
    </div>
  )
}

interface ValueProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly fault?: string | null
  readonly value: string
  readonly onChange: (value: string) => void
  readonly isRequired?: boolean
}

const frame = ({ label, hint, fault }: ValueProps) => ({
  label,
  ...(hint === undefined ? {} : { hint }),
  fault: fault ?? null,
})

export function TextField(props: ValueProps & { readonly lengthMax?: number }) {
  return (
    <LabelledField {...frame(props)}>
      {(control) => (
        <input
          {...control}
          className="in"
          autoComplete="off"
          maxLength={props.lengthMax ?? 200}
          required={props.isRequired ?? false}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </LabelledField>
  )
}

/** Typed in yuan, kept as typed. `fenTyped(value)` says what it means; no float ever holds it. */
export function MoneyField(props: ValueProps & { readonly unit?: string }) {
  const say = useSay()
  const isWrong = fenTyped(props.value).is === 'not-an-amount'
  const fault =
    props.fault ??
    (isWrong
      ? say('写成 930 或 930.50 这样的数，最多两位小数', 'Write 930 or 930.50, at most two decimals, not below zero')
      : null)
  return (
    <LabelledField {...frame({ ...props, fault })}>
      {(control) => (
        <span className="money">
          <input
            {...control}
            className="in"
            inputMode="decimal"
            autoComplete="off"
            maxLength={22}
            required={props.isRequired ?? false}
            value={props.value}
            onChange={(event) => props.onChange(event.target.value)}
          />
          <span>{props.unit ?? say('元', 'yuan')}</span>
        </span>
      )}
    </LabelledField>
  )
}

/** A day as `2026-03-02`; the earliest and latest that make sense are held by the field itself. */
export function DayField(props: ValueProps & { readonly min?: string; readonly max?: string }) {
  return (
    <LabelledField {...frame(props)}>
      {(control) => (
        <input
          {...control}
          className="in day-in"
          type="date"
          required={props.isRequired ?? false}
          {...(props.min === undefined ? {} : { min: props.min })}
          {...(props.max === undefined ? {} : { max: props.max })}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </LabelledField>
  )
}

/** Shortest and longest reason a person may write down, in characters. */
export const reasonLength = { min: 2, max: 1000 } as const
export const isReason = (text: string): boolean => text.trim().length >= reasonLength.min

/** Why: it goes into the timeline and into the audit trail, word for word. */
export function ReasonField(props: ValueProps & { readonly lines?: number }) {
  return (
    <LabelledField {...frame(props)}>
      {(control) => (
        <textarea
          {...control}
          className="in reason-in"
          rows={props.lines ?? 3}
          minLength={reasonLength.min}
          maxLength={reasonLength.max}
          required={props.isRequired ?? true}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </LabelledField>
  )
}

export interface Choice {
  readonly value: string
  readonly label: string
  /** One line below the label: what follows from it. */
  readonly says?: ReactNode
  readonly isOff?: boolean
}

/** One of a few: every choice is seen at once, none is chosen beforehand unless the value says so. */
export function ChoiceField(props: ValueProps & { readonly choices: readonly Choice[] }) {
  const id = useId()
  return (
    <fieldset className="field choices">
      <legend>{props.label}</legend>
      {props.hint === undefined ? null : <p className="hint">{props.hint}</p>}
      {props.fault === undefined || props.fault === null ? null : <p className="err">{props.fault}</p>}
      <div className="opts">
        {props.choices.map((choice) => (
          <label className="opt-row" key={choice.value}>
            <input
              type="radio"
              name={id}
              value={choice.value}
              disabled={choice.isOff ?? false}
              required={props.isRequired ?? true}
              checked={props.value === choice.value}
              onChange={() => props.onChange(choice.value)}
            />
            <span>
              <b>{choice.label}</b>
              {choice.says === undefined ? null : <span className="hint">{choice.says}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** One of many: a list to open. The first entry is the sentence that asks. */
export function SelectField(props: ValueProps & { readonly choices: readonly Choice[]; readonly ask: string }) {
  return (
    <LabelledField {...frame(props)}>
      {(control) => (
        <select
          {...control}
          className="in"
          required={props.isRequired ?? true}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        >
          <option value="">{props.ask}</option>
          {props.choices.map(({ value, label, isOff = false }) => (
            <option key={value} value={value} disabled={isOff}>
              {label}
            </option>
          ))}
        </select>
      )}
    </LabelledField>
  )
}
