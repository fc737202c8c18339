import { count } from './figures.ts'
import { useSay, type Words } from './language.tsx'

/** The pages of a list that is no table. Nothing is drawn while everything stands on one. */
export function Pages({
  page,
  size,
  all,
  onPage,
}: {
  readonly page: number
  readonly size: number
  readonly all: number
  readonly onPage: (page: number) => void
}) {
  const say = useSay()
  const last = Math.max(1, Math.ceil(all / size))
  if (last === 1 && page === 1) return null
  const first = (page - 1) * size + 1
  return (
    <nav className="row noprint" aria-label={say('翻页', 'Pages')}>
      <button type="button" className="btn line" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {say('上一页', 'Previous')}
      </button>
      <span className="n">
        {first > all
          ? say(`第 ${page} 页没有了，一共 ${last} 页`, `There is no page ${page}, only ${last}`)
          : say(
              `第 ${count(first)}–${count(Math.min(all, page * size))} 条，共 ${count(all)} 条`,
              `${first}–${Math.min(all, page * size)} of ${all}`,
            )}
      </span>
      <button
        type="button"
        className="btn line"
        disabled={page >= last}
        onClick={() => onPage(Math.min(page + 1, last))}
      >
        {say('下一页', 'Next')}
      </button>
    </nav>
  )
}

/** Said under a list that ends before what there is: no list is cut in silence. `all`: null where it is not counted. */
export function CutShort({
  shown,
  all,
  how,
}: {
  readonly shown: number
  readonly all: number | null
  /** How to reach the rest. */
  readonly how: Words
}) {
  const say = useSay()
  if (all !== null && shown >= all) return null
  const rest = say(how)
  return (
    <p className="small mute">
      {all === null
        ? say(
            `只列出前 ${count(shown)} 条，后面还有。${rest}`,
            `Only the first ${count(shown)} are listed; there are more. ${rest}`,
          )
        : say(
            `只列出前 ${count(shown)} 条，一共 ${count(all)} 条。${rest}`,
            `Only the first ${count(shown)} of ${count(all)} are listed. ${rest}`,
          )}
    </p>
  )
}
