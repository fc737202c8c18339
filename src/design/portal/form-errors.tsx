import type { ReactNode } from 'react'
import { sayIn, type Language } from '../console/language.tsx'
import { Shape } from '../console/shape.tsx'

export interface FieldError {
  /** Id of the field the sentence belongs to. */
  readonly field: string
  readonly sentence: string
}

/** Stands above the form and leads to each field. Says what to mend, never “您的操作有误”. */
export function ErrorSummary({ language, errors }: { language: Language; errors: readonly FieldError[] }) {
  const t = sayIn(language)
  if (errors.length === 0) return null
  return (
    <div className="errsum" role="alert" aria-labelledby="errsum" tabIndex={-1}>
      <h2 id="errsum">
        {errors.length === 1
          ? t('有一处要改，改好就能继续', 'One thing to mend, then you can go on')
          : t(`有 ${errors.length} 处要改，改好就能继续`, `${errors.length} things to mend, then you can go on`)}
      </h2>
      <ul>
        {errors.map(({ field, sentence }) => (
          <li key={field + sentence}>
            <a href={`#${field}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  /** Draws the control and gets the attributes that tie it to its hint and error. */
  readonly children: (tie: {
    id: string
    name: string
    className: string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
  }) => ReactNode
}

/** Label, hint, error, control: always in this order, always tied together. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={error === undefined ? 'field' : 'field bad'}>
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p className="err" id={`${id}-error`}>
          <Shape name="soon" />
          {error}
        </p>
      )}
      {children({
        id,
        name: id,
        className: 'in',
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': error === undefined ? undefined : true,
      })}
    </div>
  )
}
