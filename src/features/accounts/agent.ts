// Names of browsers are told by their owners' user agent strings; the order matters, because most
// of them also claim to be Chrome or Safari.
const browsers: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/\b(iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/** Browser and system of a session in words that its owner recognises; empty when unknown. */
export function describeAgent(agent: string): { browser: string; system: string } {
  const find = (names: [RegExp, string][]) =>
    names.find(([pattern]) => pattern.test(agent))?.[1] ?? ''
  return { browser: find(browsers), system: find(systems) }
}
