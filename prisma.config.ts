import { defineConfig } from 'prisma/config';

/** For the Prisma command line. Migrations are applied by prisma/migrate.ts; `prisma migrate deploy` finds the same folder. */
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL ?? '' },
});
