/**
 * Markup to elements, as the package `domify` does it. The content security policy refuses style attributes in markup, and
 * the editor writes some, its bpmn.io mark among them; set as properties they are let through and look as they were meant.
 */
export default function domify(markup: string): Node {
  const template = document.createElement('template')
  template.innerHTML = markup.trim().replace(/(<[^<>]*?\s)style=/g, '$1data-style=')
  // Into this document: a template has one of its own, and what is appended to its parts would be copied.
  const made = document.importNode(template.content, true)
  for (const element of made.querySelectorAll<HTMLElement>('[data-style]')) {
    element.style.cssText = element.dataset['style'] ?? ''
    delete element.dataset['style']
  }
  const { firstChild, lastChild } = made
  return firstChild && firstChild === lastChild ? made.removeChild(firstChild) : made
}
