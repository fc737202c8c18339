import type { Page } from 'playwright-core'
import { decisionOf, definitions, idOf, input, literal } from '#platform/decisions/testing/small-model.ts'

/** A model whose sheets make the editor show every word it has: each type of column, each kind of sheet. */
const types = ['number', 'string', 'boolean', 'date', 'time', 'dateTime', 'dayTimeDuration', 'yearMonthDuration']
const inputs = types.map((type, at) => {
  const values = type === 'string' ? '<inputValues id="iv1"><text>"甲","乙"</text></inputValues>' : ''
  return `<input id="in${at}"><inputExpression id="ie${at}" typeRef="${type}"><text></text></inputExpression>${values}</input>`
})
const outputs = types.map((type, at) => `<output id="out${at}" name="果${at}" typeRef="${type}"/>`)
const cells = (name: string, mark: string): string =>
  types.map((_, at) => `<${name} id="${mark}${at}"><text></text></${name}>`).join('')
const tableXml = `<decisionTable id="dt" hitPolicy="UNIQUE">${inputs.join('')}${outputs.join('')}<rule id="r1">${cells('inputEntry', 'c')}${cells('outputEntry', 'o')}</rule></decisionTable>`

export const walkedModel = definitions(
  input('数', 'number') +
    `<knowledgeSource id="ks" name="办法"/>` +
    `<businessKnowledgeModel id="bkm" name="加倍"><variable id="bv" name="加倍"/><encapsulatedLogic id="bl"><formalParameter id="bp" name="数" typeRef="number"/>${literal('数 * 2').replace('<literal', '<literal')}</encapsulatedLogic></businessKnowledgeModel>` +
    decisionOf('表', tableXml, { inputs: ['数'] }) +
    decisionOf('式', literal('数 + 1'), { inputs: ['数'] }, 'number'),
)
export const sheetOf = { table: idOf('表'), expression: idOf('式'), function: 'bkm' }

/** Every word in sight and for the ear, apart from the bpmn.io mark and from what the model itself says. */
export const wordsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const said = new Set<string>()
    const own = '.bjs-powered-by, .cm-content, .cm-completionLabel, .dmn-definitions-id, style'
    const rooms = [document.querySelector('#room')!, ...document.querySelectorAll('body > :not(#room):not(script)')]
    for (const room of rooms) {
      const walker = document.createTreeWalker(room, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
      for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
        const element = node instanceof Element ? node : node.parentElement
        if (!element || element.closest(own)) continue
        if (node instanceof Element) {
          for (const name of ['title', 'placeholder', 'aria-label', 'alt', 'data-placeholder'])
            said.add(node.getAttribute(name) ?? '')
          for (const pseudo of ['::before', '::after'])
            said.add(getComputedStyle(node, pseudo).content.replace(/^(none|normal)$/, ''))
          if (node instanceof HTMLInputElement) said.add(node.value)
        } else said.add(node.textContent ?? '')
      }
    }
    return [...said].map((text) => text.trim()).filter((text) => text !== '')
  })

/** Shows every menu, pad and form of every kind of sheet, and collects the words on the way. */
export async function walkEditor(page: Page): Promise<ReadonlySet<string>> {
  const said = new Set<string>()
  const note = async (): Promise<void> => {
    await page.waitForTimeout(60)
    for (const word of await wordsOf(page)) said.add(word)
  }
  const close = async (): Promise<void> => {
    await page.keyboard.press('Escape')
    await page.mouse.click(1300, 860)
    await note()
  }
  const sheets = await page.evaluate((xml) => window.bench.open(xml), walkedModel)
  if (typeof sheets === 'string') throw new Error(sheets)
  await page.evaluate((id) => window.bench.show(id), sheets[0]!.id)
  await walkDiagram(page, note, close)
  await page.evaluate((id) => window.bench.show(id), sheetOf.table)
  await walkTable(page, note, close)
  await page.evaluate((id) => window.bench.show(id), sheetOf.expression)
  await walkExpression(page, note, close)
  await page.evaluate((id) => window.bench.show(id), sheetOf.function)
  await walkFunction(page, note, close)
  return said
}

type Step = () => Promise<void>

async function walkDiagram(page: Page, note: Step, close: Step): Promise<void> {
  await note()
  for (const id of [idOf('数'), 'ks', 'bkm', idOf('表'), idOf('式')]) {
    await page.locator(`[data-element-id="${id}"] .djs-hit`).first().click({ force: true })
    await note()
    const replace = page.locator('.djs-context-pad .entry[data-action="replace"]')
    if ((await replace.count()) > 0) {
      await replace.click()
      await note()
    }
    await close()
  }
  const name = page.locator('.dmn-definitions-id')
  for (const wrong of ['有 空格', 'a:b', '', '中']) {
    await name.fill(wrong)
    await page.waitForTimeout(400)
    await note()
  }
  await name.fill('m')
  await page.waitForTimeout(400)
  await page
    .locator(`[data-element-id="${idOf('表')}"] .djs-hit`)
    .first()
    .click({ force: true })
  await page.keyboard.press('Control+f')
  await note()
  await page.keyboard.press('Escape')
}

async function walkTable(page: Page, note: Step, close: Step): Promise<void> {
  await note()
  const press = async (selector: string, how: 'click' | 'dblclick' | 'right', at = 0): Promise<void> => {
    const found = page.locator(selector).nth(at)
    await found.scrollIntoViewIfNeeded()
    if (how === 'dblclick') await found.dblclick({ position: { x: 12, y: 12 } })
    else await found.click({ button: how === 'right' ? 'right' : 'left', position: { x: 12, y: 12 } })
    await note()
  }
  await press('.hit-policy .dms-input-select, .hit-policy', 'click')
  await close()
  for (const kind of ['.input-cell', '.output-cell']) {
    for (let at = 0; at < types.length; at += 1) {
      await press(`thead ${kind}`, 'dblclick', at)
      for (const add of await page.locator('.context-menu-container button').all()) await add.click().then(note, note)
      await close()
    }
    await press(`thead ${kind}`, 'right')
    await close()
  }
  for (let at = 0; at < types.length * 2; at += 1) {
    await press('tbody tr:first-child td.cell', 'click', at + 0)
    const edit = page.locator('.simple-mode-button')
    if ((await edit.count()) > 0) {
      await edit.first().click()
      await note()
      for (const choice of await page.locator('.context-menu .dms-input-select').all()) {
        await choice.click()
        const options = await page.locator('.dms-select-options .option').count()
        await note()
        for (let option = 0; option < options; option += 1) {
          await page.locator('.dms-select-options .option').nth(option).click()
          await note()
          await choice.click()
        }
        await page.keyboard.press('Escape')
      }
      for (const field of await page.locator('.context-menu input[type="text"]').all()) {
        await field.fill('错').catch(() => {})
        await note()
      }
    }
    await close()
  }
  await press('tbody tr:first-child td.rule-index', 'right')
  await close()
  await press('tbody tr:first-child td.cell', 'right')
  await close()
}

async function walkExpression(page: Page, note: Step, close: Step): Promise<void> {
  await note()
  await page.locator('.variable-type-select').click()
  await note()
  await close()
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+Space')
  await page.waitForTimeout(200)
  await note()
  await page.keyboard.press('Escape')
}

async function walkFunction(page: Page, note: Step, close: Step): Promise<void> {
  await note()
  for (const button of ['.function-definition-kind button', '.function-definition-parameters button']) {
    await page.locator(button).dispatchEvent('click')
    await note()
    for (const choice of await page.locator('.context-menu .dms-input-select, .add-parameter').all()) {
      await choice.click()
      await note()
    }
    await close()
  }
  await page.locator('.element-variable .dms-input-select').click()
  await note()
  await close()
}
