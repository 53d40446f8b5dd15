// @ts-check
// An answer against the truth: which joins are right, which are made up, which are missing.

/** @typedef {import('./sessions.mjs').SessionTruth} SessionTruth */
/** @typedef {import('./trail.mjs').KnownSession} KnownSession */

/**
 * @typedef {object} Score
 * @property {number} sessions in the truth
 * @property {number} made joins that were made
 * @property {number} right
 * @property {number} knowable joins that could be made
 * @property {number} precision
 * @property {number} recall
 * @property {string[]} faults each in words
 */

/** @param {unknown} value */
const said = (value) => JSON.stringify(value);

/**
 * Beyond the join itself, the parent, the root and the depth are compared where the truth knows them.
 *
 * @param {KnownSession[]} truth @param {SessionTruth[]} answer
 * @returns {Score}
 */
export function compare(truth, answer) {
  const answers = new Map(answer.map((one) => [one.session, one]));
  /** @type {string[]} */
  const faults = [];
  let made = 0;
  let right = 0;
  let found = 0;
  for (const known of truth) {
    const given = answers.get(known.session);
    const fault = (/** @type {string} */ what) => faults.push(`${known.session} (${known.story}): ${what}`);
    if (!given) {
      fault('not there');
      continue;
    }
    const joined = given.issuedBy !== null || given.parent !== null;
    if (joined) made++;
    const same = given.issuedBy === known.issuedBy && parentFits(known, given);
    if (joined && known.knowable && same) right++;
    else if (joined)
      fault(`joined to ${said([given.issuedBy, given.parent])}, not ${said([known.issuedBy, known.parent])}`);
    else if (known.knowable && !same) fault(`not joined to ${said(known.issuedBy)}`);
    if (known.knowable && same) found++;
    if (said(given.root) !== said(known.root) && !(given.parent && given.parent !== known.parent))
      fault(`root ${said(given.root)}, not ${said(known.root)}`);
    if (known.whole && given.depth !== known.depth) fault(`depth ${given.depth}, not ${known.depth}`);
  }
  const knowable = truth.filter((known) => known.knowable).length;
  const share = (/** @type {number} */ part, /** @type {number} */ all) => (all === 0 ? 1 : part / all);
  return {
    sessions: truth.length,
    made,
    right,
    knowable,
    precision: share(right, made),
    recall: share(found, knowable),
    faults,
  };
}

/**
 * What the records hide may be left open, but not be wrong; and somewhere a circle has to be cut.
 *
 * @param {KnownSession} known @param {SessionTruth} given
 */
const parentFits = (known, given) =>
  given.parent === known.parent ||
  (known.parent === null && given.parent === known.truly.parent) ||
  (known.circular === true && given.parent === null);
/** @typedef {Omit<import('./reach.mjs').Created, 'kind'> & { kind: string }} Thing */

/**
 * @param {{ events: string[], either: string[], created: Thing[] }} known
 * @param {{ events: string[], created: Thing[] }} given
 * @returns {string[]} faults
 */
export function compareReach(known, given) {
  const events = new Set(given.events);
  const allowed = new Set([...known.events, ...known.either]);
  const missing = known.events.filter((id) => !events.has(id));
  const tooMany = given.events.filter((id) => !allowed.has(id));
  const sorted = (/** @type {Thing[]} */ list) =>
    list
      .map(({ kind, name, account, createdBy, deletedBy }) =>
        said([kind, name, account, createdBy, deletedBy]),
      )
      .sort();
  const faults = [];
  if (missing.length > 0)
    faults.push(`${missing.length} events not reached: ${missing.slice(0, 3).join(' ')}`);
  if (tooMany.length > 0) faults.push(`${tooMany.length} events too many: ${tooMany.slice(0, 3).join(' ')}`);
  // What others began upon something that was created may be counted to it or not.
  const own = given.created.filter(({ createdBy }) => !known.either.includes(createdBy ?? ''));
  if (said(sorted(known.created)) !== said(sorted(own)))
    faults.push(`created ${said(sorted(own))}, not ${said(sorted(known.created))}`);
  return faults;
}
