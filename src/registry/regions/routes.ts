import { route, type Route } from '#platform/http/index.ts'
import type { Regions } from './contract.ts'
import { findPlaces, placeOffersMax } from './wire.ts'

/** Names of places are no secret, but only desks have fields to fill: a sign-in is enough. */
export const regionRoutes = ({ regions }: { readonly regions: Pick<Regions, 'directory'> }): Route[] => [
  route({
    ...findPlaces,
    zh: '按名字找镇街、村',
    en: 'Find places by name',
    may: 'signed-in',
    run: async ({ query: { text, within } }) => {
      const directory = regions.directory()
      const area = within === undefined ? undefined : directory.find(within)?.code
      const exact = directory.find(text)
      const found = directory.search(text, {
        countMax: placeOffersMax,
        ...(area === undefined ? {} : { within: area }),
      })
      const offers = exact === undefined ? found : [exact, ...found.filter(({ code }) => code !== exact.code)]
      return offers.map(({ code, level }) => ({ code, level, label: directory.label(code, 'county') }))
    },
  }),
]
