import type { Department, DepartmentItem } from '../departments/department.ts'
import { householdSubject } from './declared.ts'

/** One request that will be made: a department and a person, or the household. */
export interface PlannedRequest {
  readonly department: string
  readonly subject: string
  readonly items: readonly DepartmentItem[]
}

/** Each person's items in one request, the household's items in one: one ticket, one answer, one signature. */
export const planRequests = (departments: readonly Department[], people: readonly string[]): PlannedRequest[] =>
  departments.flatMap((department) => [
    ...requestsPer(department, 'person', people),
    ...requestsPer(department, 'household', [householdSubject]),
  ])

function requestsPer({ code, items }: Department, per: DepartmentItem['per'], subjects: readonly string[]) {
  const fitting = items.filter((item) => item.per === per)
  return fitting.length === 0 ? [] : subjects.map((subject) => ({ department: code, subject, items: fitting }))
}

/** Items a request about this subject asks for. */
export const itemsFor = ({ items }: Department, subject: string): readonly DepartmentItem[] =>
  items.filter(({ per }) => per === (subject === householdSubject ? 'household' : 'person'))
