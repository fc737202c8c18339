import { useQuery } from '@tanstack/react-query'
import { useSay } from '#design/console/language.tsx'
import { changedBetween } from '#platform/decisions/client.ts'
import type { Base } from './use-model.ts'

interface CollisionProps {
  readonly mine: () => Promise<string>
  readonly base: string
  readonly theirs: Base
  readonly file: string
  readonly onTake: () => void
}

/** Two officers wrote in one file: what the other changed, and what can be done without losing a word of either. */
export function Collision({ mine, base, theirs, file, onTake }: CollisionProps) {
  const say = useSay()
  const changed = useQuery({
    queryKey: ['policy-collision', file, theirs.version],
    queryFn: () => changedBetween(base, theirs.xml),
  })
  const names = changed.data?.map((name) => (name === '' ? say('数据类型等', 'data types and the like') : name)) ?? []
  return (
    <div className="note late" role="alert">
      <p>
        {say(
          `这份草稿刚刚有人改过同一个文件${names.length === 0 ? '' : `（${names.join('、')}）`}，所以您的没有存。您写的都还在这一页，也留在这台电脑上。`,
          `Somebody has just changed the same file${names.length === 0 ? '' : ` (${names.join(', ')})`}, so yours was not saved. Everything you wrote is still on this page and kept on this machine.`,
        )}
      </p>
      <div className="row">
        <button type="button" className="btn line" onClick={() => void mine().then((xml) => download(file, xml))}>
          {say('把我写的下载一份', 'Download what I wrote')}
        </button>
        <button type="button" className="btn line" onClick={onTake}>
          {say('看现在的样子，照它再改', 'Show it as it is now and go on from there')}
        </button>
      </div>
    </div>
  )
}

function download(name: string, xml: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([xml], { type: 'application/xml' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
