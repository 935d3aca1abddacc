// The yardstick of the rush: the same form, one transaction per sign-up, into the same tables.
//   node test/load/rush-yardstick.ts PORT POOL row-lock|conditional   (DATABASE_URL)
// Nothing else: no pages, no session, no limits, no checks of the form beyond reading it.
import { createServer } from 'node:http'
import pg from 'pg'

const [port, poolId, way] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 20 })

createServer(async (request, response) => {
  if (request.method !== 'POST') return void response.end('ready')
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const form = new URLSearchParams(Buffer.concat(chunks).toString())
  const client = await pool.connect()
  try {
    await client.query('begin')
    const place = await (way === 'row-lock' ? takeLocked : takeConditionally)(client)
    await write(client, form, place)
    await client.query('commit')
    response.writeHead(303, { location: '/receipt' }).end()
  } catch {
    await client.query('rollback')
    response.writeHead(500).end()
  } finally {
    client.release()
  }
}).listen(Number(port), '127.0.0.1')

type Place = { event: number; number: number; waiting: number | null }

/** Locks the row, looks, works it out, writes it back. */
async function takeLocked(client: pg.PoolClient): Promise<Place> {
  const { rows } = await client.query(
    `select event_id, accepted_limit, taken, waiting, last_number, last_waiting_number
     from pools where id = $1 for update`,
    [poolId],
  )
  const [row] = rows
  const free = row.taken < row.accepted_limit && row.waiting === 0
  await client.query(
    `update pools set last_number = last_number + 1, taken = taken + $2, waiting = waiting + $3,
       last_waiting_number = last_waiting_number + $3 where id = $1`,
    [poolId, free ? 1 : 0, free ? 0 : 1],
  )
  return {
    event: row.event_id,
    number: row.last_number + 1,
    waiting: free ? null : row.last_waiting_number + 1,
  }
}

/** One statement takes a place if there is one, else another takes a waiting number. */
async function takeConditionally(client: pg.PoolClient): Promise<Place> {
  const seat = await client.query(
    `update pools set taken = taken + 1, last_number = last_number + 1
     where id = $1 and taken < accepted_limit and waiting = 0
     returning event_id as event, last_number as number, null::int as waiting`,
    [poolId],
  )
  if (seat.rows[0]) return seat.rows[0] as Place
  const wait = await client.query(
    `update pools set waiting = waiting + 1, last_number = last_number + 1,
       last_waiting_number = last_waiting_number + 1
     where id = $1
     returning event_id as event, last_number as number, last_waiting_number as waiting`,
    [poolId],
  )
  return wait.rows[0] as Place
}

async function write(client: pg.PoolClient, form: URLSearchParams, place: Place): Promise<void> {
  const state = place.waiting ? 'waiting' : 'held'
  const { rows } = await client.query(
    `insert into applications (pool_id, event_id, number, waiting_number, state, email, email_key,
       name, language, hold_until, created_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $6, $7, 'ja', now() + interval '1 day', now(), now())
     returning id`,
    [poolId, place.event, place.number, place.waiting, state, form.get('email'), form.get('name')],
  )
  await client.query(
    `insert into application_steps (application_id, pool_id, at, door, to_state, actor_kind)
     values ($1, $2, now(), 'apply', $3, 'visitor')`,
    [rows[0].id, poolId, state],
  )
  await client.query(
    'insert into application_notices (application_id, kind, created_at) values ($1, $2, now())',
    [rows[0].id, state],
  )
}
