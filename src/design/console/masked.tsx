import { Shape } from './shape.tsx'

/** What one may not see, with the reason and whom to ask: never an empty column. */
export function Masked({ reason }: { readonly reason: string }) {
  return (
    <span className="mask">
      <Shape name="lock" />
      {reason}
    </span>
  )
}
