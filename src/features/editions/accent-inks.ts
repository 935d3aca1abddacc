/** The accents of the design system as inks; see src/ui/tokens.css. */
export const accentInks = {
  green: '#115a36',
  indigo: '#2a3f8f',
  plum: '#7a1f4f',
  rust: '#8b3200',
} as const
