// Whether the focus can be seen wherever it goes: a ring of at least two pixels, with a contrast of 3 to 1 to the page
// (WCAG 2.2, 1.4.11 and 2.4.7), and none of its sides cut. Wants to be called after a key was pressed.
() => {
  const found = []
  const parts = colour => colour.match(/[\d.]+/g).slice(0, 3).map(Number)
  const light = colour => {
    const [red, green, blue] = parts(colour).map(part => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const contrast = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a)
    return (high + 0.05) / (low + 0.05)
  }
  const page = getComputedStyle(document.body).backgroundColor
  for (const element of document.querySelectorAll('a, button, input:not([type=hidden]), select, summary, [tabindex]')) {
    element.focus()
    if (document.activeElement !== element || !element.checkVisibility({visibilityProperty: true})) continue
    const name = (element.innerText || element.name || element.className.baseVal || element.tagName).slice(0, 40)
    const style = getComputedStyle(element)
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) found.push(`no ring on ${name}`)
    if (contrast(style.outlineColor, page) < 3) found.push(`a faint ring on ${name}`)
    const reach = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset)
    const box = element.getBoundingClientRect()
    let [left, right] = [0, document.documentElement.clientWidth]
    for (let each = element.parentElement; each; each = each.parentElement) {
      if (getComputedStyle(each).overflowX === 'visible' || each === document.documentElement) continue
      const room = each.getBoundingClientRect()
      ;[left, right] = [Math.max(left, room.left), Math.min(right, room.right)]
    }
    if (box.left - reach < left - 0.5 || (box.left < right && box.right + reach > right + 0.5 && box.right <= right)) {
      found.push(`the ring on ${name} is cut`)
    }
  }
  document.activeElement.blur()
  return [...new Set(found)]
}
