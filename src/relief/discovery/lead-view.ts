import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Channel, LeadState } from './contract.ts'
import type { LeadMonthPart, LeadView } from './wire.ts'

export interface LeadLine {
  readonly id: string
  readonly number: string
  readonly state: LeadState
  readonly placeId: PlaceId
  readonly hardship: string
  readonly urgency: string
  readonly channels: readonly Channel[]
  readonly reportedOn: Day
  readonly dueOn: Day
  readonly escalatedOn: Day | null
  readonly takenBy: string | null
  readonly result: string | null
  readonly closedOn: Day | null
  readonly caseId: string | null
  readonly caseNumber: string | null
}

const line = sql`l.id, l.number, l.state, l.place_id AS "placeId", l.hardship, l.urgency, l.reported_on AS "reportedOn",
  l.due_on AS "dueOn", l.escalated_on AS "escalatedOn", l.taken_by_name AS "takenBy", l.result,
  l.closed_on AS "closedOn", l.case_id AS "caseId", l.case_number AS "caseNumber",
  ARRAY(SELECT DISTINCT s.channel FROM discovery.source s
    WHERE s.tenant_id = l.tenant_id AND s.lead_id = l.id ORDER BY 1) AS channels`

const conditions = (view: LeadView, today: Day) =>
  ({
    open: sql`l.state IN ('new', 'in-hand')`,
    late: sql`l.state IN ('new', 'in-hand') AND l.due_on < ${today}`,
    applied: sql`l.state = 'applied'`,
    closed: sql`l.state = 'closed'`,
  })[view]

export interface LeadQuestion {
  readonly view: LeadView
  readonly today: Day
  readonly text: string
  readonly page: number
  readonly size: number
}

/** The most urgent first: by due day; closed ones the latest first. */
export async function readLeadPage(
  tx: Tx,
  tenant: TenantId,
  { view, today, text, page, size }: LeadQuestion,
): Promise<{ readonly rows: readonly LeadLine[]; readonly count: number }> {
  const wanted = sql`l.tenant_id = ${tenant} AND ${conditions(view, today)}
    AND (${text} = '' OR l.number ILIKE ${`%${text.replace(/[\\%_]/g, '\\$&')}%`})`
  const order = view === 'closed' ? sql`l.closed_on DESC, l.id DESC` : sql`l.due_on, l.id`
  const { rows } = await sql<LeadLine>`SELECT ${line} FROM discovery.lead l WHERE ${wanted}
    ORDER BY ${order} LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(tx)
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count
    FROM discovery.lead l WHERE ${wanted}`.execute(tx)
  return { rows, count: counted.rows[0]!.count }
}

export async function countOpen(
  tx: Tx,
  tenant: TenantId,
  today: Day,
): Promise<{ readonly open: number; readonly late: number; readonly applied: number }> {
  const { rows } = await sql<{ open: number; late: number; applied: number }>`SELECT
      count(*) FILTER (WHERE ${conditions('open', today)})::int AS open,
      count(*) FILTER (WHERE ${conditions('late', today)})::int AS late,
      count(*) FILTER (WHERE ${conditions('applied', today)})::int AS applied
    FROM discovery.lead l WHERE l.tenant_id = ${tenant}`.execute(tx)
  return rows[0]!
}

export async function readLeadLine(tx: Tx, tenant: TenantId, id: string): Promise<LeadLine | undefined> {
  const { rows } = await sql<LeadLine>`SELECT ${line} FROM discovery.lead l
    WHERE l.tenant_id = ${tenant} AND l.id = ${id}`.execute(tx)
  return rows[0]
}

/** Other open leads with the same name in the same place, or the same household, person or phone. */
export async function readMaybeSame(
  tx: Tx,
  tenant: TenantId,
  id: string,
): Promise<readonly { readonly id: string; readonly number: string; readonly placeId: PlaceId }[]> {
  const { rows } = await sql<{ id: string; number: string; placeId: PlaceId }>`
    SELECT o.id, o.number, o.place_id AS "placeId" FROM discovery.lead l
    JOIN discovery.lead o ON o.tenant_id = l.tenant_id AND o.id <> l.id AND o.state IN ('new', 'in-hand', 'applied')
      AND (o.name_hash = l.name_hash OR o.household_id = l.household_id OR o.person_hash = l.person_hash
        OR o.phone_hash = l.phone_hash)
    WHERE l.tenant_id = ${tenant} AND l.id = ${id} ORDER BY o.number`.execute(tx)
  return rows
}

export interface MonthSpan {
  readonly first: Day
  readonly last: Day
}

const late = sql`(l.escalated_on IS NOT NULL)`
const ofLeads = ({ first, last }: MonthSpan, tenant: TenantId) =>
  sql`l.tenant_id = ${tenant} AND l.state <> 'joined' AND l.reported_on >= ${first} AND l.reported_on <= ${last}`
const ofAdmissions = ({ first, last }: MonthSpan, tenant: TenantId) =>
  sql`a.tenant_id = ${tenant} AND a.decided_on >= ${first} AND a.decided_on <= ${last}`
/** A lead joined into another is the same family: its admission belongs to the one that stayed. */
const admittedLead = sql`EXISTS (SELECT FROM discovery.admission x WHERE x.tenant_id = l.tenant_id AND x.lead_id = l.id)`

export interface MonthCounts {
  readonly leads: number
  readonly late: number
  readonly admitted: number
  readonly admissions: number
  readonly fromLeads: number
}

export async function countMonth(tx: Tx, tenant: TenantId, span: MonthSpan): Promise<MonthCounts> {
  const leads = await sql<Pick<MonthCounts, 'leads' | 'late' | 'admitted'>>`SELECT count(*)::int AS leads,
      count(*) FILTER (WHERE ${late})::int AS late, count(*) FILTER (WHERE ${admittedLead})::int AS admitted
    FROM discovery.lead l WHERE ${ofLeads(span, tenant)}`.execute(tx)
  const admissions = await sql<Pick<MonthCounts, 'admissions' | 'fromLeads'>>`SELECT count(*)::int AS admissions,
      count(*) FILTER (WHERE a.lead_id IS NOT NULL)::int AS "fromLeads"
    FROM discovery.admission a WHERE ${ofAdmissions(span, tenant)}`.execute(tx)
  return { ...leads.rows[0]!, ...admissions.rows[0]! }
}

export interface MonthLine {
  readonly leadId: string | null
  readonly leadNumber: string | null
  readonly placeId: PlaceId
  readonly reportedOn: Day | null
  readonly result: string | null
  readonly caseId: string | null
  readonly caseNumber: string | null
  readonly decidedOn: Day | null
}

/** One page of the rows behind one number of the month: exactly those that were counted. */
export async function readMonthList(
  tx: Tx,
  tenant: TenantId,
  span: MonthSpan,
  { of: part, page, size }: { readonly of: LeadMonthPart; readonly page: number; readonly size: number },
): Promise<readonly MonthLine[]> {
  const shown = sql`LIMIT ${size} OFFSET ${(page - 1) * size}`
  if (part === 'admissions' || part === 'from-leads') {
    const only = part === 'from-leads' ? sql`AND a.lead_id IS NOT NULL` : sql``
    const { rows } = await sql<MonthLine>`SELECT a.lead_id AS "leadId", l.number AS "leadNumber",
        a.place_id AS "placeId", l.reported_on AS "reportedOn", l.result, a.case_id AS "caseId",
        a.case_number AS "caseNumber", a.decided_on AS "decidedOn"
      FROM discovery.admission a LEFT JOIN discovery.lead l ON l.tenant_id = a.tenant_id AND l.id = a.lead_id
      WHERE ${ofAdmissions(span, tenant)} ${only} ORDER BY a.decided_on, a.case_number ${shown}`.execute(tx)
    return rows
  }
  const only = { leads: sql``, late: sql`AND ${late}`, admitted: sql`AND ${admittedLead}` }[part]
  const { rows } = await sql<MonthLine>`SELECT l.id AS "leadId", l.number AS "leadNumber", l.place_id AS "placeId",
      l.reported_on AS "reportedOn", l.result, l.case_id AS "caseId", l.case_number AS "caseNumber",
      a.decided_on AS "decidedOn"
    FROM discovery.lead l LEFT JOIN discovery.admission a ON a.tenant_id = l.tenant_id AND a.lead_id = l.id
    WHERE ${ofLeads(span, tenant)} ${only} ORDER BY l.number ${shown}`.execute(tx)
  return rows
}
