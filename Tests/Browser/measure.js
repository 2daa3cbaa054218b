// What can be measured of how a page looks. Gives a sentence for each fault; Looks.md says what is looked for.
() => {
  const found = []
  const say = (fault, element) => {
    const text = (element.textContent || element.name || '').trim().replace(/\s+/g, ' ').slice(0, 50)
    const of = element.className.baseVal ?? element.className
    const sentence = `${fault}: ${element.tagName.toLowerCase()}${of ? '.' + of : ''} “${text}”`
    if (!found.includes(sentence)) found.push(sentence)
  }
  const isShown = element => element.checkVisibility({visibilityProperty: true}) && !element.closest('.v')
  const scrolls = element => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)
  const isBlock = element => !['inline', 'contents'].includes(getComputedStyle(element).display)
  const ancestors = element => {
    const all = []
    for (let each = element; each && each !== document.documentElement; each = each.parentElement) all.push(each)
    return all
  }
  const all = [...document.body.querySelectorAll('*')].filter(isShown)

  // Nothing is cut without a way to see the rest.
  for (const element of all) {
    const style = getComputedStyle(element)
    const hides = ['hidden', 'clip'].includes(style.overflowX) && element.tagName !== 'svg'
    if (hides && element.scrollWidth > element.clientWidth + 1) say('cut', element)
    if (element.tagName === 'SELECT' || element.type === 'date') {
      const canvas = document.createElement('canvas').getContext('2d')
      canvas.font = style.font
      const text = element.selectedOptions ? element.selectedOptions[0].text : '00.00.0000'
      // The arrow, or the picture of a calendar, takes its room as well.
      const room = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 18
      // A name that is longer than a whole line cannot be shown whole.
      const isWidest = element.offsetWidth >= Math.min(element.form.clientWidth, 22 * 16) - 1
      if (canvas.measureText(text).width > room + 1 && !isWidest) say('cut', element)
    }
  }

  // Text stays within its block, and is large enough.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!node.data.trim() || !isShown(parent) || ['SELECT', 'OPTION', 'TITLE'].includes(parent.tagName)) continue
    const size = parseFloat(getComputedStyle(parent).fontSize)
    if (size < 11.99 && !matchMedia('print').matches) say(`text of ${size.toFixed(1)} pixels`, parent)
    if (parent.closest('svg')) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const around = ancestors(parent)
    const block = around.find(isBlock)?.getBoundingClientRect()
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue
      if (block && (box.right > block.right + 1 || box.left < block.left - 1)) say('out of its block', parent)
      if (!around.some(scrolls) && (box.right > innerWidth + 1 || box.left < -1)) say('out of the window', parent)
    }
  }

  // Labels of charts neither leave their card nor stand on each other.
  for (const chart of document.querySelectorAll('.chart')) {
    const card = (chart.closest('.card') ?? document.body).getBoundingClientRect()
    const labels = [...chart.querySelectorAll('text')].filter(isShown)
    const boxes = labels.map(each => each.getBoundingClientRect())
    boxes.forEach((box, number) => {
      if (box.left < card.left || box.right > card.right || box.bottom > card.bottom) say('out of its card', labels[number])
      for (let other = 0; other < number; other++) {
        const next = boxes[other]
        const [wide, high] = [
          Math.min(box.right, next.right) - Math.max(box.left, next.left),
          Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top)]
        // Lines of text are higher than their letters.
        if (wide > 0 && high > 3) say(`on “${labels[other].textContent}”`, labels[number])
        else if (wide > -3 && high > 8) say(`too near to “${labels[other].textContent}”`, labels[number])
      }
    })
  }

  // Where there is nothing to show, that is said.
  const main = document.querySelector('main')
  if (!main || main.innerText.trim().length < 20) found.push('an empty page')
  for (const card of document.querySelectorAll('.card')) {
    const text = [...card.children].filter(each => !each.matches('h2')).map(each => each.innerText ?? '').join('').trim()
    if (isShown(card) && !text && !(card.innerText.trim() && !card.children.length)) say('a card with nothing in it', card)
  }
  for (const table of all.filter(each => each.tagName === 'TABLE')) {
    if (!table.querySelector('tbody tr')) say('a table without rows', table)
    for (const cell of table.querySelectorAll('tbody td:not(.b, .t), tbody th')) {
      if (isShown(cell) && !cell.innerText.trim()) say('an empty cell', cell.parentElement)
    }
  }
  return found
}
