/**
 * Which file of the site an address asks for; null when it is none of them: another host, another folder of this host, or
 * a file that is no part of the build. The query does not matter. `scope`: the address of the site's folder.
 */
export function keptFile(address: string, scope: string, names: ReadonlySet<string>): string | null {
  const [asked, site] = [new URL(address), new URL(scope)];
  if (asked.origin !== site.origin || !asked.pathname.startsWith(site.pathname)) return null;
  const name = asked.pathname.slice(site.pathname.length) || 'index.html';
  return names.has(name) ? name : null;
}
