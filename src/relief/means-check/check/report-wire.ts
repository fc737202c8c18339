import { dayOf } from '#platform/clock/index.ts'
import { relationLabels } from '#registry/households/index.ts'
import { triedWords } from '../labels.ts'
import type { Report, ReportLine, ShownValue, SourceRow } from '../wire.ts'
import type { Line, LineSource, LineValue } from './compare.ts'
import { householdSubject } from './declared.ts'
import { lineValue } from './compare.ts'
import { nameOf, settlementOf, type LoadedReport } from './load-report.ts'
import { validUntil, worstOf } from './report-state.ts'
import type { StartLimit } from './start-limit.ts'
import { canBeStated } from './settle.ts'

type PlaceName = (code: string) => string

/** A report as it travels: masked people, money as fen, words in both languages. */
export function reportToWire(
  loaded: LoadedReport,
  { placeName, start }: { readonly placeName: PlaceName; readonly start: StartLimit | null },
): Report {
  const { report, requests, items, exceptions } = loaded
  const ends = report.departments.flatMap((department) => validUntil(department, requests) ?? [])
  const all = exceptions.flatMap(({ departments }) => departments)
  const last = exceptions.at(-1)
  return {
    ...{ id: report.id, caseId: report.caseId, caseNumber: report.caseNumber, position: report.position },
    ...{ householdNumber: report.householdNumber, isLatest: loaded.isLatest, state: loaded.state },
    isSimulated: requests.some(({ isSimulated }) => isSimulated),
    askedAt: report.askedAt.toISOString(),
    askedBy: report.askedByName,
    finishedAt: report.finishedAt?.toISOString() ?? null,
    start,
    ...{ why: report.why, basis: report.basis, validUntil: ends.toSorted()[0] ?? null },
    counts: { items: items.all, answered: items.answered, unanswered: items.all - items.answered },
    people: peopleOf(loaded),
    outdated: outdatedWords(loaded),
    sources: report.departments.map(({ code }) => sourceRow(loaded, code)),
    lines: loaded.lines.map((line) => lineToWire(loaded, line, placeName)),
    exception: last
      ? { why: last.why, by: last.byName, on: dayOf(last.at), departments: all.map((code) => nameOf(report, code).zh) }
      : null,
  }
}

/** `户主 居**01`: masked names of one family look alike, so the relation stands with them. */
const personLabel = ({ report }: LoadedReport, id: string): string | null => {
  const person = report.people.find((one) => one.id === id)
  return person === undefined ? null : `${relationLabels[person.relation].zh} ${person.name}`
}

function peopleOf(loaded: LoadedReport): Report['people'] {
  const { report, requests } = loaded
  return report.people.map(({ id, isAdult }) => {
    const own = requests.filter(({ subject }) => subject === id)
    const left = own.find(({ state }) => state === 'not-authorised' || state === 'no-id-number')
    return {
      person: personLabel(loaded, id) ?? '',
      isAdult,
      authorisation: own.flatMap(({ authorisations }) => authorisations)[0] ?? null,
      left: left?.state ?? null,
    }
  })
}

function outdatedWords({ report, newcomers, tooOld }: LoadedReport): Report['outdated'] {
  const joined =
    newcomers > 0
      ? [
          {
            zh: `核对之后新增了 ${newcomers} 位成员，请补签授权后重新核对`,
            en: `${newcomers} members joined after the check; have them sign and check again`,
          },
        ]
      : []
  const aged = tooOld.map((code) => ({
    zh: `${nameOf(report, code).zh}的回复已过有效期`,
    en: `The answers of ${nameOf(report, code).en} are past their validity`,
  }))
  return [...joined, ...aged]
}

function sourceRow(loaded: LoadedReport, code: string): SourceRow {
  const { report, requests, attempts } = loaded
  const own = requests.filter(({ department }) => department === code)
  const ids = new Set(own.map(({ id }) => id))
  const moments = (of: (one: (typeof own)[number]) => Date | null): string[] =>
    own.flatMap((one) => of(one)?.toISOString() ?? []).toSorted()
  const department = report.departments.find((one) => one.code === code)
  return {
    ...{ department: code, ...nameOf(report, code), isSimulated: own.some(({ isSimulated }) => isSimulated) },
    state: worstOf(own.map(({ state }) => state)),
    asked: own.length,
    answered: own.filter(({ state }) => state === 'answered').length,
    askedAt: moments(({ askedAt }) => askedAt)[0] ?? null,
    answeredAt: moments(({ answeredAt }) => answeredAt).at(-1) ?? null,
    tries: attempts
      .filter(({ requestId }) => ids.has(requestId))
      .map(({ at, trouble }) => ({ at: at.toISOString(), ...triedWords(trouble) })),
    nextAt: moments(({ nextAt }) => nextAt)[0] ?? null,
    validUntil: department === undefined ? null : validUntil(department, requests),
    missing: own
      .filter(({ state }) => state !== 'answered')
      .map(({ subject, state }) => ({ person: personLabel(loaded, subject), state })),
  }
}

function lineToWire(loaded: LoadedReport, line: Line, placeName: PlaceName): ReportLine {
  const shown = (value: LineValue): ShownValue => shownValue(value, placeName)
  const settled = settlementOf(loaded, line.key)
  return {
    key: line.key,
    person: line.subject === householdSubject ? null : personLabel(loaded, line.subject),
    ...titleOf(line),
    sources: line.sources.map((source) => sourceToWire(loaded, source, shown)),
    declared: line.declared && {
      value: shown(line.declared.value),
      ...{ source: line.declared.source.zh, on: line.declared.source.on },
    },
    found: line.found && shown(line.found),
    difference: line.difference && shown(line.difference),
    ...{ code: line.code, isDifference: line.isDifference, canBeStated: canBeStated(line) },
    answers: loaded.answers
      .filter((one) => one.line === line.key)
      .map(({ says, note, documentId, byName, at }) => ({ says, note, documentId, by: byName, on: dayOf(at) })),
    settled: settled && {
      ...{ takes: settled.takes, value: settled.value && shown(settled.value), why: settled.why },
      ...{ by: settled.byName, on: dayOf(settled.at) },
    },
  }
}

function sourceToWire(
  { report }: LoadedReport,
  { department, item, state }: LineSource,
  shown: (value: LineValue) => ShownValue,
): ReportLine['sources'][number] {
  return {
    ...{ department, ...nameOf(report, department), item: { zh: item.zh, en: item.en } },
    value: state.value && shown(lineValue(state.value)),
    dataOn: state.dataOn,
  }
}

const householdTitles: Readonly<Record<string, { zh: string; en: string }>> = {
  deposits: { zh: '存款和证券合计', en: 'Deposits and securities in all' },
  homes: { zh: '住房', en: 'Homes' },
  vehicles: { zh: '车辆', en: 'Vehicles' },
  businesses: { zh: '经营主体', en: 'Businesses' },
}

function titleOf({ fact, sources }: Line): { zh: string; en: string } {
  const summed = fact === null ? undefined : householdTitles[fact]
  const item = sources[0]?.item
  return summed ?? { zh: item?.zh ?? '', en: item?.en ?? '' }
}

function shownValue(value: LineValue, placeName: PlaceName): ShownValue {
  switch (value.kind) {
    case 'money':
    case 'count':
    case 'day':
      return value
    case 'region': {
      const words = { yes: { zh: '有', en: 'yes' }, no: { zh: '没有', en: 'no' } }[value.code]
      const name = words ? words.zh : placeName(value.code)
      return { kind: 'words', zh: name, en: words?.en ?? name }
    }
  }
}
