/** The folded menu closes with Escape and when something else is pressed, as menus do. */
export const closeMenu = (): void => {
  const menu = document.querySelector<HTMLDetailsElement>('.site-menu')
  if (!menu) return
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return
    menu.open = false
    menu.querySelector('summary')?.focus()
  })
  document.addEventListener('click', (event) => {
    if (menu.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false
  })
}
