import { Link } from '@tanstack/react-router'

interface Props {
  readonly of: { readonly householdId: string; readonly head: string; readonly number: string }
  /** Whether this reader may open the file of a household; a door that would not open is none. */
  readonly mayOpen: boolean
}

/** A household by name and number, with the door to its file for whoever may open it. */
export function HouseholdName({ of: { householdId, head, number }, mayOpen }: Props) {
  const name = (
    <>
      {head} <span className="mute">{number}</span>
    </>
  )
  if (!mayOpen) return name
  return (
    <Link to={'/households/$id' as never} params={{ id: householdId } as never}>
      {name}
    </Link>
  )
}
