import { type Logger, pino } from 'pino'
import type { Config } from '../config.ts'

/**
 * Structured lines in UTC on standard output. Nothing personal goes in: no bodies, cookies, tokens,
 * mail addresses or paths of personal links; what might slip in by name is cut out here as well.
 */
export function openLog(config: Pick<Config, 'logLevel'>): Logger {
  return pino({
    level: config.logLevel,
    base: null,
    timestamp: () =>
      `,"time":"${Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: [
        '*.password',
        '*.token',
        '*.cookie',
        '*.email',
        '*.to_address',
        '*.authorization',
        'err.parameters',
        'err.detail',
        'err.where',
      ],
      censor: '[cut]',
    },
  })
}
