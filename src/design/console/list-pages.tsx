import { count } from './figures.ts'
import { useSay, type Words } from './language.tsx'

interface PagesProps {
  readonly page: number
  readonly size: number
  readonly all: number
  readonly onPage: (page: number) => void
  /** Above a list it stands on a phone alone, where the end of the list is far away. */
  readonly isAbove?: boolean
}

/**
 * The pages of every list: one back, one on, and any other by its number, so that no list is leafed through. Nothing is
 * drawn while everything stands on one.
 */
export function Pages({ page, size, all, onPage, isAbove = false }: PagesProps) {
  const say = useSay()
  const last = Math.max(1, Math.ceil(all / size))
  if (last === 1 && page === 1) return null
  const first = (page - 1) * size + 1
  const isBeyond = first > all
  return (
    <nav
      className={`list-pages noprint${isAbove ? ' above' : ''}`}
      aria-label={isAbove ? say('翻页（列表上方）', 'Pages, above the list') : say('翻页', 'Pages')}
    >
      <span className="n">
        {isBeyond
          ? say(`第 ${page} 页没有了，一共 ${last} 页`, `There is no page ${page}, only ${last}`)
          : say(
              `第 ${count(first)}–${count(Math.min(all, page * size))} 条，共 ${count(all)} 条`,
              `${count(first)}–${count(Math.min(all, page * size))} of ${count(all)}`,
            )}
      </span>
      <button type="button" className="btn line" disabled={page <= 1} onClick={() => onPage(Math.min(page - 1, last))}>
        {say('上一页', 'Previous')}
      </button>
      <select
        className="in"
        aria-label={say('到第几页', 'Go to page')}
        value={isBeyond ? '' : page}
        onChange={(event) => onPage(Number(event.target.value))}
      >
        {isBeyond ? <option value="" /> : null}
        {pagesOffered(page, last).map((one) => (
          <option key={one} value={one}>
            {say(`第 ${one} / ${last} 页`, `Page ${one} of ${last}`)}
          </option>
        ))}
      </select>
      <button type="button" className="btn line" disabled={page >= last} onClick={() => onPage(page + 1)}>
        {say('下一页', 'Next')}
      </button>
    </nav>
  )
}

/** Pages named one by one around where one is, and so many steps over the whole of a long list. */
const [nearby, steps] = [10, 50]

/** The pages one may jump to, in order: all of a short list; of a long one those nearby, even steps, the first, the last. */
export function pagesOffered(page: number, last: number): readonly number[] {
  const step = Math.ceil(last / steps)
  const near = Array.from({ length: 2 * nearby + 1 }, (_, index) => page - nearby + index)
  const far = Array.from({ length: Math.ceil(last / step) }, (_, index) => 1 + index * step)
  return [...new Set([...far, ...near, last])]
    .filter((one) => one >= 1 && one <= last)
    .toSorted((left, right) => left - right)
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
