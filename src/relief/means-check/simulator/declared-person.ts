import { z } from 'zod'

/**
 * What the demonstration tells the simulator about one invented person before it asks: the county's own file, so that
 * most answers agree with it. `isTrue`: a department or a home survey has said so already; the simulator repeats it.
 */
export const DeclaredPerson = z.strictObject({
  idNumber: z.string().min(6).max(30),
  /** First of the household: what belongs to all of it is found with this person. */
  household: z.string().max(60),
  isHead: z.boolean(),
  facts: z.record(z.string().max(40), z.strictObject({ value: z.string().max(40), isTrue: z.boolean() })),
})
export type DeclaredPerson = z.output<typeof DeclaredPerson>
