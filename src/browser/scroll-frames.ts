import { replaced } from './refresh.ts'

/**
 * A frame that a wide table may be scrolled sideways in is a stop for the keyboard, and says so. Where there is room for the whole table it is neither:
 * twenty small tables would be twenty stops with nothing to do. Looked at anew when the window or the text changes.
 */
export const stopOnlyWhereScrolled = (): void => {
  const seen = new ResizeObserver((entries) => {
    for (const { target } of entries) if (target instanceof HTMLElement) look(target.matches('.table-scroll') ? target : target.closest<HTMLElement>('.table-scroll'))
  })
  const observe = (): void => {
    seen.disconnect()
    for (const frame of document.querySelectorAll<HTMLElement>('.table-scroll')) {
      frame.dataset['name'] ??= frame.getAttribute('aria-label') ?? ''
      seen.observe(frame)
      if (frame.firstElementChild) seen.observe(frame.firstElementChild)
    }
  }
  observe()
  addEventListener(replaced, observe)
}

const look = (frame: HTMLElement | null): void => {
  // Focus is never taken from under the one who has it.
  if (!frame || document.activeElement === frame) return
  if (frame.scrollWidth > frame.clientWidth) {
    frame.tabIndex = 0
    frame.setAttribute('role', 'region')
    frame.setAttribute('aria-label', frame.dataset['name'] ?? '')
  } else for (const attribute of ['tabindex', 'role', 'aria-label']) frame.removeAttribute(attribute)
}
