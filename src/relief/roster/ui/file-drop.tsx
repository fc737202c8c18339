import { useState, type DragEvent } from 'react'
import { useSay } from '#design/console/language.tsx'

interface FileDropProps {
  readonly file: File | null
  readonly onChoose: (file: File | null) => void
}

/** Drag it here or press: both end in the same file field, so a keyboard gets there too. */
export function FileDrop({ file, onChoose }: FileDropProps) {
  const say = useSay()
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    onChoose(event.dataTransfer.files[0] ?? null)
  }
  return (
    <div>
      <h2>
        <label htmlFor="roster-file">{say('把文件拖到这里', 'Drag the file here')}</label>
      </h2>
      <input
        className="vh"
        type="file"
        id="roster-file"
        accept=".xlsx,.csv"
        onChange={(event) => onChoose(event.target.files?.[0] ?? null)}
      />
      <label
        className={`ro-drop${isOver ? ' is-over' : ''}`}
        htmlFor="roster-file"
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <svg viewBox="0 0 44 44" fill="none" stroke="currentColor" strokeWidth="3" aria-hidden="true">
          <path d="M8 4h20l8 8v28H8z" />
          <path d="M28 4v8h8M14 20h16M14 27h16M14 34h9M22 20v14" />
        </svg>
        <b>{file === null ? say('拖进来，或者点这里选', 'Drop it, or press to choose') : file.name}</b>
        <p>
          {file === null
            ? say(
                '.xlsx，或 .csv（UTF-8、GBK 都行） · 一人一行 · 不超过 5 万行、20 MB',
                '.xlsx, or .csv in UTF-8 or GBK · one person per row · up to 50,000 rows, 20 MB',
              )
            : say(`${sizeOf(file.size)}，点一下换一份`, `${sizeOf(file.size)}, press to choose another`)}
        </p>
      </label>
      <p className="small gap">
        {say(
          '宏不运行，公式不计算，隐藏的表不读。空着当不知道，不当 0。',
          'Macros do not run, formulas are not computed, hidden sheets are not read. Empty means unknown, never 0.',
        )}
      </p>
    </div>
  )
}

export const sizeOf = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`
