import { useSay } from '#design/console/language.tsx'

/** Leafing, without a script-heavy widget: back, where one is, on. */
export function Pages({ page, last, onGo }: { page: number; last: number; onGo: (page: number) => void }) {
  const say = useSay()
  if (last <= 1) return null
  return (
    <nav className="row gap noprint" aria-label={say('翻页', 'Pages')}>
      <button type="button" className="btn line" disabled={page <= 1} onClick={() => onGo(page - 1)}>
        {say('上一页', 'Previous')}
      </button>
      <span className="mute">{say(`第 ${page} / ${last} 页`, `Page ${page} of ${last}`)}</span>
      <button type="button" className="btn line" disabled={page >= last} onClick={() => onGo(page + 1)}>
        {say('下一页', 'Next')}
      </button>
    </nav>
  )
}
