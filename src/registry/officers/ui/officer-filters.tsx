import { Filters } from '#design/console/filters.tsx'
import { useSay, type Say } from '#design/console/language.tsx'
import type { TableUrl } from '#design/console/table-url.ts'
import { TypedFilter } from '#design/console/typed-filter.tsx'
import type { RoleOffer } from './calls.ts'
import type { OfficerFilter } from './find.ts'
import { stateWords } from './words.ts'

/** The filter in words, for the empty list; null when there is none. */
export function filtersInWords(filter: OfficerFilter, roles: readonly RoleOffer[], say: Say): string | null {
  const role = roles.find((one) => one.role === filter['role'])
  const state = stateWords[filter['state'] ?? '']
  const words = [
    ...(filter['text'] === undefined ? [] : [filter['text']]),
    ...(filter['role'] === undefined ? [] : [role === undefined ? filter['role'] : say(role)]),
    ...(state === undefined ? [] : [say(state)]),
  ]
  return words.length === 0 ? null : words.join(say('＋', ' + '))
}

export function OfficerFilters({ url, roles }: { url: TableUrl; roles: readonly RoleOffer[] }) {
  const say = useSay()
  const { state } = url
  return (
    <Filters>
      <label className="filter">
        <span>{say('姓名、职务、岗位、地方', 'Name, post, role, place')}</span>
        <TypedFilter value={state['text'] ?? ''} onSettle={(text) => url.set({ text }, { replace: true })} />
      </label>
      <label className="filter">
        <span>{say('岗位', 'Role')}</span>
        <select className="in" value={state['role'] ?? ''} onChange={(event) => url.set({ role: event.target.value })}>
          <option value="">{say('全部', 'All')}</option>
          {roles.map((role) => (
            <option key={role.role} value={role.role}>
              {say(role)}
            </option>
          ))}
        </select>
      </label>
      <label className="filter">
        <span>{say('在不在岗', 'Serving or not')}</span>
        <select
          className="in"
          value={state['state'] ?? 'serving'}
          onChange={(event) => url.set({ state: event.target.value === 'serving' ? '' : event.target.value })}
        >
          {Object.entries(stateWords).map(([name, words]) => (
            <option key={name} value={name}>
              {say(words)}
            </option>
          ))}
        </select>
      </label>
      {filtersInWords(state, roles, say) === null ? null : (
        <button type="button" className="btn line" onClick={() => url.clear()}>
          {say('去掉筛选', 'Clear')}
        </button>
      )}
    </Filters>
  )
}
