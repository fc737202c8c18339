import { useState, type ReactNode } from 'react'
import { useSay } from './language.tsx'
import { troubleOf } from './table-states.tsx'

/** Hands a file that was fetched to the browser, under the name the server gave it. */
export function saveFile({ name, blob }: { readonly name: string; readonly blob: Blob }): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** Fetches the file inside the session, so that a refusal is a sentence here and not a page of JSON elsewhere. */
export function DownloadButton({
  fetchFile,
  children,
  className = 'btn line',
}: {
  fetchFile: () => Promise<{ readonly name: string; readonly blob: Blob }>
  children: ReactNode
  className?: string
}) {
  const say = useSay()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const load = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      saveFile(await fetchFile())
    } catch (trouble) {
      setError(trouble)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <button type="button" className={className} disabled={isBusy} onClick={() => void load()}>
        {isBusy ? say('正在做文件…', 'Preparing…') : children}
      </button>
      {error === null ? null : (
        <span className="err" role="alert">
          {say(troubleOf(error))}
        </span>
      )}
    </>
  )
}
