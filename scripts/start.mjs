/** `npm start`: installs if needed, builds, serves the build on this machine until Ctrl-C. */
import { DIST, requireNode, requirePackages, runMain, runTool, Stop } from './project.mjs';
import { startStaticServer } from './static-server.mjs';

const DEFAULT_PORT = '4173';

await runMain(async () => {
  requireNode();
  const port = portFrom(process.env['PORT'] || DEFAULT_PORT);
  await requirePackages();
  if ((await runTool('vite', ['build', '--logLevel', 'warn'])) !== 0) {
    throw new Stop('The build failed: see above. `npm run check` says more.');
  }
  const server = await serve(port);
  console.log(`\nTrailscope is at ${server.url}\nIt is served to this machine only; Ctrl-C ends it.`);
  await stopSignal();
  await server.close();
  return 0;
});

/** @param {string} text */
function portFrom(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Stop(`PORT is "${text}": it has to be a number from 0 to 65535, such as PORT=${DEFAULT_PORT}.`);
}

/** @param {number} port */
async function serve(port) {
  try {
    return await startStaticServer({ root: DIST, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') {
      throw new Stop(
        `Port ${port} is taken by another program. Choose a free one: PORT=${port + 1} npm start`,
      );
    }
    if (code === 'EACCES') {
      throw new Stop(`Port ${port} needs more rights. Choose one over 1024: PORT=${DEFAULT_PORT} npm start`);
    }
    throw error;
  }
}

/** @returns {Promise<void>} */
function stopSignal() {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
