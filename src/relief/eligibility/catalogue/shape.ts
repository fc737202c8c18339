import { z } from 'zod'
import { FactDefinition, RegionCode } from '../packs/schema.ts'

/** `catalogue.yaml`: what families of a place may ask which department for. */

const Words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

/** A yes or no read off the members: yes when one of them is so, unknown while nobody is and somebody is unknown. */
const DerivedFact = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  zh: z.string().min(1),
  en: z.string().min(1),
  /** What is said of a household that has none. */
  none: Words,
  /** Name of the member's field as the decision models have it: `周岁`, `残疾等级`. */
  any: z.strictObject({
    field: z.string(),
    from: z.number().optional(),
    below: z.number().optional(),
    is: z.union([z.string(), z.boolean()]).optional(),
  }),
})
export type DerivedFact = z.output<typeof DerivedFact>

/** A fact of the household has one of these values. */
const Condition = z.strictObject({ fact: z.string(), is: z.array(z.string()).min(1) })
export type Condition = z.output<typeof Condition>

const CatalogueItem = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    zh: z.string().min(1),
    en: z.string().min(1),
    department: z.string(),
    /** Computed from the pack of this programme. */
    programme: z.string().optional(),
    /** Without a pack: conditions, all of which must hold. */
    needs: z.array(Condition).min(1).optional(),
  })
  .refine(({ programme, needs }) => (programme === undefined) !== (needs === undefined), {
    message: '一项要么由规则包算，要么写条件，不能都有或都没有',
  })
export type CatalogueItem = z.output<typeof CatalogueItem>

export const CatalogueFile = z
  .strictObject({
    title: Words,
    region: RegionCode,
    status: z.enum(['in-force', 'synthetic']),
    /** Where the list comes from, in a sentence. */
    source: Words,
    departments: z.record(z.string(), Words),
    derived: z.array(DerivedFact),
    facts: z.array(FactDefinition),
    items: z.array(CatalogueItem).min(1),
  })
  .superRefine((file, context) => {
    const known = new Map<string, readonly string[]>([
      ...file.derived.map(({ key }): [string, readonly string[]] => [key, ['是', '否']]),
      ...file.facts.map((fact): [string, readonly string[]] => [
        fact.key,
        fact.type === 'yes-no' ? ['是', '否'] : (fact.options ?? []).map(({ value }) => value),
      ]),
    ])
    const ids = new Set<string>()
    for (const { id, department, needs = [] } of file.items) {
      if (ids.has(id)) context.addIssue({ code: 'custom', message: `“${id}”写了两次` })
      ids.add(id)
      if (!(department in file.departments)) context.addIssue({ code: 'custom', message: `没有部门“${department}”` })
      for (const { fact, is } of needs)
        for (const value of is)
          if (!known.get(fact)?.includes(value))
            context.addIssue({ code: 'custom', message: `“${id}”的条件“${fact} 是 ${value}”没有这个事实或选项` })
    }
  })
export type Catalogue = z.output<typeof CatalogueFile>
