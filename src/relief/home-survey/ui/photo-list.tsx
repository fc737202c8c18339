import { useState } from 'react'
import { useSay } from '#design/console/language.tsx'
import { Refused } from '#design/console/case-panel.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { addPhoto, removePhoto } from '../wire.ts'
import { useSurveyChanged, type SurveyAnswer } from './calls.ts'
import type { SectionAnswer } from './form-state.ts'

/** A photo not sent yet keeps its key: tried again it is kept once. */
interface Waiting {
  readonly file: File
  readonly key: string
}

/** Photos of a section, taken with the camera or chosen. What could not be sent stays here and can be sent again. */
export function PhotoList({ survey, section }: { survey: SurveyAnswer; section: SectionAnswer }) {
  const say = useSay()
  const { waiting, isSending, trouble, send } = useUploads(survey, section.name)
  const photos = survey.photos.filter((photo) => photo.section === section.name)
  const choose = (files: FileList | null): void =>
    void send([...(files ?? [])].map((file) => ({ file, key: crypto.randomUUID() })))
  return (
    <div className="hs-photos">
      <h3>{say(`照片 ${photos.length} 张`, `Photos: ${photos.length}`)}</h3>
      <ul className="hs-photo-list">
        {photos.map((photo, at) => (
          <PhotoCard
            key={photo.id}
            survey={survey}
            photo={photo}
            label={say(`${section.zh} 第 ${at + 1} 张`, `${section.en}, photo ${at + 1}`)}
          />
        ))}
      </ul>
      {survey.mayWrite ? (
        <div className="row">
          <PhotoInput
            label={say('拍一张', 'Take a photo')}
            section={say(section)}
            isCamera
            isOff={isSending}
            onChoose={choose}
          />
          <PhotoInput
            label={say('从相册选', 'From the album')}
            section={say(section)}
            isCamera={false}
            isOff={isSending}
            onChoose={choose}
          />
        </div>
      ) : null}
      <p className="small" role="status">
        {isSending ? say('正在传…', 'Sending…') : ''}
      </p>
      <Refused trouble={trouble} />
      {waiting.length > 0 && !isSending ? (
        <div className="row">
          <span>
            {say(`${waiting.length} 张还没传上，都在这台手机上`, `${waiting.length} not sent, still on this phone`)}
          </span>
          <button type="button" className="btn" onClick={() => void send([])}>
            {say('再传一次', 'Send again')}
          </button>
        </div>
      ) : null}
    </div>
  )
}

function useUploads(survey: SurveyAnswer, section: string) {
  const client = useClient()
  const changed = useSurveyChanged(survey)
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const [isSending, setSending] = useState(false)
  const [trouble, setTrouble] = useState<unknown>(null)
  const send = async (more: readonly Waiting[]): Promise<void> => {
    let left = [...waiting, ...more]
    setWaiting(left)
    setSending(true)
    setTrouble(null)
    for (const one of left) {
      try {
        const body = new FormData()
        body.set('section', section)
        body.set('file', one.file)
        const { verb, path } = addPhoto
        await client.json({ verb, path, params: { id: survey.id }, body, key: one.key })
        left = left.filter((other) => other !== one)
      } catch (error) {
        setTrouble(error)
        // What was refused is not a photo that can be kept; what was not answered is tried again.
        if (isRefusal(error)) left = left.filter((other) => other !== one)
      }
    }
    setWaiting(left)
    await changed()
    setSending(false)
  }
  return { waiting, isSending, trouble, send }
}

const isRefusal = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'status' in error &&
  typeof error.status === 'number' &&
  error.status >= 400 &&
  error.status < 500

interface PhotoInputProps {
  readonly label: string
  readonly section: string
  readonly isCamera: boolean
  readonly isOff: boolean
  readonly onChoose: (files: FileList | null) => void
}

function PhotoInput({ label, section, isCamera, isOff, onChoose }: PhotoInputProps) {
  return (
    <label className={isCamera ? 'btn hs-file' : 'btn line hs-file'}>
      {label}
      <span className="vh">{section}</span>
      <input
        type="file"
        className="vh"
        accept="image/jpeg,image/png,image/webp"
        disabled={isOff}
        multiple={!isCamera}
        {...(isCamera ? { capture: 'environment' as const } : {})}
        onChange={(event) => {
          onChoose(event.target.files)
          event.target.value = ''
        }}
      />
    </label>
  )
}

function PhotoCard({
  survey,
  photo,
  label,
}: {
  survey: SurveyAnswer
  photo: SurveyAnswer['photos'][number]
  label: string
}) {
  const say = useSay()
  const client = useClient()
  const changed = useSurveyChanged(survey)
  const press = usePress(async () => {
    await client.call(removePhoto, { params: { id: survey.id, photo: photo.id } })
    await changed()
  })
  return (
    <li>
      <a href={photo.href} target="_blank" rel="noreferrer">
        <img src={photo.href} alt={label} loading="lazy" />
      </a>
      {survey.mayWrite ? (
        <button type="button" className="btn text" disabled={press.isBusy} onClick={() => void press.send(null)}>
          {say('拿掉', 'Take out')}
          <span className="vh">{label}</span>
        </button>
      ) : null}
      <Refused trouble={press.refusal} />
    </li>
  )
}
