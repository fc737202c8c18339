import { useState } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { SelectField } from '#design/console/fields.tsx'
import { FileField } from '#design/console/file-field.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { documentKindLabels, documentKinds, type DocumentKindName } from '../labels.ts'

export interface AddedPaper {
  readonly name: string
  readonly isKnown: boolean
  readonly isStripped: boolean
}

/** Hands in one photo or PDF: kind, file, and what became of it in a sentence. No form of its own: it stands in others. */
export function AddPaper({
  kinds = documentKinds,
  onSend,
}: {
  kinds?: readonly DocumentKindName[]
  onSend: (form: FormData, key: string) => Promise<AddedPaper>
}) {
  const say = useSay()
  const [kind, setKind] = useState<string>(kinds.length === 1 ? (kinds[0] ?? '') : '')
  const [file, setFile] = useState<File | null>(null)
  const [kept, setKept] = useState<AddedPaper | null>(null)
  const press = usePress(async (paper: { kind: string; file: File }, key) => {
    const form = new FormData()
    form.set('kind', paper.kind)
    form.set('file', paper.file)
    setKept(await onSend(form, key))
    setFile(null)
  })
  return (
    <div className="fields" role="group" aria-label={say('收一份材料', 'Take a paper')}>
      {kinds.length === 1 ? null : (
        <SelectField
          label={say('什么材料', 'Which paper')}
          ask={say('请选', 'Choose')}
          value={kind}
          onChange={setKind}
          choices={kinds.map((value) => ({ value, label: say(documentKindLabels[value]) }))}
        />
      )}
      <FileField
        label={say('照片或扫描件', 'Photo or scan')}
        file={file}
        onChoose={(chosen) => {
          setKept(null)
          setFile(chosen)
        }}
        accept="image/jpeg,image/png,image/webp,application/pdf"
      />
      <p className="small" role="status">
        {kept === null ? '' : say(sentenceOf(kept))}
      </p>
      <Refused trouble={press.refusal} />
      <div className="row">
        <button
          type="button"
          className="btn line"
          disabled={file === null || kind === '' || press.isBusy}
          onClick={() => {
            if (file !== null) void press.send({ kind, file })
          }}
        >
          {press.isBusy ? say('正在存…', 'Saving…') : say('存下', 'Keep it')}
        </button>
      </div>
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
