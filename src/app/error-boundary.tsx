import { Component } from 'react';
import type { ErrorInfo, ReactNode } from 'react';
import { CopyButton } from '#ui/copy-button.tsx';
import styles from './frame.module.css';

interface State {
  readonly error: Error | null;
  readonly where: string;
}

/** Our own mistakes end here, in a sentence, with what a report of them needs. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null, where: '' };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(_error: unknown, info: ErrorInfo): void {
    this.setState({ where: info.componentStack ?? '' });
  }

  override render(): ReactNode {
    const { error, where } = this.state;
    if (error === null) return this.props.children;
    const details = `${error.name}: ${error.message}\n${error.stack ?? ''}\n${where}`;
    return (
      <main>
        <div className={styles['failure']} role="alert">
          <h1>Trailscope has made a mistake</h1>
          <p>
            This part of the program failed and cannot go on. Your files are untouched; nothing has been sent
            anywhere.
          </p>
          <p>
            Details for a report, which may hold values from your logs{' '}
            <CopyButton text={details} what="details" />
          </p>
          <p>
            <button type="button" className={styles['reload']} onClick={() => window.location.reload()}>
              Reload
            </button>
          </p>
        </div>
      </main>
    );
  }
}
