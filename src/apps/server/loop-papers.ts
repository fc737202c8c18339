import type { Cases } from '#relief/casework/index.ts'
import {
  createPapers,
  createPrinter,
  createTemplates,
  letterFollower,
  letterGate,
  loadRemedies,
  paperConsumers,
  paperRoutes,
  type PaperNeeds,
  type PaperSources,
} from '#relief/papers/index.ts'
import type { LoopNeeds } from './loop.ts'

interface Late {
  readonly cases: () => Cases
  /** What a procedure calls a programme. */
  readonly programmeTitle: (programme: string) => string
  /** What papers asks of modules it does not import: the notice, the survey, the family's own words. */
  readonly sources: () => PaperSources
}

/** Letters and paper forms: written with the decision, printed, signed and scanned back. */
export function paperParts(needs: LoopNeeds, late: Late) {
  const remedies = loadRemedies(needs.policyFolder)
  const paperNeeds: PaperNeeds = {
    ...{ ...needs, ...late, remedies, hotline: needs.site.hotline },
    directory: () => needs.regions.directory(),
    officeName: async (tenant) => (await needs.organisations.get(needs.owner, tenant)).name,
    printer: createPrinter({ officeFonts: needs.fontsFolder ?? null }),
  }
  const papers = createPapers(paperNeeds)
  const templates = createTemplates(paperNeeds)
  return {
    papers,
    remedies,
    gates: [letterGate(paperNeeds)],
    followers: [letterFollower(paperNeeds)],
    parts: [{ routes: paperRoutes({ ...needs, papers, templates, remedies }), consumers: paperConsumers }],
  }
}
