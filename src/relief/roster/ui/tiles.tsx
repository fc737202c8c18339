import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { count } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { kindFaces, tileOrder, type Kind } from './kinds.ts'

export interface Tile {
  readonly households: number
  readonly says: ReactNode
}

/** One bar, five parts, one sum: the counts close in public, and each opens its list. */
export function Tiles({ tiles, closing }: { tiles: Readonly<Record<Kind, Tile>>; closing: ReactNode }) {
  const say = useSay()
  return (
    <section className="panel" aria-label={say('五种结果', 'Five outcomes')}>
      <div className="ro-bar" aria-hidden="true">
        {tileOrder.map((kind) =>
          tiles[kind].households === 0 ? null : (
            <span key={kind} className={kindFaces[kind].bar} style={{ flex: tiles[kind].households }} />
          ),
        )}
      </div>
      <ul className="ro-tiles">
        {tileOrder.map((kind) => (
          <li key={kind}>
            <State tone={kindFaces[kind].tone} shape={kindFaces[kind].shape}>
              {say(kindFaces[kind])}
            </State>
            <br />
            <Link className="big" to="." search={{ kind } as never} hash="list">
              {count(tiles[kind].households)}
              <small>{say('户', ' households')}</small>
            </Link>
            <p>{tiles[kind].says}</p>
          </li>
        ))}
      </ul>
      <p className="ro-close">{closing}</p>
    </section>
  )
}
