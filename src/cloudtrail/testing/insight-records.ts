/** Insights records of our own making, in the forms in which AWS writes them. */

export const INSIGHT_START = Date.UTC(2025, 9, 10, 21, 16);
const MINUTE = 60_000;

interface Wanted {
  readonly state: 'Start' | 'End';
  readonly shared?: string;
  readonly eventName?: string;
  readonly errorCode?: string;
  /** Minutes after `INSIGHT_START`. */
  readonly minute?: number;
  readonly baseline?: number;
  readonly insight?: number;
}

const at = (minute: number): string =>
  new Date(INSIGHT_START + minute * MINUTE).toISOString().replace('.000', '');

const EXPORTER = 'arn:aws:sts::111122223333:assumed-role/export-runner';

function envelope({ state, shared = 'shared-1', minute = state === 'Start' ? 0 : 9 }: Wanted) {
  return {
    eventVersion: '1.09',
    eventTime: at(minute),
    awsRegion: 'eu-west-1',
    eventID: `cccccccc-0000-4000-8000-${(minute + shared.length * 1_000).toString().padStart(12, '0')}`,
    eventType: 'AwsCloudTrailInsight',
    recipientAccountId: '111122223333',
    sharedEventID: shared,
    eventCategory: 'Insight',
  };
}

/** As in a trail's files. */
export function trailInsight(wanted: Wanted): Readonly<Record<string, unknown>> {
  const { state, eventName = 'DeleteObject', errorCode, baseline = 0.02, insight = 12.4 } = wanted;
  return {
    ...envelope(wanted),
    insightDetails: {
      state,
      eventSource: 's3.amazonaws.com',
      eventName,
      ...(errorCode === undefined ? {} : { errorCode }),
      insightType: errorCode === undefined ? 'ApiCallRateInsight' : 'ApiErrorRateInsight',
      insightContext: {
        statistics: {
          baseline: { average: baseline },
          insight: { average: insight },
          insightDuration: 9,
          baselineDuration: 10_181,
        },
        attributions: [
          {
            attribute: 'userIdentityArn',
            insight: [
              { value: `${EXPORTER}-2`, average: insight / 4 },
              { value: EXPORTER, average: (insight * 3) / 4 },
            ],
            baseline: [{ value: `${EXPORTER}-2`, average: baseline }],
          },
          {
            attribute: 'errorCode',
            insight: [{ value: 'null', average: insight }],
            baseline: [{ value: 'null', average: baseline }],
          },
        ],
      },
    },
  };
}

/** As in an event data store; `old`: as until the middle of 2025. */
export function lakeInsight(wanted: Wanted, old = false): Readonly<Record<string, unknown>> {
  const { state, eventName = 'DeleteObject', errorCode, baseline = 0.02, insight = 12.4 } = wanted;
  const attributions = old
    ? [
        {
          attribute: 'userIdentityArn',
          insightValue: EXPORTER,
          insightAverage: insight,
          baselineValue: 'b',
          baselineAverage: 0.01,
        },
        { attribute: 'userIdentityArn', insightValue: `${EXPORTER}-2`, insightAverage: 0.1 },
      ]
    : [{ attribute: 'userIdentityArn', insight: [{ value: EXPORTER, average: insight }], baseline: [] }];
  return {
    ...envelope(wanted),
    insightSource: 'arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/example',
    insightState: state,
    insightEventSource: 's3.amazonaws.com',
    insightEventName: eventName,
    ...(errorCode === undefined ? {} : { insightErrorCode: errorCode }),
    insightType: errorCode === undefined ? 'ApiCallRateInsight' : 'ApiErrorRateInsight',
    insightContext: {
      baselineAverage: baseline,
      insightAverage: insight,
      baselineDuration: 10_080,
      insightDuration: 9,
      attributions,
    },
  };
}
