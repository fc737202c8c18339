import { useSay } from '#design/console/language.tsx'

/** The file as it stood on a day: members and facts are kept over time, nothing is overwritten. */
export function AsOfBar({ on, onChange }: { on: string | undefined; onChange: (day: string | undefined) => void }) {
  const say = useSay()
  return (
    <div className="filters noprint">
      <label className="filter">
        <span>{say('看哪一天的情况', 'As it stood on')}</span>
        <input
          className="in"
          type="date"
          value={on ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
        />
      </label>
      {on === undefined ? null : (
        <button type="button" className="btn line" onClick={() => onChange(undefined)}>
          {say('回到今天', 'Back to today')}
        </button>
      )}
    </div>
  )
}
