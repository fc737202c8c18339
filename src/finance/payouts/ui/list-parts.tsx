import { Link } from '@tanstack/react-router'
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
