import { readConfig, ConfigError } from './config.ts'
import { commands } from './commands.ts'

const [name = 'start', ...rest] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  console.error(`gekkan knows no "${name}". It knows: ${Object.keys(commands).join(', ')}`)
  process.exit(64)
}
try {
  await command(readConfig(), rest)
} catch (error) {
  if (error instanceof ConfigError || (error as { plain?: boolean }).plain) {
    console.error((error as Error).message)
    process.exit(78)
  }
  console.error(error)
  process.exit(1)
}
