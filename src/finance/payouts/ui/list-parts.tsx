import { Link } from '@tanstack/react-router'
import { count } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { useMay } from './use-may.ts'

/** Whose row it is; a door to the file for whoever may open it. */
export function HouseholdName({
  of,
}: {
  of: { readonly householdId: string; readonly head: string; readonly number: string }
}) {
  const may = useMay()
  const name = (
    <>
      {of.head} <span className="n">{of.number}</span>
    </>
  )
  return may('households.read') ? (
    <Link to="/households/$id" params={{ id: of.householdId }}>
      {name}
    </Link>
  ) : (
    <span>{name}</span>
  )
}

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
