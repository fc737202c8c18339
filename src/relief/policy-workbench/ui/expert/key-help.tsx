import { useSay } from '#design/console/language.tsx'

/** Every key of the editor, for whoever works without a mouse. */
export function KeyHelp() {
  const say = useSay()
  const keys: readonly (readonly [key: string, what: string])[] = [
    ['Tab', say('到下一格、下一个按钮', 'the next cell or button')],
    [say('回车', 'Enter'), say('按下按钮；表里到下一行', 'press the button; in a table the next row')],
    [say('Ctrl + 回车', 'Ctrl + Enter'), say('格子里换行', 'a new line in a cell')],
    ['Esc', say('关掉菜单，不改了', 'close the menu, leave it')],
    ['Ctrl + Z', say('撤销', 'undo')],
    ['Ctrl + Y', say('重做', 'redo')],
    ['Ctrl + F', say('在图里找一个名称，回车选中', 'find a name in the diagram, Enter selects it')],
    [say('方向键', 'Arrow keys'), say('移动选中的图形', 'move what is selected')],
    [say('Ctrl + 空格', 'Ctrl + Space'), say('给出可以用的名称', 'offer the names that can be used')],
    [say('Shift + F10', 'Shift + F10'), say('打开这一格的菜单', 'the menu of this cell')],
  ]
  return (
    <details className="ex-keys">
      <summary>{say('键盘怎么用', 'Keys')}</summary>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
