import type { VNode } from 'preact'

/** A component in one state; drawn only when somebody looks. */
export interface SpecimenPart {
  name: string
  node: () => VNode
}
