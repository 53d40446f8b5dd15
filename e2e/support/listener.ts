/** A server on another origin that answers everything, to anyone, and counts what reaches it. */
import { createServer } from 'node:http';

export interface Listener {
  readonly url: string;
  readonly hits: readonly string[];
  close(): void;
}

export async function startListener(): Promise<Listener> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response
      .writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/plain' })
      .end('reached');
  });
  server.on('upgrade', (request, socket) => {
    hits.push(`UPGRADE ${request.url ?? ''}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    hits,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
