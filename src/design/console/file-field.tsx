import { useEffect, useState, type ReactNode } from 'react'
import { useSay, type Say } from './language.tsx'
import { LabelledField } from './fields.tsx'

/** Bytes a paper may have: the server says so again, in a sentence. */
const paperBytesMax = 20 * 1024 * 1024

export const bytesText = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`

interface FileFieldProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly fault?: string | null
  readonly file: File | null
  readonly onChoose: (file: File | null) => void
  /** `image/*,.pdf` unless said otherwise. */
  readonly accept?: string
  /** On a phone: opens the camera at once. */
  readonly isPhoto?: boolean
  readonly bytesMax?: number
  readonly isRequired?: boolean
}

/** A photo or a scan: chosen or taken, shown with name and size before it is sent, taken away again with one press. */
export function FileField(props: FileFieldProps) {
  const { file, onChoose, bytesMax = paperBytesMax, isPhoto = false } = props
  const say = useSay()
  const isTooBig = file !== null && file.size > bytesMax
  const fault =
    props.fault ??
    (isTooBig
      ? say(
          `这份有 ${bytesText(file.size)}，最多 ${bytesText(bytesMax)}。拍照时选小一点，或者分成几份`,
          `It has ${bytesText(file.size)}; at most ${bytesText(bytesMax)}. Take a smaller photo or split it`,
        )
      : null)
  return (
    <LabelledField label={props.label} {...(props.hint === undefined ? {} : { hint: props.hint })} fault={fault}>
      {(control) => (
        <div className="file-field">
          <div className="file-door">
            <input
              {...control}
              className="in"
              type="file"
              accept={props.accept ?? 'image/*,.pdf'}
              required={(props.isRequired ?? false) && file === null}
              {...(isPhoto ? { capture: 'environment' as const } : {})}
              onChange={(event) => onChoose(event.target.files?.[0] ?? null)}
            />
            <span className="btn line" aria-hidden="true">
              {doorWords(say, isPhoto, file !== null)}
            </span>
          </div>
          {file === null ? null : <Chosen file={file} onDrop={() => onChoose(null)} />}
        </div>
      )}
    </LabelledField>
  )
}

/** What the door says, in the reader's language; a browser's own button speaks the language of the browser. */
function doorWords(say: Say, isPhoto: boolean, isAnother: boolean): string {
  if (isAnother) return say('换一份', 'Choose another')
  return isPhoto ? say('拍照或选一张', 'Take or choose a photo') : say('选文件', 'Choose a file')
}

function Chosen({ file, onDrop }: { file: File; onDrop: () => void }) {
  const say = useSay()
  const address = usePreview(file)
  return (
    <div className="file-chosen">
      {address === null ? null : <img src={address} alt={say(`${file.name} 的预览`, `Preview of ${file.name}`)} />}
      <span>
        <b>{file.name}</b>
        <span className="mute small n">{bytesText(file.size)}</span>
      </span>
      <button type="button" className="inline-press" onClick={onDrop}>
        {say('不要这份', 'Take it away')}
      </button>
    </div>
  )
}

/** A picture as the browser holds it; nothing leaves the machine before the form is sent. */
function usePreview(file: File): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (!file.type.startsWith('image/')) {
      setAddress(null)
      return
    }
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}
