import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { SelectField } from '#design/console/fields.tsx'
import { FileField } from '#design/console/file-field.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { documentKindLabels } from '#registry/documents/labels.ts'
import { choicesOf } from './step-members.tsx'

interface PaperAddProps {
  readonly members: readonly { readonly key: string; readonly name: string }[]
  /** Chosen beforehand: the paper that is missing. */
  readonly wanted?: { readonly kind: string; readonly memberKey: string | null } | null
  /** `file`, `kind`, `memberKey`. */
  readonly send: (form: FormData, key: string) => Promise<unknown>
}

/** One paper at a time, from the camera or a scanner. */
export function PaperAdd({ members, wanted = null, send }: PaperAddProps) {
  const say = useSay()
  const [kind, setKind] = useState(wanted?.kind ?? '')
  const [memberKey, setMember] = useState(wanted?.memberKey ?? '')
  const [file, setFile] = useState<File | null>(null)
  const press = usePress(async (paper: { file: File; kind: string; memberKey: string }, key) => {
    const form = new FormData()
    form.set('kind', paper.kind)
    form.set('memberKey', paper.memberKey)
    form.set('file', paper.file)
    await send(form, key)
    setFile(null)
  })
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (file !== null) void press.send({ file, kind, memberKey })
  }
  return (
    <form className="fields" aria-label={say('收一份材料', 'Take a paper')} onSubmit={submit}>
      {wanted === null ? (
        <>
          <SelectField
            label={say('什么材料', 'Which paper')}
            ask={say('请选', 'Choose')}
            value={kind}
            onChange={setKind}
            choices={choicesOf(documentKindLabels, say)}
          />
          <SelectField
            label={say('谁的', 'Whose')}
            ask={say('全家的', 'the household’s')}
            isRequired={false}
            value={memberKey}
            onChange={setMember}
            choices={members.map(({ key, name }) => ({ value: key, label: name === '' ? key.slice(0, 6) : name }))}
          />
        </>
      ) : null}
      <FileField label={say('照片或扫描件', 'Photo or scan')} file={file} onChoose={setFile} />
      <Refused trouble={press.refusal} />
      <div className="row">
        <button className="btn line" disabled={file === null || kind === '' || press.isBusy}>
          {press.isBusy ? say('正在收…', 'Taking…') : say('收下', 'Take it')}
        </button>
      </div>
    </form>
  )
}
