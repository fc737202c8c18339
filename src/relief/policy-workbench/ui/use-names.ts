import { useQuery } from '@tanstack/react-query'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import { openWorkbench } from '../wire.ts'

interface Titled {
  readonly region: string
  readonly programme: string
  readonly title: string
}

/** Names of places and programmes by their codes, from the packs; a code nobody knows stays a code. */
export function useNames() {
  const say = useSay()
  const client = useClient()
  const { data } = useQuery({
    queryKey: ['policy-workbench'],
    queryFn: ({ signal }) => client.call(openWorkbench, { signal }),
  })
  const packs = data?.packs ?? []
  const placeName = (code: string): string => {
    const pack = packs.find(({ region }) => region === code)
    return pack === undefined ? code : say(pack.place)
  }
  /** Of the level that makes the rules, not of the county that adds numbers to them. */
  const titleOf = (programme: string): { readonly zh: string; readonly en: string } | undefined => {
    const named = packs.filter((pack) => pack.programme === programme)
    return (named.find(({ isAbove, hasRules }) => isAbove && hasRules) ?? named.find(({ isOurs }) => isOurs))?.title
  }
  /** In the reader's language, where the pack says it; else as it was written. */
  const packTitle = ({ region, programme, title }: Titled): string => {
    const pack = packs.find((one) => one.region === region && one.programme === programme) ?? null
    return pack === null ? say(titleOf(programme) ?? { zh: title, en: title }) : say(pack.title)
  }
  return { placeName, titleOf, packTitle }
}
