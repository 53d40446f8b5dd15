/** Builds the harness page exactly as the product is built, into a folder of its own. */
import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vite';
import product from '../../vite.config.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default mergeConfig(product, {
  root: here('.'),
  logLevel: 'warn',
  build: {
    outDir: here('../../.cache/harness'),
    emptyOutDir: true,
    rolldownOptions: { input: here('./engine.html') },
  },
});
