import { ReasonField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'

export interface TypedObjection {
  readonly objector: string
  readonly contact: string
  readonly text: string
}
export const blankObjection: TypedObjection = { objector: '', contact: '', text: '' }

interface ObjectionFieldsProps {
  readonly typed: TypedObjection
  readonly onType: (typed: TypedObjection) => void
  /** Where the name of whoever objects does not go. */
  readonly sealed: string
}

/** Who objects to a notice, how to reach them, and what they say. */
export function ObjectionFields({ typed, onType, sealed }: ObjectionFieldsProps) {
  const say = useSay()
  const set = (name: keyof TypedObjection) => (value: string) => onType({ ...typed, [name]: value })
  return (
    <>
      <TextField
        label={say('谁提的', 'Who objects')}
        hint={sealed}
        lengthMax={60}
        isRequired
        value={typed.objector}
        onChange={set('objector')}
      />
      <TextField
        label={say('怎么联系', 'How to reach them')}
        hint={say('封存；可以不填', 'Sealed; may be left empty')}
        lengthMax={60}
        value={typed.contact}
        onChange={set('contact')}
      />
      <ReasonField
        label={say('说了什么', 'What they say')}
        hint={say('照原话记。不要写出提的人是谁', 'In their words, without saying who they are')}
        value={typed.text}
        onChange={set('text')}
      />
    </>
  )
}
