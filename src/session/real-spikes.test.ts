/**
 * Spikes of the public sample logs, where they lie beside the repository. Most are single events put together, or an hour of
 * an exercise: of those nothing is to be said, and the reason is what is tested.
 */
import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { hasRealData, realFiles } from '#cloudtrail/testing/real-data.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import type { SpikeReport } from '#query/find-spikes.ts';
import { LEAST_HISTORY_HOURS } from '#query/spike-baseline.ts';
import { openSession, source } from './testing/workbench.ts';
import { spikeReport } from './use-spikes.ts';

if (!hasRealData) console.log('The public sample logs are not here: the tests of their spikes are skipped.');

async function reportOf(name: string, sensitivity: 'normal' | 'fine'): Promise<SpikeReport> {
  const { session } = openSession({ sizes: {} });
  await session.addFiles(realFiles(name).map(({ path, bytes }) => source(path, bytes)));
  const asked = { filter: EMPTY_FILTER, countReads: false, families: null, sensitivity, revision: 1 };
  return spikeReport(session, new QueryClient(), asked);
}

describe.skipIf(!hasRealData)('public sample logs', () => {
  it.each([
    ['no event', ['sigma-aws']],
    [
      'hours',
      ['cribl-sample', 'invictus-ir-aws-dataset', 'otrf-ec2-proxy-s3-exfiltration', 'splunk-attack-data'],
    ],
    ['moments', ['cloudgrep', 'plaso-lookup-events', 'trailscraper', 'ocsf-examples', 'opensearch-catalog']],
    [
      'moments, years apart',
      ['awsdocs-cloudtrail-user-guide', 'cloud-custodian', 'fivexl-cloudtrail-to-slack'],
    ],
    ['days with holes', ['panther-analysis', 'stratus-red-team']],
  ])(
    'that hold %s are not judged, and have too little history for it',
    async (_, names) => {
      for (const name of names) {
        const report = await reportOf(name, 'fine');
        expect({ name, spikes: report.spikes }).toEqual({ name, spikes: [] });
        expect(report.unbroken).toBeLessThan(LEAST_HISTORY_HOURS);
      }
    },
    120_000,
  );

  it('that hold a day’s work and single events weeks later: nothing is called a spike', async () => {
    const report = await reportOf('traildiscover', 'fine');
    expect(report).toMatchObject({ hours: 889, outside: 35, spikes: [] });
    const single = await reportOf('splunk-security-content', 'fine');
    expect(single).toMatchObject({ hours: 2_033, outside: 16, series: 0, spikes: [] });
  }, 120_000);

  it('that go over a few days in which a trail’s own deliveries rule: what is usual is found usual', async () => {
    const report = await reportOf('sans504-s3-ransomware', 'normal');
    // The reading of a bucket was 40 hours after the logs begin: before there are two days nothing is said of it.
    expect(report).toMatchObject({ hours: 105, unbroken: 105, outside: 0, spikes: [] });
    expect(report.tests).toBeGreaterThan(1_000);
  }, 120_000);

  it('that hold more than one clock: the greatest part is looked at, and how much is not', async () => {
    const report = await reportOf('streamalert', 'normal');
    expect(report).toMatchObject({ hours: 48, outside: 13, spikes: [] });
  }, 120_000);
});
