import { DownloadButton } from '#design/console/download.tsx'
import { useSay } from '#design/console/language.tsx'

type Format = 'xlsx' | 'csv'

/** What the page shows, as a workbook or as CSV; each file is written down in the audit. */
export function ExportButtons({
  what,
  fetchFile,
}: {
  /** `名单`; without it the buttons speak of the page. */
  readonly what?: string
  readonly fetchFile: (format: Format) => Promise<{ readonly name: string; readonly blob: Blob }>
}) {
  const say = useSay()
  const of = what === undefined ? '' : say(what, ` ${what}`)
  return (
    <>
      <DownloadButton fetchFile={() => fetchFile('xlsx')}>
        {say(`导出${of} Excel`, `Export${of} to Excel`)}
      </DownloadButton>
      <DownloadButton fetchFile={() => fetchFile('csv')}>{say(`导出${of} CSV`, `Export${of} as CSV`)}</DownloadButton>
    </>
  )
}
