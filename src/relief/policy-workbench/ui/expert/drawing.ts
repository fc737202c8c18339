import { element, elements, text, type Element } from '#platform/decisions/client.ts'

/** Sizes of the shapes as the editor draws new ones, in pixels. */
const sizes: Readonly<Record<string, readonly [width: number, height: number]>> = {
  'dmn:Decision': [180, 80],
  'dmn:InputData': [150, 45],
  'dmn:BusinessKnowledgeModel': [150, 46],
  'dmn:KnowledgeSource': [150, 63],
  'dmn:TextAnnotation': [150, 40],
}
const gap = { across: 30, down: 70 }

interface Box {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
interface Line {
  readonly id: string
  readonly from: string
  readonly to: string
}

const ends = ['requiredDecision', 'requiredInput', 'requiredKnowledge', 'requiredAuthority']
const localId = (href: string): string => href.replace(/^.*#/, '')

function linesOf(root: Element): Line[] {
  const required = elements(root, 'drgElement').flatMap((owner) =>
    ['informationRequirement', 'knowledgeRequirement', 'authorityRequirement'].flatMap((kind) =>
      elements(owner, kind).flatMap((each) =>
        ends.flatMap((end) => {
          const href = text(element(each, end), 'href')
          return href.startsWith('#') ? [{ id: text(each, 'id'), from: localId(href), to: text(owner, 'id') }] : []
        }),
      ),
    ),
  )
  const noted = elements(root, 'artifact').flatMap((each) => {
    const [from, to] = [text(element(each, 'sourceRef'), 'href'), text(element(each, 'targetRef'), 'href')]
    return from === '' || to === '' ? [] : [{ id: text(each, 'id'), from: localId(from), to: localId(to) }]
  })
  return [...required, ...noted]
}

/**
 * A drawing of a model that has none: what needs most stands on top, what needs nothing at the bottom, each below what
 * uses it. In the words of the DMN diagram interchange; read again at every opening, so the file stays without.
 */
export function drawingOf(root: Element): string {
  const shapes = [...elements(root, 'drgElement'), ...elements(root, 'artifact')].filter(({ $type }) => sizes[$type])
  const known = new Set(shapes.map((each) => text(each, 'id')))
  const lines = linesOf(root).filter(({ from, to }) => known.has(from) && known.has(to))
  const boxes = placed(shapes, lines)
  const at = new Map(boxes.map((box) => [box.id, box]))
  const shapeText = boxes.map(
    ({ id, x, y, width, height }) =>
      `<dmndi:DMNShape id="drawn-${id}" dmnElementRef="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></dmndi:DMNShape>`,
  )
  const lineText = lines.map(({ id, from, to }) => {
    const [low, high] = [at.get(from)!, at.get(to)!]
    const points = [
      [low.x + low.width / 2, low.y],
      [high.x + high.width / 2, high.y + high.height],
    ]
    return `<dmndi:DMNEdge id="drawn-${id}" dmnElementRef="${id}">${points
      .map(([x, y]) => `<di:waypoint x="${x}" y="${y}"/>`)
      .join('')}</dmndi:DMNEdge>`
  })
  return `<dmndi:DMNDI xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/"><dmndi:DMNDiagram id="drawn-diagram">${[...shapeText, ...lineText].join('')}</dmndi:DMNDiagram></dmndi:DMNDI>`
}

function placed(shapes: readonly Element[], lines: readonly Line[]): Box[] {
  const ids = shapes.map((each) => text(each, 'id'))
  const depth = depths(ids, lines)
  const deepest = Math.max(0, ...depth.values())
  const centre = new Map<string, number>()
  const boxes: Box[] = []
  let y = 60
  for (let level = 0; level <= deepest; level += 1) {
    const row = shapes.filter((each) => depth.get(text(each, 'id')) === level)
    const wish = (each: Element): number =>
      middle(lines.filter(({ from }) => from === text(each, 'id')).map(({ to }) => centre.get(to)))
    const sorted = row.toSorted((left, right) => wish(left) - wish(right))
    let x = 200
    for (const each of sorted) {
      const [width, height] = sizes[each.$type]!
      const id = text(each, 'id')
      boxes.push({ id, x, y, width, height })
      centre.set(id, x + width / 2)
      x += width + gap.across
    }
    y += Math.max(0, ...row.map(({ $type }) => sizes[$type]![1])) + gap.down
  }
  return boxes
}

const middle = (places: readonly (number | undefined)[]): number => {
  const known = places.filter((place) => place !== undefined)
  return known.length === 0 ? 0 : known.reduce((sum, place) => sum + place, 0) / known.length
}

/** 0 for what nobody needs; a cycle, which the engine refuses anyway, does not turn this into an endless one. */
function depths(ids: readonly string[], lines: readonly Line[]): ReadonlyMap<string, number> {
  const depth = new Map(ids.map((id) => [id, 0]))
  for (let round = 0; round < ids.length; round += 1) {
    let isSettled = true
    for (const { from, to } of lines) {
      const below = (depth.get(to) ?? 0) + 1
      if (below > (depth.get(from) ?? 0) && below < ids.length) {
        depth.set(from, below)
        isSettled = false
      }
    }
    if (isSettled) break
  }
  return depth
}
