import { type Source, requirementsOf, resolve, variableName } from './drg.ts'
import { type Element, text } from './xml.ts'

export interface Ring {
  readonly elements: readonly string[]
  /** A line is drawn to the element, too. */
  readonly isDrawn: boolean
}

/**
 * For the expressions of one element: the ring that would close if it used a name, each element before the one it needs,
 * the first and the last being the element itself; null for a name that closes none. A ring that is drawn is named where it
 * is drawn.
 */
export function ringsOf(source: Source, of: Element): (name: string) => Ring | null {
  let known: ReadonlyMap<string, readonly [through: Element, next: Element | null]> | undefined
  return (name) => {
    known ??= needing(source, of)
    const ring = [text(of, 'name')]
    for (let at = known.get(name); at; at = at[1] ? known.get(variableName(at[1])) : undefined) {
      ring.push(text(at[0], 'name'))
    }
    if (ring.length < 2) return null
    const isDrawn = requirementsOf(of).some((href) => {
      const needed = resolve(source, href)?.element
      return needed !== undefined && variableName(needed) === name
    })
    return { elements: ring, isDrawn }
  }
}

/** Everything that needs the element, itself included, by name, with what comes next on the shortest way to it. */
function needing(source: Source, of: Element): ReadonlyMap<string, readonly [Element, Element | null]> {
  const users = usersIn(source)
  const found = new Map<string, readonly [Element, Element | null]>([[variableName(of), [of, null]]])
  const waiting = [of]
  for (const next of waiting) {
    for (const user of users.get(next) ?? []) {
      if (found.has(variableName(user))) continue
      found.set(variableName(user), [user, next])
      waiting.push(user)
    }
  }
  return found
}

const known = new WeakMap<Source, ReadonlyMap<Element, readonly Element[]>>()

/** Who needs each element of a file directly. */
function usersIn(source: Source): ReadonlyMap<Element, readonly Element[]> {
  const made = known.get(source)
  if (made) return made
  const users = new Map<Element, Element[]>()
  for (const user of source.byId.values()) {
    for (const href of requirementsOf(user)) {
      const needed = resolve(source, href)?.element
      if (needed) users.set(needed, [...(users.get(needed) ?? []), user])
    }
  }
  known.set(source, users)
  return users
}
