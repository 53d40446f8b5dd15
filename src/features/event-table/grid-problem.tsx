import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';

/** A page of events that the database could not answer. */
export function GridProblem({ error }: { readonly error: Error }) {
  return (
    <Notice tone="bad" title="These events could not be read from the database">
      {visibleText(error.message)} Nothing is lost: the files are as they were. Change the search, or scroll
      elsewhere.
    </Notice>
  );
}
