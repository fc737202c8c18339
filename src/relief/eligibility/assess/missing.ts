import { incomeKinds, type MemberFacts, type Situation } from '#registry/households/facts.ts'
import type { MissingFact } from '../assessment.ts'
import { incomeWords, type Words } from '../labels.ts'
import type { ParameterDefinition } from '../packs/schema.ts'

/** Where an input of the decision model comes from: a fact of the household, of a member, or a parameter. */
const propertyFacts: Readonly<Record<string, Words & { readonly path: string }>> = {
  '财产.存款': { path: 'household.deposits', zh: '一家的存款和有价证券', en: 'deposits and securities' },
  '财产.房屋': { path: 'household.homes', zh: '房屋套数', en: 'number of homes' },
  '财产.车辆': { path: 'household.vehicles', zh: '车辆数', en: 'number of vehicles' },
  '财产.经营主体': { path: 'household.businesses', zh: '名下的经营主体', en: 'registered businesses' },
}

export interface MissingSetting {
  readonly situation: Situation
  readonly counted: readonly MemberFacts[]
  readonly definitions: readonly ParameterDefinition[]
  readonly placeZh: string
  readonly placeEn: string
}

/**
 * Turns the model's paths into what a clerk can fill in or ask for. A field path names a column; every counted member
 * whose cell is empty is listed. A limit is not asked for while the thing it limits is itself unknown.
 */
export function missingFacts(paths: readonly string[], setting: MissingSetting): MissingFact[] {
  const { counted, definitions } = setting
  const missing = new Map<string, MissingFact>()
  const note = (fact: MissingFact): void => void missing.set(fact.path, fact)
  for (const path of paths) {
    const field = path.split('.').at(-1) ?? ''
    const property = propertyFacts[`财产.${field}`]
    if (property && path.startsWith('财产'))
      note({ ...property, zh: `${property.zh}没有填`, en: `${property.en} not stated` })
    else if (field === '本地户籍') for (const member of counted) if (!member.registeredAt) note(registrationOf(member))
    for (const kind of incomeKinds)
      if (field === incomeWords[kind].zh || field === `全年${incomeWords[kind].zh}`)
        for (const member of counted) if (!member.incomes[kind]) note(incomeOf(member, kind))
    const definition = definitions.find(({ input }) => input === path)
    if (definition && !isBehindUnknown(definition.key, setting)) note(parameterMissing(definition, setting))
  }
  return [...missing.values()]
}

/** A parameter is asked for only when the facts it works on are known: what each one waits for. */
const limited: Readonly<Record<string, (setting: MissingSetting) => unknown>> = {
  'dibao.property.deposits-months': ({ situation }) => situation.deposits,
  'dibao.property.homes-max': ({ situation }) => situation.homes,
  'dibao.property.vehicles-max': ({ situation }) => situation.vehicles,
  'dibao.property.businesses-max': ({ situation }) => situation.businesses,
  'dibao.income.rounding': ({ counted }) =>
    counted.some(({ incomes }) => incomeKinds.some((kind) => incomes[kind] === null)) ? null : true,
}
const isBehindUnknown = (key: string, setting: MissingSetting): boolean => limited[key]?.(setting) === null

const incomeOf = (member: MemberFacts, kind: keyof typeof incomeWords): MissingFact => ({
  path: `member:${member.id}.incomes.${kind}`,
  zh: `${member.name}的${incomeWords[kind].zh}没有填`,
  en: `${incomeWords[kind].en} of ${member.name} not stated`,
})

const registrationOf = (member: MemberFacts): MissingFact => ({
  path: `member:${member.id}.registeredAt`,
  zh: `${member.name}的户籍地没有填`,
  en: `place of registration of ${member.name} not stated`,
})

export const parameterMissing = (
  { key, zh, en }: ParameterDefinition,
  { placeZh, placeEn }: Pick<MissingSetting, 'placeZh' | 'placeEn'>,
): MissingFact => ({
  path: `parameter:${key}`,
  zh: `${placeZh}没有录入“${zh}”`,
  en: `${en}: not supplied for ${placeEn}`,
})
