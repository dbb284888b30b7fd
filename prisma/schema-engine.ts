import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as engineGlue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

type SchemaEngine = engineGlue.SchemaEngine;

let loaded: Promise<void> | undefined;

/** Instantiates the WebAssembly schema engine once per process: no binary is downloaded, no child process is started. */
function loadEngine(): Promise<void> {
  loaded ??= (async () => {
    const path = createRequire(import.meta.url)
      .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
      .replace(/\.js$/, '.wasm');
    // The module's glue functions are the import object; its namespace type does not say so.
    const imports = { './schema_engine_bg.js': engineGlue as unknown as WebAssembly.ModuleImports };
    const { instance } = await WebAssembly.instantiate(readFileSync(path), imports);
    engineGlue.__wbg_set_wasm(instance.exports);
    const { __wbindgen_start: start } = instance.exports;
    if (typeof start === 'function') start();
  })();
  return loaded;
}

async function withEngine<T>(factory: SqlMigrationAwareDriverAdapterFactory, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  await loadEngine();
  const engine = await engineGlue.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}

/** Sends a script as one message, so that it is one transaction; the adapter would split it at every ";", also inside functions. */
function sendScriptsWhole(adapter: SqlDriverAdapter, pool: pg.Pool): SqlDriverAdapter {
  adapter.executeScript = async (script) => {
    await pool.query(script);
  };
  return adapter;
}

/** Runs `work` with a schema engine connected to `databaseUrl`, and closes its connections afterwards. */
export async function withConnectedEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    sendScriptsWhole(adapter, pool);
    return adapter;
  };
  try {
    return await withEngine(factory, work);
  } finally {
    await pool.end();
  }
}

/** An adapter that answers the engine's greeting like a PostgreSQL 18 and knows nothing else: enough to compare two schemas. */
function offlineAdapter(): SqlDriverAdapter {
  const refuse = () => Promise.reject(new Error('this engine has no database'));
  return {
    provider: 'postgres',
    adapterName: 'offline',
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    queryRaw: async () => ({
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, 'PostgreSQL 18.0', 180_000]],
    }),
    executeRaw: async () => 0,
    executeScript: refuse,
    startTransaction: refuse,
    dispose: async () => undefined,
  };
}

/** Runs `work` with a schema engine that has no database: for comparing schemas only. */
export async function withOfflineEngine<T>(work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const connect = async () => offlineAdapter();
  return withEngine({ provider: 'postgres', adapterName: 'offline', connect, connectToShadowDb: connect }, work);
}
