import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './scripts/content-security-policy.ts';
import { engineAsset } from './scripts/engine-asset.ts';
import { userGuide } from './scripts/guide/plugin.ts';
import { serviceWorker } from './scripts/service-worker.ts';
import { thirdPartyNotices } from './scripts/third-party-notices.ts';

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const notices = thirdPartyNotices();

export default defineConfig({
  // Relative addresses: the build works from any web server and any sub-path.
  base: './',
  plugins: [
    engineAsset(),
    contentSecurityPolicy(),
    react(),
    userGuide(),
    notices.page,
    serviceWorker([notices.worker()]),
  ],
  resolve: {
    alias: {
      // The package's export map does not name this file in a way that a browser build can use.
      'duckdb-blocking': fromRoot('./node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs'),
    },
  },
  build: { target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
  worker: {
    format: 'es',
    plugins: () => [notices.worker()],
    rolldownOptions: {
      output: { codeSplitting: false },
      // duckdb-wasm's Emscripten glue holds `eval` in branches that are never reached; the CSP refuses it anyway.
      checks: { eval: false },
    },
  },
  optimizeDeps: { include: ['duckdb-blocking', 'apache-arrow', '@mantine/core', '@mantine/hooks'] },
});
