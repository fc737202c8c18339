import { useId, useState, type ReactNode } from 'react'
import { useSay, type Words } from '#design/console/language.tsx'
import { Shape } from '#design/console/shape.tsx'
import { passwordRules } from './words.ts'

/** A refusal where it belongs: a word, a silhouette, and read out at once. */
export function Refused({ id, words }: { id?: string; words: Words | null }) {
  const say = useSay()
  if (words === null) return null
  return (
    <p className="err" role="alert" {...(id === undefined ? {} : { id })}>
      <Shape name="late" />
      {say(words)}
    </p>
  )
}

interface TextFieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly refused: Words | null
  readonly value?: string
  readonly lengthMax: number
}

export function TextField({ name, label, hint, refused, value, lengthMax }: TextFieldProps) {
  const id = useId()
  return (
    <div className={refused === null ? 'field' : 'field bad'}>
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        className="in"
        id={id}
        name={name}
        autoComplete="off"
        maxLength={lengthMax}
        required
        {...(value === undefined ? {} : { defaultValue: value })}
        {...aria(id, hint !== undefined, refused)}
      />
      <Refused id={`${id}-err`} words={refused} />
    </div>
  )
}

/** A password somebody else will use: its rules stand there before it is refused, and it can be looked at to be told. */
export function FirstPassword({ label, refused }: { label: string; refused: Words | null }) {
  const say = useSay()
  const id = useId()
  const [isShown, setShown] = useState(false)
  return (
    <div className={refused === null ? 'field' : 'field bad'}>
      <label htmlFor={id}>{label}</label>
      <ul className="hint" id={`${id}-hint`}>
        {passwordRules.map((rule) => (
          <li key={rule.zh}>{say(rule)}</li>
        ))}
      </ul>
      <input
        className="in"
        id={id}
        name="password"
        type={isShown ? 'text' : 'password'}
        autoComplete="new-password"
        required
        {...aria(id, true, refused)}
      />
      <Refused id={`${id}-err`} words={refused} />
      <p className="hint">
        <label>
          <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.target.checked)} />{' '}
          {say('看得见我打的字', 'Show what I type')}
        </label>
      </p>
    </div>
  )
}

const aria = (id: string, hasHint: boolean, refused: Words | null) => {
  const described = [hasHint ? `${id}-hint` : '', refused === null ? '' : `${id}-err`].filter((one) => one !== '')
  return {
    'aria-invalid': refused !== null,
    ...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') }),
  }
}

/** A field whose control names itself by standing inside the label. */
export function WrappedField({
  label,
  refused,
  children,
}: {
  label: string
  refused: Words | null
  children: ReactNode
}) {
  return (
    <div className={refused === null ? 'field' : 'field bad'}>
      <label>
        {label}
        {children}
      </label>
      <Refused words={refused} />
    </div>
  )
}
