import { Popover } from '@mantine/core';
import { GuideLink } from '#ui/guide-link.tsx';
import styles from './spikes-bar.module.css';

/** What counts as a spike, in short: whose definition it is, and where all of it is written down. */
export function MethodButton() {
  return (
    <Popover position="bottom-start" shadow="md" width={460} trapFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <button type="button" className={styles['method']}>
          what counts as a spike?
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles['explained']} role="document" aria-label="What counts as a spike">
          <h2>What counts as a spike</h2>
          <p>
            AWS publishes no threshold for CloudTrail Insights. This definition is Trailscope’s own, and is
            worked out here, over the logs that are loaded.
          </p>
          <ul>
            <li>
              <strong>Counted</strong> are calls by API, errors by code, refusals, and the calls of each
              principal, of each address and of each whole trail. As in Insights, management calls count when
              they write, those that read on demand, calls on data always.
            </li>
            <li>
              <strong>Expected</strong> is what the same hours of up to seven days before had, with growth,
              weekdays and habits such as nightly jobs taken in. With less than two days nothing is said.
            </li>
            <li>
              <strong>Surprising</strong> is a count, in 1 minute up to 6 hours, that a model of bursty counts
              gives next to no chance, among all series and hours that were looked at.
            </li>
            <li>
              <strong>Drops</strong> to silence or to a tenth are told too, after a week. When all calls of an
              account in a region stop, the logging itself may have stopped.
            </li>
          </ul>
          <p>
            In the user guide: <GuideLink to="screen-spikes">this screen</GuideLink>, and{' '}
            <GuideLink to="spikes">the whole method</GuideLink>, its sources, and how many spikes that are
            known it finds and misses.
          </p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
