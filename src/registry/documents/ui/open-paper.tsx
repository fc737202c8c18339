import { useState, type ReactNode } from 'react'
import { useSay } from '#design/console/language.tsx'
import { troubleOf } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'

/**
 * Opens a paper in a window of its own, inside the session and with the purpose its reader has stated, so that a
 * refusal is a sentence here.
 */
export function OpenPaper({ id, purpose, children }: { id: string; purpose: string | undefined; children: ReactNode }) {
  const say = useSay()
  const client = useClient()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const open = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    // A window opened after waiting would be blocked, so it is opened first.
    const shown = window.open('', '_blank')
    try {
      const call = { verb: 'GET' as const, path: '/api/documents/:id', params: { id } }
      const { blob } = await client.file(purpose === undefined ? call : { ...call, purpose })
      const address = URL.createObjectURL(blob)
      if (shown === null) window.location.assign(address)
      else shown.location.replace(address)
      setTimeout(() => URL.revokeObjectURL(address), 60_000)
    } catch (trouble) {
      shown?.close()
      setError(trouble)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <button type="button" className="btn text" disabled={isBusy} onClick={() => void open()}>
        {isBusy ? say('正在打开…', 'Opening…') : children}
      </button>
      {error === null ? null : (
        <span className="err" role="alert">
          {say(troubleOf(error))}
        </span>
      )}
    </>
  )
}
