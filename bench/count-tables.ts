import pg from 'pg'
import type { Connection } from '../src/platform/db.ts'

/**
 * Lets the database count what has just been put into its tables, as it does by itself within minutes: until then it plans as if they were empty.
 * As the one who owns them: the role the program works as is not let to, and only gets a warning.
 */
export async function countTables(connection: Connection): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  await client.query('analyze')
  await client.end()
}
