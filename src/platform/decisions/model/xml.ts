import { DmnModdle } from 'dmn-moddle'
import dmn from 'dmn-moddle/resources/dmn/json/dmn13.json' with { type: 'json' }
import { refuseReferences, withWideCharacters } from './references.ts'

/** An element as dmn-moddle gives it. */
export interface Element {
  readonly $type: string
  readonly $attrs?: Readonly<Record<string, string>>
  readonly [property: string]: unknown
}

export interface XmlProblem {
  readonly code: string
  readonly zh: string
  readonly en: string
}
export type XmlResult =
  | { readonly kind: 'read'; readonly root: Element }
  | { readonly kind: 'refused'; readonly problems: readonly XmlProblem[] }

/** Longest model file, in UTF-16 units: the largest county pack has 60,000. */
const lengthMax = 4_000_000
const nestingMax = 100
const knownVersions = ['20180521', '20191111', '20211108', '20230324', '20240513']
const current = '20191111'

const child = [{ name: 'expression', type: 'Expression' }]
const part = (name: string, type = 'ChildExpression') => ({ name, type, xml: { serialize: 'property' } })
const iterator = {
  name: 'Iterator',
  isAbstract: true,
  superClass: ['Expression'],
  properties: [{ name: 'iteratorVariable', isAttr: true, type: 'String' }, part('in', 'TypedChildExpression')],
}

/** dmn-moddle knows DMN 1.3; these are the boxed expressions and constraints that came with 1.4 and 1.5. */
const newerTypes = [
  { name: 'ChildExpression', properties: [{ name: 'id', isAttr: true, type: 'String' }, ...child] },
  {
    name: 'TypedChildExpression',
    superClass: ['ChildExpression'],
    properties: [{ name: 'typeRef', isAttr: true, type: 'String' }],
  },
  { name: 'Conditional', superClass: ['Expression'], properties: [part('if'), part('then'), part('else')] },
  { name: 'Filter', superClass: ['Expression'], properties: [part('in'), part('match')] },
  iterator,
  { name: 'For', superClass: ['Iterator'], properties: [part('return')] },
  { name: 'Some', superClass: ['Iterator'], properties: [part('satisfies')] },
  { name: 'Every', superClass: ['Iterator'], properties: [part('satisfies')] },
  // The standard's spelling; the reader knows it as OrganisationalUnit.
  {
    name: 'OrganizationUnit',
    superClass: ['BusinessContextElement'],
    properties: [
      { ...part('decisionMade', 'DMNElementReference'), isMany: true },
      { ...part('decisionOwned', 'DMNElementReference'), isMany: true },
    ],
  },
]

export function widenedDescriptor(): object {
  const descriptor = structuredClone(dmn) as { types: { name: string; properties?: object[] }[] }
  const item = descriptor.types.find((type) => type.name === 'ItemDefinition')
  item?.properties?.push(part('typeConstraint', 'UnaryTests'))
  descriptor.types.push(...newerTypes)
  return descriptor
}

/** The reader and writer with the widened descriptor: nothing a file may hold is unknown to it, so nothing is lost. */
export const knowingEverything = (): DmnModdle => new DmnModdle({ dmn: widenedDescriptor() })

/** Reads a DMN file of any version from 1.2 on. Anything the reader does not understand refuses the whole file. */
export async function readXml(xml: string): Promise<XmlResult> {
  const hostile = refuseHostile(xml)
  if (hostile) return { kind: 'refused', problems: [hostile] }
  const unknown = refuseReferences(xml)
  if (unknown.length > 0) return { kind: 'refused', problems: unknown }
  const prepared = withCurrentNamespaces(withWideCharacters(xml))
  if (!prepared) return { kind: 'refused', problems: [notDmn] }
  try {
    const { rootElement, warnings } = await knowingEverything().fromXML(prepared, 'dmn:Definitions')
    // The diagram may point into imported models; it draws and decides nothing.
    const serious = warnings.filter(({ element }) => !element?.$type.startsWith('dmndi:'))
    if (serious.length > 0) return { kind: 'refused', problems: serious.map(fromWarning) }
    return { kind: 'read', root: rootElement as Element }
  } catch (error) {
    return { kind: 'refused', problems: [fromWarning(error instanceof Error ? error : new Error(String(error)))] }
  }
}

function refuseHostile(xml: string): XmlProblem | null {
  if (xml.length > lengthMax) {
    return {
      code: 'too-large',
      zh: `文件超过 ${lengthMax / 1_000_000} 百万字符`,
      en: `the file exceeds ${lengthMax} characters`,
    }
  }
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) {
    return {
      code: 'doctype',
      zh: '文件里有 DOCTYPE 或实体声明，为安全起见不读',
      en: 'the file declares a DOCTYPE or entities, which is refused for safety',
    }
  }
  const nul = xml.indexOf('\0')
  if (nul >= 0) {
    const line = xml.slice(0, nul).split('\n').length
    return {
      code: 'xml',
      zh: `文件第 ${line} 行有编号为 0 的字符，数据库存不下，请去掉`,
      en: `line ${line} of the file holds the character numbered 0, which no database can store; take it out`,
    }
  }
  if (depthOf(xml) > nestingMax) return { code: 'too-deep', zh: '文件嵌套过深', en: 'the file is nested too deeply' }
  return null
}

function depthOf(xml: string): number {
  let depth = 0
  let deepest = 0
  for (const match of xml.matchAll(/<(\/)?[A-Za-z_][^<>]*?(\/)?>/g)) {
    if (match[1]) depth -= 1
    else if (!match[2]) deepest = Math.max(deepest, (depth += 1))
    if (deepest > nestingMax) return deepest
  }
  return deepest
}

const notDmn: XmlProblem = {
  code: 'not-dmn',
  zh: '这不是 DMN 1.2–1.5 的文件',
  en: 'this is not a DMN 1.2–1.5 file',
}

/** Namespaces of all versions read as the one the reader knows. */
export function withCurrentNamespaces(xml: string): string | null {
  let hasModel = false
  const prepared = xml.replace(
    /(xmlns(?::[\w.-]+)?\s*=\s*)(["'])(https?:\/\/www\.omg\.org\/spec\/DMN\/(\d{8})\/(\w+)\/?)\2/g,
    (whole, before: string, quote: string, uri: string, version: string, kind: string) => {
      if (kind === 'MODEL') {
        if (!knownVersions.includes(version)) return whole
        hasModel = true
        return `${before}${quote}https://www.omg.org/spec/DMN/${current}/MODEL/${quote}`
      }
      if (kind === 'DMNDI') return `${before}${quote}https://www.omg.org/spec/DMN/${current}/DMNDI/${quote}`
      return `${before}${quote}${uri}${quote}`
    },
  )
  return hasModel ? prepared : null
}

/** The reader's own sentence stays in English; in Chinese we say what is wrong, and where. */
function fromWarning(warning: { message: string }): XmlProblem {
  const shown = warning.message.replace(/\s+/g, ' ').slice(0, 300)
  return {
    code: 'xml',
    zh: `文件${inChinese(shown)}。请照 DMN 的写法改`,
    en: `the file has content that cannot be read: ${shown}`,
  }
}

function inChinese(shown: string): string {
  // The reader names the first line for it, whatever is open.
  if (shown.includes('unexpected end of file')) return '没有写完，少了结尾的标签'
  const line = /line: (\d+)/.exec(shown)
  return `${line ? `第 ${Number(line[1]) + 1} 行` : ''}${whatIsWrong(shown)}`
}

function whatIsWrong(shown: string): string {
  const twice = /duplicate ID <([^<>\s]{1,60})>/.exec(shown)?.[1]
  if (twice !== undefined) return `的编号“${twice}”前面已经用过`
  if (shown.includes('closing tag mismatch')) return '结尾的标签和开头的对不上'
  const what = /<([^<>\s]{1,60})>|attribute <?([^<>\s]{1,60})>?/.exec(shown)
  const name = what?.[1] ?? what?.[2]
  return name === undefined ? '有读不懂的内容，可能有标签没有写完整' : `不认识“${name}”，或者它写的地方不对`
}

/** An attribute `unit` in a namespace of its own: DMN lets any element carry such. */
export function unitOf(of: Element | undefined): { readonly unit?: string } {
  const found = Object.entries(of?.$attrs ?? {}).find(([name]) => name.endsWith(':unit'))
  return found ? { unit: found[1] } : {}
}

export const elements = (of: Element | undefined, property: string): readonly Element[] => {
  const held = of?.[property]
  return Array.isArray(held) ? (held as Element[]) : held ? [held as Element] : []
}
export const element = (of: Element | undefined, property: string): Element | undefined =>
  of?.[property] as Element | undefined
export const text = (of: Element | undefined, property: string): string => {
  const held = of?.[property]
  return typeof held === 'string' ? held.trim() : ''
}
