import { useState } from 'react'
import { useSay } from '#design/console/language.tsx'
import { troubleOf } from '#design/console/table-states.tsx'
import { documentKindLabels, documentKinds, type DocumentKindName } from '../labels.ts'

export interface AddedPaper {
  readonly name: string
  readonly isKnown: boolean
  readonly isStripped: boolean
}

/** Hands in one photo or PDF: kind, file, and what became of it in a sentence. On a phone the camera opens. */
export function AddPaper({
  kinds = documentKinds,
  onSend,
}: {
  kinds?: readonly DocumentKindName[]
  onSend: (form: FormData) => Promise<AddedPaper>
}) {
  const say = useSay()
  const [kind, setKind] = useState<DocumentKindName>(kinds[0] ?? 'other')
  const [state, setState] = useState<{ busy?: true; done?: AddedPaper; error?: unknown }>({})
  const send = async (given: File): Promise<void> => {
    setState({ busy: true })
    const form = new FormData()
    form.set('kind', kind)
    form.set('file', given)
    try {
      setState({ done: await onSend(form) })
    } catch (error) {
      setState({ error })
    }
  }
  return (
    <div className="addpaper">
      <label>
        {say('种类', 'Kind')}
        <select value={kind} onChange={(event) => setKind(event.target.value as DocumentKindName)}>
          {kinds.map((one) => (
            <option key={one} value={one}>
              {say(documentKindLabels[one])}
            </option>
          ))}
        </select>
      </label>
      <label className="btn line">
        {state.busy ? say('正在存…', 'Saving…') : say('拍照或选文件', 'Photo or file')}
        <input
          type="file"
          className="vh"
          accept="image/jpeg,image/png,image/webp,application/pdf"
          disabled={state.busy === true}
          onChange={(event) => {
            const [given] = event.target.files ?? []
            event.target.value = ''
            if (given !== undefined) void send(given)
          }}
        />
      </label>
      <p className="small" role="status">
        {state.done === undefined ? '' : say(sentenceOf(state.done))}
      </p>
      {state.error === undefined ? null : (
        <p className="err" role="alert">
          {say(troubleOf(state.error))}
        </p>
      )}
    </div>
  )
}

function sentenceOf({ name, isKnown, isStripped }: AddedPaper): { zh: string; en: string } {
  if (isKnown)
    return { zh: `“${name}”以前交过一模一样的，没有再存一份`, en: `“${name}” was handed in before; not kept twice` }
  return isStripped
    ? {
        zh: `“${name}”存好了。照片里的拍摄地点已经去掉`,
        en: `“${name}” is kept. The place it was taken has been removed`,
      }
    : { zh: `“${name}”存好了`, en: `“${name}” is kept` }
}
