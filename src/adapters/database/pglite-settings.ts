/**
 * Settings of the embedded server. With PGlite's own (128 MB of buffers, 100 connections) the
 * process takes about 150 MB more; our tables are a few hundred kilobytes.
 */
export const pgliteSettings = [
  "shared_buffers = 4MB",
  "max_connections = 4",
  "wal_buffers = 64kB",
  "min_wal_size = 32MB",
  "max_wal_size = 32MB",
  "work_mem = 1MB",
  "maintenance_work_mem = 4MB",
  "jit = off",
];
