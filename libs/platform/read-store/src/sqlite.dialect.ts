import {
  CompiledQuery,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Driver,
} from 'kysely';
import type { SqliteConnection } from './sqlite.connection.js';

/** Where kysely gets the connection for each query or transaction. */
export interface Connections {
  acquire(): SqliteConnection;
  release(connection: DatabaseConnection): void;
}

export function kyselyOver(connections: Connections): Kysely<unknown> {
  return new Kysely({
    dialect: {
      createAdapter: () => new ManyConnections(),
      createDriver: () => driverOver(connections),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
}

/** kysely's own adapter lets one query wait for the other, and runs migrations outside a transaction. */
class ManyConnections extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }

  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function driverOver(connections: Connections): Driver {
  const run = (sql: string) => async (connection: DatabaseConnection) => {
    await connection.executeQuery(CompiledQuery.raw(sql));
  };
  return {
    init: async () => {},
    acquireConnection: async () => connections.acquire(),
    beginTransaction: run('begin'),
    commitTransaction: run('commit'),
    rollbackTransaction: run('rollback'),
    releaseConnection: async (connection) => connections.release(connection),
    destroy: async () => {},
  };
}
