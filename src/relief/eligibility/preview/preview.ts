import type { z } from 'zod'
import { incomeKinds } from '#registry/households/facts.ts'
import type { Eligibility } from '../assess/eligibility.ts'
import { memberFields, propertyFields } from '../assess/vocabulary.ts'
import { assessmentToWire } from '../assess/wire.ts'
import type { Preview, previewAssessment } from '../contract.ts'
import { incomeWords } from '../labels.ts'
import { overlayOf } from '../packs/overlay.ts'
import type { Pack } from '../packs/pack.ts'

type Asked = z.output<typeof previewAssessment.body>

/** Two a second is plenty for a form that is filled in; who has a whole list uses the command line. */
export const previewsPerMinuteMax = 120

/**
 * What every programme with rules for the place says of a household that is sent along. Keeps nothing.
 * @throws unknownParameter, badParameter, badFact
 */
export function preview(
  eligibility: Eligibility,
  { programmes: wanted, simulate, parameters, ...asked }: Asked,
): Preview {
  const { packs } = eligibility.library
  const here = packsFor(eligibility, asked.region)
  const overlay = overlayOf(parameters, { region: asked.region, packs, document: '试算时输入' })
  const all = [...new Set(here.map(({ programme }) => programme))]
  return {
    programmes: (wanted.length === 0 ? all : [...new Set(wanted)]).map((programme) => {
      const answer = assessmentToWire(eligibility.assess({ ...asked, programme }, { simulate, overlay }))
      const title = [...here, ...packs].find((pack) => pack.programme === programme)?.title
      return { ...answer, title: title ?? { zh: programme, en: programme } }
    }),
    fields: fieldsOf(here),
  }
}

/** Nearest first. */
const packsFor = ({ library, placesAbove }: Eligibility, region: string): Pack[] =>
  placesAbove(region).flatMap((place) => library.packs.filter((pack) => pack.region === place))

function fieldsOf(packs: readonly Pack[]): Preview['fields'] {
  const stated = packs.flatMap(({ facts }) =>
    facts.map(({ of, key, zh, en }) => ({ of, path: `stated.${key}`, zh, en })),
  )
  const all: Preview['fields'] = [
    ...Object.values(memberFields).map(({ path, zh, en }) => ({ of: 'member' as const, path, zh, en })),
    ...incomeKinds.map((kind) => ({ of: 'member' as const, path: `incomes.${kind}`, ...incomeWords[kind] })),
    ...Object.values(propertyFields).map(({ path, zh, en }) => ({ of: 'household' as const, path, zh, en })),
    ...stated,
  ]
  return [...new Map(all.map((one) => [`${one.of}.${one.path}`, one])).values()]
}
