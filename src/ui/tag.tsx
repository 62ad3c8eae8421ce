import type { ComponentChildren } from 'preact'

export type TagColor = 'neutral' | 'accent' | 'brand1' | 'brand2' | 'info' | 'success' | 'warning' | 'danger'

export type TagProps = { readonly color?: TagColor; readonly outline?: boolean; readonly children: ComponentChildren }

/** A status in one to three words. The words carry the meaning, the colour only helps. */
export const Tag = ({ color = 'neutral', outline, children }: TagProps) => (
  <span class="ds-tag" data-color={color} {...(outline ? { 'data-variant': 'outline' } : {})}>
    {children}
  </span>
)
