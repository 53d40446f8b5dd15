/**
 * The one way to other hosts that this program has. It is taken here, before the jail of this worker closes, and nothing but
 * `fetch` passes. `only-one-way-out.test.ts` looks that no other module asks the network for anything.
 */
const network = self.fetch.bind(self);

export const reach = (url: string, init: RequestInit): Promise<Response> => network(url, init);
