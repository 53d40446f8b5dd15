#!/usr/bin/env node
/**
 * Firefox as Playwright wants it. Playwright 1.65 drives Firefox over WebDriver BiDi, and begins with a command that
 * Firefox ESR 153 does not have; without an answer to it no page can be opened. This program stands where Playwright
 * looks for Firefox: it starts the real one (TRAILSCOPE_FIREFOX), hands every message on in both directions, answers that
 * one command itself, and names downloads, which Firefox does not (docs/decisions/0025). It can go when Debian's Firefox
 * does both.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { WebSocket, WebSocketServer } from 'ws';

/** Which colours a page is told the system prefers: here as the machine has it; the specs choose in the program's own menu. */
const UNKNOWN_HERE = 'emulation.setMediaFeaturesOverride';
/** Playwright tells downloads apart by an id, and passes over those that have none. */
const DOWNLOAD = '"method":"browsingContext.download';
const SOCKET = { perMessageDeflate: false, maxPayload: 2 ** 29 };

const firefox = spawn(process.env['TRAILSCOPE_FIREFOX'] ?? 'firefox-esr', process.argv.slice(2), {
  stdio: ['ignore', 'inherit', 'pipe'],
});
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP']))
  process.on(signal, () => firefox.kill(signal));
firefox.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
firefox.on('exit', (code) => process.exit(code ?? 1));

createInterface({ input: firefox.stderr }).on('line', (line) => {
  const [, address] = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(line) ?? [];
  if (address === undefined) console.error(line);
  else listen(address);
});

/**
 * Opens our own end, and says where it is as Firefox would.
 * @param {string} firefoxAddress
 */
function listen(firefoxAddress) {
  const server = new WebSocketServer({ ...SOCKET, host: '127.0.0.1', port: 0 });
  server.on('listening', () => {
    const address = server.address();
    if (typeof address === 'object' && address !== null)
      console.error(`WebDriver BiDi listening on ws://127.0.0.1:${address.port}`);
  });
  server.on('connection', (playwright, { url }) => relay(playwright, `${firefoxAddress}${url ?? ''}`));
}

/**
 * @param {WebSocket} playwright
 * @param {string} address
 */
function relay(playwright, address) {
  const browser = new WebSocket(address, SOCKET);
  const opened = new Promise((resolve) => browser.once('open', resolve));
  playwright.on('message', (data) => {
    const message = textOf(data);
    /** @type {{ id: number, method: string }} */
    const { id, method } = JSON.parse(message);
    if (method === UNKNOWN_HERE) playwright.send(JSON.stringify({ type: 'success', id, result: {} }));
    else void opened.then(() => browser.send(message));
  });
  browser.on('message', (data) => {
    const message = textOf(data);
    playwright.send(message.includes(DOWNLOAD) ? withDownloadId(message) : message);
  });
  browser.on('error', () => playwright.close());
  browser.on('close', () => playwright.close());
  // Playwright closes it in good order, or was killed: then nobody else ends this Firefox.
  playwright.on('close', () => firefox.kill());
}

/**
 * BiDi is text; `ws` hands it over as bytes, in one piece.
 * @param {import('ws').RawData} data
 */
function textOf(data) {
  return Buffer.isBuffer(data) ? data.toString() : '';
}

/** @param {string} message */
function withDownloadId(message) {
  /** @type {{ params?: { url?: string, download?: string } }} */
  const event = JSON.parse(message);
  if (event.params?.url !== undefined) event.params.download ??= event.params.url;
  return JSON.stringify(event);
}
