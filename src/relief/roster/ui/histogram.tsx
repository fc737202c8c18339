import { Link } from '@tanstack/react-router'
import { count } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Shape } from '#design/console/shape.tsx'

export interface Band {
  /** `≤50`, `50–100`, … yuan. */
  readonly label: string
  /** Households paid too much, of which `no` no longer meet the rules. */
  readonly over: number
  readonly no: number
  readonly under: number
}

const heightMax = 130

/** How many differ by how much: too much to the left, too little to the right, the smallest in the middle. */
export function Histogram({ bands }: { bands: readonly Band[] }) {
  const say = useSay()
  const tallest = Math.max(1, ...bands.map(({ over, no, under }) => Math.max(over + no, under)))
  const left = bands.toReversed()
  const total = (pick: (band: Band) => number): number => bands.reduce((sum, band) => sum + pick(band), 0)
  const height = (value: number): number => Math.round((value / tallest) * heightMax)
  return (
    <>
      <div className="ro-dist">
        {left.map((band) => (
          <Link
            key={band.label}
            to="."
            search={{ kind: 'more' } as never}
            hash="list"
            aria-label={say(
              `多发 ${band.label} 元，${count(band.over + band.no)} 户`,
              `${count(band.over + band.no)} overpaid by ${band.label} yuan`,
            )}
          >
            <span>{count(band.over + band.no)}</span>
            <i className="no" style={{ height: height(band.no) }} />
            <i style={{ height: height(band.over) }} />
          </Link>
        ))}
        {bands.map((band, index) => (
          <Link
            key={band.label}
            className={index === 0 ? 'up mid' : 'up'}
            to="."
            search={{ kind: 'less' } as never}
            hash="list"
            aria-label={say(
              `少发 ${band.label} 元，${count(band.under)} 户`,
              `${count(band.under)} underpaid by ${band.label} yuan`,
            )}
          >
            <span>{count(band.under)}</span>
            <i style={{ height: height(band.under) }} />
          </Link>
        ))}
      </div>
      <div className="ro-x" aria-hidden="true">
        {[...left, ...bands].map((band, index) => (
          <span key={index}>{band.label}</span>
        ))}
      </div>
      <div className="ro-x ro-x-sides">
        <b>
          {say(
            `← 发多了，或不再符合　${count(total(({ over, no }) => over + no))} 户`,
            `← too much ${count(total(({ over, no }) => over + no))}`,
          )}
        </b>
        <b>
          {say(
            `发少了　${count(total(({ under }) => under))} 户 →`,
            `too little ${count(total(({ under }) => under))} →`,
          )}
        </b>
      </div>
      <div className="ro-key">
        <span className="st go-on">
          <Shape name="down" />
          {say('发多了', 'Too much')} {count(total(({ over }) => over))}
        </span>
        <span className="st late">
          <Shape name="minus" />
          {say('不再符合', 'No longer meets')} {count(total(({ no }) => no))}
        </span>
        <span className="st soon">
          <Shape name="up" />
          {say('发少了', 'Too little')} {count(total(({ under }) => under))}
        </span>
      </div>
    </>
  )
}
