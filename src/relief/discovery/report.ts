import { v7 } from 'uuid'
import { yearOf, type Day } from '#platform/clock/index.ts'
import type { PlaceId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { canonicalIdNumber, readIdNumber } from '#registry/households/index.ts'
import type { Region } from '#registry/regions/index.ts'
import type { LeadDraft, Leads } from './contract.ts'
import { limitOn, type LeadRules } from './lead-rules.ts'
import { readPhone } from './lead.ts'
import { enrichLead, findOpenOfFamily, insertLead, lockFamily, nextNumber, type FamilyKeys } from './lead-store.ts'
import { wordsUse, type DiscoveryNeeds, type Words } from './needs.ts'
import { leadRefusals } from './refusals.ts'
import { insertSource, insertStep } from './source-store.ts'

/** Reads what was said, finds the family's open lead or makes one, and keeps the words as one more source. */
export const createReport =
  (needs: DiscoveryNeeds): Leads['report'] =>
  async (tx, who, draft) => {
    const { clock, vault, audit } = needs
    const today = clock.today()
    const region = await placeServed(tx, who, draft.place, needs)
    const rules = rulesOf(region, needs)
    if (!rules.hardships.some(({ code }) => code === draft.hardship))
      throw leadRefusals.unknownCode({ what: draft.hardship }, 'hardship')
    const dueOn = await dueOf(tx, draft.urgency, { rules, today, place: region.name }, needs)
    const keys = await keysOf(tx, who, draft, needs)
    const nameHash = nameHashOf(draft, region.placeId, needs)
    await lockFamily(tx, who.tenant, keys)
    const known = await findOpenOfFamily(tx, who.tenant, keys)
    const lead =
      known === undefined
        ? await insertLead(tx, {
            ...{ id: v7(), tenant: who.tenant, placeId: region.placeId, at: clock.now(), reportedOn: today, dueOn },
            ...{ number: await nextNumber(tx, who.tenant, yearOf(today)), hardship: draft.hardship },
            ...{ urgency: draft.urgency, ...keys, nameHash },
          })
        : await enrichLead(tx, known, { ...keys, nameHash, dueOn, urgency: draft.urgency })
    const id = v7()
    const words: Words = {
      sentence: draft.sentence,
      name: draft.name?.trim() || null,
      phone: readPhone(draft.phone) ?? null,
    }
    const sealed = (await vault.boxOf(who.tenant)).seal(JSON.stringify(words), wordsUse(id))
    await insertSource(tx, {
      ...{ id, lead, channel: draft.channel, by: who, on: today, words: sealed },
      reportedAt: region.placeId,
    })
    await insertStep(tx, {
      ...{ id: v7(), lead, kind: known === undefined ? 'reported' : 'told-again', at: clock.now(), by: who },
      ...{ note: null, codes: { channel: draft.channel } },
    })
    await audit.record(tx, who, {
      action: known === undefined ? 'discovery.reported' : 'discovery.reported-again',
      about: { kind: 'lead', id: lead.id },
      after: { hardship: draft.hardship, urgency: draft.urgency, channel: draft.channel },
    })
    return { lead, reportId: id, isKnown: known !== undefined }
  }

/** @throws unknownPlace, placeOutside */
export async function placeServed(tx: Tx, who: Caller, code: string, needs: DiscoveryNeeds): Promise<Region> {
  const directory = needs.regions.directory()
  const region = directory.find(code)
  if (region === undefined || (region.level !== 'village' && region.level !== 'town'))
    throw leadRefusals.unknownPlace({ place: code }, 'place')
  const covered = await needs.coverageOf(tx, who)
  const isServed = covered.some((area) => directory.isWithin(region.code, area))
  const isMine = who.places === 'all' || who.places.includes(region.placeId)
  if (!isServed || !isMine) throw leadRefusals.placeOutside({ place: directory.label(region.code, 'town') }, 'place')
  return region
}

/** @throws noLimit when nobody wrote rules for this place */
export function rulesOf(region: Region, { regions, rulesAt }: DiscoveryNeeds): LeadRules {
  const above = regions.directory().ancestors(region.code)
  const rules = rulesAt(above.map(({ code }) => code))
  if (rules === undefined) throw leadRefusals.noLimit({ place: region.name, urgency: '' })
  return rules
}

/** @throws unknownCode, noLimit */
async function dueOf(
  tx: Tx,
  urgency: string,
  { rules, today, place }: { readonly rules: LeadRules; readonly today: Day; readonly place: string },
  { calendar }: DiscoveryNeeds,
): Promise<Day> {
  const known = rules.urgencies.find(({ code }) => code === urgency)
  if (known === undefined) throw leadRefusals.unknownCode({ what: urgency }, 'urgency')
  const days = limitOn(rules, today)?.days[urgency]
  if (days === undefined) throw leadRefusals.noLimit({ place, urgency: known.zh }, 'urgency')
  return (await calendar.now(tx)).addWorkingDays(today, days)
}

/** By what the family is known: its household, its person, its phone. @throws badIdNumber, badPhone */
async function keysOf(tx: Tx, who: Caller, draft: LeadDraft, needs: DiscoveryNeeds): Promise<FamilyKeys> {
  const { vault } = needs
  const phone = readPhone(draft.phone)
  const number = readNumber(draft, needs)
  return {
    householdId: draft.householdId ?? (await householdOf(tx, who, number, needs)),
    personHash: number === undefined ? null : vault.lookup('id-number', number),
    phoneHash: phone === undefined ? null : vault.lookup('phone', phone),
  }
}

function readNumber({ idNumber }: LeadDraft, { clock, regions }: DiscoveryNeeds): string | undefined {
  if (idNumber === undefined || canonicalIdNumber(idNumber) === '') return undefined
  const directory = regions.directory()
  const reading = readIdNumber(idNumber, clock.today(), (area) => directory.find(area) !== undefined)
  if (reading.kind === 'fault') throw leadRefusals.badIdNumber({ why: faultWords[reading.fault] }, 'idNumber')
  return reading.number
}

const faultWords = {
  length: '不是 18 位',
  characters: '有不该有的字',
  'birth-date': '第 7 到 14 位不是日期',
  'not-born-yet': '出生日期在今天以后',
  'too-old': '出生日期太早',
  'check-digit': '最后一位对不上',
} as const

async function householdOf(
  tx: Tx,
  who: Caller,
  number: string | undefined,
  { households }: DiscoveryNeeds,
): Promise<string | null> {
  if (number === undefined) return null
  const found = (await households.search(tx, who, number)).households.filter(({ by }) => by === 'id-number')
  return found.length === 1 ? found[0]!.householdId : null
}

/** The same name in the same place is a hint to the desk, never a match. */
function nameHashOf(draft: LeadDraft, place: PlaceId, { vault }: DiscoveryNeeds): Buffer | null {
  const name = draft.name?.replace(/\s/g, '') ?? ''
  return name === '' ? null : vault.lookup('lead-name', `${place}:${name}`)
}
