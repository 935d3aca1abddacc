import type { FormStep } from '../editions/form-definition.ts'

/** The pages of the form in their order; the last one shows everything and sends it. */
export const steps = ['who', 'what', 'contact', 'check'] as const
export type Step = (typeof steps)[number]

/** Where a step is; a kind chosen before the form began travels in the address. */
export function stepPath(step: Step, kind?: string): string {
  return `/activities/new/${step}${kind === undefined ? '' : `?kind=${kind}`}`
}

/** The step that a path names, or undefined. */
export function stepFrom(name: string | undefined): FormStep | undefined {
  return name === 'who' || name === 'what' || name === 'contact' ? name : undefined
}

/** The step after this one. */
export function nextStep(step: FormStep): Step {
  return steps[steps.indexOf(step) + 1] as Step
}
