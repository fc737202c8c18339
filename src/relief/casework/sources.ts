import type { FileSectionSource, SectionCell } from '#registry/households/contract.ts'
import type { TimelineSource } from '#registry/timeline/index.ts'
import { readCases } from './access.ts'
import { readCasesOfHousehold } from './case-store.ts'
import { moveWords } from './labels.ts'
import { procedureOf, type CaseNeeds } from './needs.ts'
import { readStepsOfHousehold } from './step-store.ts'
import { caseConsolePath } from './wire.ts'
import { wordsOfStage } from './wire-words.ts'

/** What cases say on a household's timeline: each step with who, when and why. */
export const caseTimeline = ({ vault }: Pick<CaseNeeds, 'vault'>): TimelineSource => ({
  name: 'casework',
  may: readCases,
  entriesOf: async (tx, who, householdId) =>
    (await readStepsOfHousehold(tx, await vault.boxOf(who.tenant), householdId)).map((step) => ({
      ...{ id: step.id, at: step.at, kind: `casework.${step.move}` },
      zh: `${moveWords[step.move].zh}（${step.number}）`,
      en: `${moveWords[step.move].en} (${step.number})`,
      ...{ who: step.by.name, why: step.reason, href: caseConsolePath(step.caseId) },
    })),
})

/** One after the other, on the one connection of the transaction. */
export async function inOrder<One, Made>(all: readonly One[], make: (one: One) => Promise<Made>): Promise<Made[]> {
  const made: Made[] = []
  for (const one of all) made.push(await make(one))
  return made
}

/** What the household file shows of us: one line a case, each with a door to its page. */
export const caseSection = (needs: Pick<CaseNeeds, 'procedures'>): FileSectionSource => ({
  name: 'cases',
  zh: '办件',
  en: 'Cases',
  order: 35,
  may: readCases,
  read: async (tx, who, householdId) => ({
    ...{ name: 'cases', zh: '办件', en: 'Cases' },
    columns: [
      { name: 'number', zh: '办件编号', en: 'Case' },
      { name: 'programme', zh: '项目', en: 'Programme' },
      { name: 'stage', zh: '环节', en: 'Stage' },
      { name: 'opened', zh: '立案', en: 'Opened' },
      { name: 'accepted', zh: '受理', en: 'Accepted' },
    ],
    rows: await inOrder(
      await readCasesOfHousehold(tx, who.tenant, householdId),
      async (one): Promise<SectionCell[]> => {
        const procedure = await procedureOf(tx, needs, one)
        return [
          { kind: 'text', zh: one.number, href: caseConsolePath(one.id) },
          { kind: 'text', ...procedure.words },
          { kind: 'text', ...wordsOfStage(procedure, one.stage) },
          { kind: 'day', day: one.openedOn },
          { kind: 'day', day: one.acceptedOn },
        ]
      },
    ),
  }),
})
