import type { Cases } from '#relief/casework/index.ts'
import type { Intake } from '#relief/intake/index.ts'
import {
  createDepartments,
  createMeansChecks,
  createSimulator,
  httpConnector,
  meansCheckConsumers,
  meansCheckGate,
  meansCheckJobs,
  meansCheckRoutes,
  meansCheckSection,
  meansCheckTimeline,
  readCatalogue,
  type Authorisations,
  type MeansCheckNeeds,
} from '#relief/means-check/index.ts'
import type { LoopNeeds } from './loop.ts'

interface Late {
  readonly cases: () => Cases
  /** Who has signed is the window's knowledge; without a window nobody has, and nobody is asked about. */
  readonly intake: () => Pick<Intake, 'authorisationsOf'> | null
}

/** The form of `procedure.yaml` a check fills: programmes that do not name it do not wait for one. */
const checkForm = 'means-check'

/** Asking the departments: routes, the job that asks again, its say in a case; departments are played in a demonstration. */
export function meansCheckPart(needs: LoopNeeds, { cases, intake }: Late) {
  const { vault, regions, installation } = needs
  const catalogue = readCatalogue()
  // A real installation has no simulator at all: a department that is not connected is "not configured".
  const simulator = installation.kind === 'demo' ? createSimulator(needs) : null
  const checkNeeds: MeansCheckNeeds = {
    ...{ ...needs, catalogue, connector: httpConnector() },
    cases: { get: (tx, who, id) => cases().get(tx, who, id) },
    authorisations: authorisationsFrom(intake),
    departments: createDepartments({ catalogue, vault, simulated: simulator && simulator.connectionOf }),
    isNeeded: async (_tx, one) => cases().formsOf(one).includes(checkForm),
    placeName: (code) => regions.directory().find(code)?.name ?? code,
    teach: simulator && simulator.teach,
    goOn: (work) => needs.goOn('means-check', work),
  }
  const checks = createMeansChecks(checkNeeds)
  return {
    checks,
    gate: meansCheckGate(checkNeeds),
    part: {
      routes: meansCheckRoutes({ ...checkNeeds, checks, simulator }),
      jobs: meansCheckJobs({ ...checkNeeds, tenants: needs.tenants }),
      consumers: meansCheckConsumers,
      sections: [meansCheckSection(checkNeeds)],
      timelines: [meansCheckTimeline],
    },
    close: async () => simulator?.close(),
  }
}

/** Intake knows every signature and whether it still holds; only those that do let a question out. */
const authorisationsFrom = (intake: Late['intake']): Authorisations => ({
  standing: async (tx, who, { caseId, persons }) =>
    ((await intake()?.authorisationsOf(tx, who, caseId)) ?? []).flatMap(
      ({ personId, state, authorisationId, signedOn, signer }) =>
        state === 'valid' && authorisationId !== null && signedOn !== null && persons.includes(personId)
          ? [{ id: authorisationId, personId, signedOn, endsOn: null, byGuardian: signer === 'guardian' }]
          : [],
    ),
})
