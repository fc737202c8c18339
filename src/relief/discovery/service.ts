import { readFile } from 'node:fs/promises'
import { daysBetween, firstDayOf, lastDayOf, month, monthOf } from '#platform/clock/index.ts'
import type { PlaceId, Tx } from '#platform/db/index.ts'
import type { Caller, UploadedFile } from '#platform/http/contract.ts'
import { readPaper, type SafePaper } from '#registry/documents/index.ts'
import type { Region } from '#registry/regions/index.ts'
import { handleLeads } from './access.ts'
import type { Lead, Leads } from './contract.ts'
import { createLeadDesk, type LeadDesk } from './handle.ts'
import { channelWords, stepWords } from './labels.ts'
import { limitOn, type LeadRules } from './lead-rules.ts'
import { isLate, tenthsOfPercent } from './lead.ts'
import { findLead } from './lead-store.ts'
import {
  countMonth,
  countOpen,
  readLeadLine,
  readLeadPage,
  readMaybeSame,
  readMonthList,
  type LeadLine,
} from './lead-view.ts'
import { noteUse, wordsUse, type DiscoveryNeeds, type Words } from './needs.ts'
import { leadRefusals } from './refusals.ts'
import { createReport, rulesOf } from './report.ts'
import {
  findOwnSource,
  insertPhoto,
  readPhotos,
  readReportsOf,
  readSources,
  readSteps,
  type SourceRow,
} from './source-store.ts'
import type * as wire from './wire.ts'
import type { z } from 'zod'

export interface LeadService extends Leads, LeadDesk {
  readonly choices: (tx: Tx, who: Caller) => Promise<wire.LeadChoices>
  readonly reported: (tx: Tx, who: Caller, body: wire.ReportBody) => Promise<wire.Reported>
  /** @throws notYourReport, and what keeping a paper may refuse */
  readonly addPhoto: (tx: Tx, who: Caller, reportId: string, paper: SafePaper) => Promise<{ id: string }>
  readonly mine: (
    tx: Tx,
    who: Caller,
    asked: { readonly page: number; readonly size: number },
  ) => Promise<z.output<typeof wire.MyReports>>
  readonly list: (
    tx: Tx,
    who: Caller,
    question: z.output<(typeof wire.listLeads)['query']>,
  ) => Promise<z.output<(typeof wire.listLeads)['answers']>>
  /** @throws notFound */
  readonly file: (tx: Tx, who: Caller, id: string) => Promise<wire.LeadFile>
  readonly month: (tx: Tx, who: Caller, text: string | undefined) => Promise<wire.LeadMonth>
  readonly monthList: (
    tx: Tx,
    who: Caller,
    question: z.output<(typeof wire.listLeadMonth)['query']>,
  ) => Promise<z.output<(typeof wire.listLeadMonth)['answers']>>
}

export function createLeads(needs: DiscoveryNeeds): LeadService {
  const report = createReport(needs)
  const get: Leads['get'] = async (tx, who, id) => {
    const lead = await findLead(tx, who.tenant, id)
    if (lead === undefined) throw leadRefusals.notFound()
    return lead
  }
  return {
    ...createLeadDesk(needs),
    ...{ report, get },
    wordsOf: (tx, who, id) => wordsOf(tx, who, id, needs),
    choices: (tx, who) => choices(tx, who, needs),
    reported: async (tx, who, body) => {
      const { lead, reportId, isKnown } = await report(tx, who, body)
      const directory = needs.regions.directory()
      const region = directory.get(body.place)
      const town = directory.ancestors(region.code).find(({ level }) => level === 'town')
      return {
        ...{ id: reportId, leadId: lead.id, number: lead.number, state: lead.state, isKnown, dueOn: lead.dueOn },
        ...{ village: region.name, town: town?.name ?? region.name, reportedAt: needs.clock.now().toISOString() },
      }
    },
    addPhoto: (tx, who, reportId, paper) => addPhoto(tx, who, { reportId, paper }, needs),
    mine: async (tx, who, asked) => {
      const { rows, count, waiting } = await readReportsOf(tx, who.tenant, who.id, asked)
      const shown = rows.map((row) => ({
        ...{ id: row.id, number: row.leadNumber, reportedOn: row.reportedOn, place: labelOf(row.placeId, needs) },
        ...{ isAnswered: row.result !== null, resultOn: row.resultOn },
        result: row.result === null ? null : resultWords(row.result, row.placeId, needs),
      }))
      return { rows: shown, count, waiting }
    },
    list: async (tx, who, { view = 'open', text = '', page = 1, size = 50 }) => {
      const today = needs.clock.today()
      const found = await readLeadPage(tx, who.tenant, { view, today, text: text.trim(), page, size })
      return {
        rows: found.rows.map((line) => rowOf(line, needs)),
        count: found.count,
        counts: await countOpen(tx, who.tenant, today),
      }
    },
    file: (tx, who, id) => fileOf(tx, who, id, needs),
    month: async (tx, who, text) => {
      const wanted = text === undefined ? monthOf(needs.clock.today()) : month(text)
      const span = { first: firstDayOf(wanted), last: lastDayOf(wanted) }
      const counts = await countMonth(tx, who.tenant, span)
      return {
        ...{ month: wanted, ...counts },
        conversion: tenthsOfPercent(counts.admitted, counts.leads),
        proactive: tenthsOfPercent(counts.fromLeads, counts.admissions),
      }
    },
    monthList: async (tx, who, { month: text, ...asked }) => {
      const wanted = month(text)
      const rows = await readMonthList(tx, who.tenant, { first: firstDayOf(wanted), last: lastDayOf(wanted) }, asked)
      return rows.map(({ placeId, result, ...row }) => ({
        ...row,
        place: labelOf(placeId, needs),
        result: result === null ? null : resultWords(result, placeId, needs),
      }))
    },
  }
}

async function choices(tx: Tx, who: Caller, needs: DiscoveryNeeds): Promise<wire.LeadChoices> {
  const directory = needs.regions.directory()
  const covered = await needs.coverageOf(tx, who)
  const served = covered.flatMap((area) => directory.under(area))
  const places = served.filter(
    ({ placeId, level }) =>
      (level === 'village' || level === 'town') && (who.places === 'all' || who.places.includes(placeId)),
  )
  const first = places[0]
  const area = first ?? (covered[0] === undefined ? undefined : directory.find(covered[0]))
  if (area === undefined) throw leadRefusals.placeOutside({ place: '' })
  const rules = rulesOf(area, needs)
  const limit = limitOn(rules, needs.clock.today())
  const offer = ({ code }: Region) => ({ code, label: directory.label(code, 'town') })
  const villages = places.filter(({ level }) => level === 'village')
  return {
    today: needs.clock.today(),
    // One village of one's own is filled in; whoever serves a town chooses the village.
    place: villages.length === 1 ? offer(villages[0]!) : null,
    places: (who.places === 'all' ? [] : places).map(offer),
    hardships: rules.hardships,
    urgencies: rules.urgencies.map(({ code, zh, en }) => ({ code, zh, en, days: limit?.days[code] ?? 0 })),
    results: rules.results.filter(({ by }) => by !== 'case').map(({ code, zh, en }) => ({ code, zh, en })),
    channels: (['grid', 'desk', 'hotline'] as const).map((code) => ({ code, ...channelWords[code] })),
    source: limit?.source ?? '',
  }
}

async function wordsOf(tx: Tx, who: Caller, id: string, needs: DiscoveryNeeds): ReturnType<Leads['wordsOf']> {
  const lead = await findLead(tx, who.tenant, id)
  if (lead === undefined) throw leadRefusals.notFound()
  const said = await openWords(tx, lead, needs)
  const place = needs.regions.directory().ofPlace(lead.placeId)
  const latest = <Name extends keyof Words>(name: Name) => said.findLast((one) => (one.words[name] ?? '') !== '')
  await recordLook(tx, who, lead.id, needs)
  return {
    place: place?.code ?? '',
    name: latest('name')?.words.name ?? '',
    phone: latest('phone')?.words.phone ?? '',
    sentence: latest('sentence')?.words.sentence ?? '',
  }
}

const recordLook = (tx: Tx, who: Caller, id: string, { audit }: DiscoveryNeeds): Promise<void> =>
  audit.recordRead(tx, who, { act: 'read', action: 'discovery.opened', about: { kind: 'lead', id } })

async function openWords(
  tx: Tx,
  lead: Pick<Lead, 'id' | 'tenant'>,
  { vault }: DiscoveryNeeds,
): Promise<readonly { readonly source: SourceRow; readonly words: Words }[]> {
  const box = await vault.boxOf(lead.tenant)
  const sources = await readSources(tx, lead.tenant, lead.id)
  return sources.map((source) => ({
    source,
    words: JSON.parse(box.open(source.words, wordsUse(source.id))) as Words,
  }))
}

/** Unpacks a photo before the transaction begins. @throws what reading a paper refuses */
export function readPhoto(file: UploadedFile | undefined): Promise<SafePaper> {
  if (file === undefined) throw leadRefusals.notYourReport({}, 'file')
  return readFile(file.path).then((bytes) => readPaper({ name: file.name, bytes }))
}

async function addPhoto(
  tx: Tx,
  who: Caller,
  { reportId, paper }: { readonly reportId: string; readonly paper: SafePaper },
  { documents }: DiscoveryNeeds,
): Promise<{ id: string }> {
  const source = await findOwnSource(tx, who.tenant, { id: who.id, reportId })
  if (source === undefined) throw leadRefusals.notYourReport({}, 'file')
  const kept = await documents.keep(tx, who, {
    ...{ householdId: null, place: source.placeId, kind: 'lead-photo', retention: 'case' },
    ...{ name: paper.name, mediaType: paper.mediaType, bytes: paper.bytes, archiveNumber: null },
  })
  await insertPhoto(tx, who.tenant, {
    ...{ sourceId: reportId, placeId: source.placeId, documentId: kept.id, name: paper.name },
  })
  return { id: kept.id }
}

function rowOf(line: LeadLine, needs: DiscoveryNeeds): wire.LeadRow {
  const today = needs.clock.today()
  const rules = rulesOfPlace(line.placeId, needs)
  const urgency = rules?.urgencies.find(({ code }) => code === line.urgency)
  const { id, number, state, reportedOn, dueOn, escalatedOn, takenBy, closedOn, caseId, caseNumber } = line
  return {
    ...{ id, number, state, reportedOn, dueOn, escalatedOn, takenBy, closedOn, caseId, caseNumber },
    place: labelOf(line.placeId, needs),
    hardship: wordsOfCode(rules?.hardships, line.hardship),
    urgency: wordsOfCode(rules?.urgencies, line.urgency),
    isUrgent: urgency?.urgent ?? false,
    channels: line.channels.map((channel) => channelWords[channel]),
    daysLeft: daysBetween(today, dueOn),
    isLate: isLate(line, today),
    result: line.result === null ? null : wordsOfCode(rules?.results, line.result),
  }
}

async function fileOf(tx: Tx, who: Caller, id: string, needs: DiscoveryNeeds): Promise<wire.LeadFile> {
  const [lead, line] = [await findLead(tx, who.tenant, id), await readLeadLine(tx, who.tenant, id)]
  if (lead === undefined || line === undefined) throw leadRefusals.notFound()
  const box = await needs.vault.boxOf(who.tenant)
  const photos = await readPhotos(tx, who.tenant, id)
  const steps = await readSteps(tx, who.tenant, id)
  const said = await openWords(tx, lead, needs)
  await recordLook(tx, who, id, needs)
  const rules = rulesOfPlace(lead.placeId, needs)
  return {
    ...rowOf(line, needs),
    ...{ version: lead.version, householdId: lead.householdId },
    placeCode: needs.regions.directory().ofPlace(lead.placeId)?.code ?? '',
    sources: said.map(({ source, words }) => ({
      ...{ id: source.id, channel: channelWords[source.channel], on: source.on, by: source.byName, ...words },
      photos: photos
        .filter(({ sourceId }) => sourceId === source.id)
        .map(({ id: photo, name }) => ({ id: photo, name })),
    })),
    steps: steps.map((step) => ({
      ...{ ...stepWords[step.kind], at: step.at.toISOString(), by: step.byName },
      note: step.note === null ? null : box.open(step.note, noteUse(step.id)),
    })),
    maybeSame: (await readMaybeSame(tx, who.tenant, id)).map((other) => ({
      ...{ id: other.id, number: other.number, place: labelOf(other.placeId, needs) },
    })),
    results: (rules?.results ?? []).filter(({ by }) => by !== 'case').map(({ code, zh, en }) => ({ code, zh, en })),
    mayHandle: who.may(handleLeads),
  }
}

const labelOf = (place: PlaceId, { regions }: DiscoveryNeeds): string => {
  const region = regions.directory().ofPlace(place)
  return region === undefined ? '' : regions.directory().label(region.code, 'town')
}

function rulesOfPlace(place: PlaceId, needs: DiscoveryNeeds): LeadRules | undefined {
  const directory = needs.regions.directory()
  const region = directory.ofPlace(place)
  return region === undefined ? undefined : needs.rulesAt(directory.ancestors(region.code).map(({ code }) => code))
}

/** A code that was taken out of the list since then is still shown, as it is. */
const wordsOfCode = (
  list: readonly { readonly code: string; readonly zh: string; readonly en: string }[] | undefined,
  code: string,
): { zh: string; en: string } => {
  const found = list?.find((one) => one.code === code)
  return found === undefined ? { zh: code, en: code } : { zh: found.zh, en: found.en }
}

const resultWords = (result: string, place: PlaceId, needs: DiscoveryNeeds) =>
  wordsOfCode(rulesOfPlace(place, needs)?.results, result)
