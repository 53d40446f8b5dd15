import { defineConfig } from 'vitest/config';
import { engineAsset } from './scripts/engine-asset.ts';

export default defineConfig({
  // So that a test may import what imports the browser's engine, without starting it.
  plugins: [engineAsset()],
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts', 'scripts/**/*.test.ts'],
    testTimeout: 30_000,
  },
});
