import type { Db, Tx } from '#platform/db/contract.ts'
import { route, type Caller, type Route } from '#platform/http/index.ts'
import { drawSamples, readSamples } from './access.ts'
import { countyStages, drawGroupOf, redraw, sampleForm, standingOf, type SamplingNeeds } from './service.ts'
import * as wire from './wire.ts'

interface RouteNeeds extends SamplingNeeds {
  readonly db: Db
}

export const samplingRoutes = (needs: RouteNeeds): Route[] => [
  route({
    ...wire.readCaseSample,
    zh: '一件的抽查',
    en: 'The sample a case is in',
    may: readSamples,
    run: ({ who, params }) => who.transaction(needs.db, (tx) => sampleOf(needs, tx, who, params.id)),
  }),
  route({
    ...wire.drawSample,
    zh: '随机抽查这一组',
    en: 'Draw the sample of the group',
    may: drawSamples,
    run: ({ who, params }) =>
      who.transaction(needs.db, async (tx) => {
        await drawGroupOf(needs, tx, who, params.id)
        return sampleOf(needs, tx, who, params.id)
      }),
  }),
]

async function sampleOf(needs: RouteNeeds, tx: Tx, who: Caller, caseId: string): Promise<wire.CaseSample> {
  const one = await needs.cases().get(tx, who, caseId)
  const standing = await standingOf(needs, tx, who, one)
  if (standing === null) return { rule: null, isDrawn: null, visitedAt: null, draw: null, may: { draw: false } }
  const { rule, candidate, draw, visit } = standing
  const isWaiting =
    draw === null &&
    rule.group !== null &&
    countyStages.includes(one.stage) &&
    (await needs.cases().formsOf(tx, one)).includes(sampleForm)
  return {
    rule: { shareMin: rule.shareMin, source: rule.source, isGrouped: rule.group !== null },
    isDrawn: draw === null ? null : candidate?.isDrawn === true,
    visitedAt: visit?.at.toISOString() ?? null,
    draw:
      draw === null
        ? null
        : {
            ...{ id: draw.id, month: draw.month, seed: draw.seed, by: draw.byName },
            ...{ town: needs.directory().label(draw.town), drawnAt: draw.drawnAt.toISOString() },
            ...(await redraw(tx, who, draw)),
          },
    may: { draw: isWaiting && who.may(drawSamples) },
  }
}
