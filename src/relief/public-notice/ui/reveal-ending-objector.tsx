import { useClient } from '#platform/http/client.ts'
import { revealEndingObjector } from '../wire.ts'
import { RevealObjector } from './reveal-objector.tsx'

/** Who objected to the end of somebody’s support. */
export function RevealEndingObjector({ id }: { readonly id: string }) {
  const client = useClient()
  return <RevealObjector reveal={(purpose) => client.call(revealEndingObjector, { params: { id }, purpose })} />
}
