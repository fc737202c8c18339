import { count } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import type { TableUrl } from '#design/console/table-url.ts'
import { kindFaces, kindOrder } from './kinds.ts'
import type { Facet, Result } from './model.ts'

/** By reason and by town: every count narrows the list, and says so in the address. */
export function Facets({ result, url }: { result: Result; url: TableUrl }) {
  const say = useSay()
  if (result.reasons.length + result.places.length === 0) return null
  return (
    <nav className="ro-fac noprint" aria-label={say('按原因和镇街', 'By reason and town')}>
      <details>
        <summary>{say('按原因、镇街看', 'By reason and town')}</summary>
        {kindOrder.map((kind) => {
          const reasons = result.reasons.filter((reason) => reason.kind === kind)
          return reasons.length === 0 ? null : (
            <div key={kind}>
              <h3>
                {say(
                  `${kindFaces[kind].zh} ${count(result.kinds[kind].households)} 户，为什么`,
                  `${kindFaces[kind].en}: why`,
                )}
              </h3>
              {reasons.map((reason) => (
                <FacetLine key={reason.value} facet={reason} url={url} name="reason" also={{ kind }} />
              ))}
            </div>
          )
        })}
        {result.places.length === 0 ? null : <h3>{say('镇街，对不上的户', 'Towns')}</h3>}
        {result.places.map((place) => (
          <FacetLine key={place.value} facet={place} url={url} name="place" also={{}} />
        ))}
      </details>
    </nav>
  )
}

function FacetLine({
  facet,
  url,
  name,
  also,
}: {
  facet: Facet
  url: TableUrl
  name: string
  also: Readonly<Record<string, string>>
}) {
  const say = useSay()
  const isOn = url.state[name] === facet.value
  return (
    <button
      type="button"
      className="facet"
      aria-pressed={isOn}
      onClick={() => url.set(isOn ? { [name]: undefined } : { ...also, [name]: facet.value })}
    >
      <span>{say(facet)}</span>
      <b>{count(facet.count)}</b>
    </button>
  )
}
