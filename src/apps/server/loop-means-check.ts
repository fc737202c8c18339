import type { Cases } from '#relief/casework/index.ts'
import {
  connectionRoutes,
  createConnecting,
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
  /** Who has signed is the window's knowledge. */
  readonly authorisations: Authorisations
}

/** The form of `procedure.yaml` a check fills: programmes that do not name it do not wait for one. */
const checkForm = 'means-check'

/** Asking the departments: routes, the job that asks again, its say in a case; departments are played in a demonstration. */
export function meansCheckPart(needs: LoopNeeds, { cases, authorisations }: Late) {
  const { vault, regions, installation } = needs
  const catalogue = readCatalogue()
  // A real installation has no simulator at all: a department that is not connected is "not configured".
  const simulator = installation.kind === 'demo' ? createSimulator(needs) : null
  const checkNeeds: MeansCheckNeeds = {
    ...{ ...needs, catalogue, connector: httpConnector() },
    cases: { get: (tx, who, id) => cases().get(tx, who, id) },
    authorisations,
    departments: createDepartments({ catalogue, vault, simulated: simulator && simulator.connectionOf }),
    isNeeded: async (tx, one) => (await cases().formsOf(tx, one)).includes(checkForm),
    beginWithin: (tx, one) => cases().beginWithin(tx, one, checkForm),
    placeName: (code) => regions.directory().find(code)?.name ?? code,
    teach: simulator && simulator.teach,
    goOn: (work) => needs.goOn('means-check', work),
  }
  const checks = createMeansChecks(checkNeeds)
  return {
    checks,
    gate: meansCheckGate(checkNeeds),
    part: {
      routes: [
        ...meansCheckRoutes({ ...checkNeeds, checks, simulator }),
        ...connectionRoutes({ ...checkNeeds, connecting: createConnecting(checkNeeds) }),
      ],
      jobs: meansCheckJobs({ ...checkNeeds, tenants: needs.tenants }),
      consumers: meansCheckConsumers,
      sections: [meansCheckSection(checkNeeds)],
      timelines: [meansCheckTimeline],
    },
    close: async () => simulator?.close(),
  }
}
