import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/**
 * How dmn-js is taken into the console: as its own chunk, fetched when the expert editor is opened, and with four of its
 * parts answered by ours. Nothing of its bpmn.io mark is touched; see docs/decisions/0007-expert-editor.md.
 */
const own = (name: string): string =>
  fileURLToPath(new URL(`../../relief/policy-workbench/ui/expert/${name}.ts`, import.meta.url))

/** What stands in for which package: the text field and the names it offers follow our engine, not a second reader. */
export const expertAliases: Readonly<Record<string, string>> = {
  '@bpmn-io/feel-editor': own('feel-field'),
  '@bpmn-io/dmn-variable-resolver': own('names-in-scope'),
  domify: own('gentle-domify'),
}

type Turn = readonly [was: string, becomes: string]
const said = (text: string): Turn => [text, `spokenHere(${text})`]
const typed: Turn = ['`${displayedName}: ${typeRef}`', '`${displayedName}: ${spokenHere(typeRef)}`']

/**
 * Texts that dmn-js writes without asking its translation, by the end of the file's path, and the field of a choice, which
 * shows the code of what is chosen where its list shows the word. Each must be found.
 */
const turns: Readonly<Record<string, readonly Turn[]>> = {
  'dmn-js-shared/lib/components/List.js': [said('"Remove item"')],
  'dmn-js-shared/lib/components/InputSelect.js': [
    ['option ? option.label : value', 'option ? option.label : value && spokenHere(value)'],
    ['"value": value,\n      "id": id', '"value": label,\n      "id": id'],
    [
      '} = event.target;\n    this.onChange(value);',
      '} = event.target;\n    this.onChange((this.props.options ?? []).find(each => each.label === value)?.value ?? value);',
    ],
  ],
  'simple-duration-edit/components/InputDurationEdit.js': [said('"Value"')],
  'dmn-js-decision-table/lib/features/context-menu/ContextMenu.js': [said('"Decision table context menu"')],
  'drag-and-drop/DragAndDrop.js': [
    [
      "let title = `Move ${isInput(col) ? 'Input' : 'Output'}`",
      "let title = spokenHere(`Move ${isInput(col) ? 'Input' : 'Output'}`)",
    ],
  ],
  'features/popup-menu/PopupMenuComponent.js': [["title || 'Results'", "title || spokenHere('Results')"]],
  'element-logic/ElementLogic.js': [said('"Expression of type "'), said('" is not supported."')],
  'components/FormalParametersEditor.js': [said('"Name"'), said('"Type"')],
  'components/FunctionDefinitionComponent.js': [said("'<unnamed>'"), typed],
  'components/FunctionDefinitionEditorComponent.js': [said("'<unnamed>'"), typed],
  'components/ElementVariableComponent.js': [said('"Result"')],
  'components/ElementVariableEditorComponent.js': [said('"Result"'), said('"Result type"')],
}

/** Gives those texts to the same word list; a release of dmn-js that words them otherwise stops the build. */
export const expertTexts: Plugin = {
  name: 'zhulian-expert-texts',
  transform(code, id) {
    if (!/\/(dmn-js-[\w-]+|diagram-js)\/lib\//.test(id)) return null
    const found = Object.entries(turns).find(([end]) => id.endsWith(end))?.[1]
    if (!found) return null
    let turned = code
    for (const [was, becomes] of found) {
      if (!code.includes(was)) throw new Error(`${id} no longer says ${was}: look at expert-parts.ts`)
      turned = turned.replaceAll(was, becomes)
    }
    return { code: `import { spoken as spokenHere } from ${JSON.stringify(own('spoken'))}\n${turned}`, map: null }
  },
}
