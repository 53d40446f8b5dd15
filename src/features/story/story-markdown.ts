/**
 * The story as Markdown, to be handed on. Every name in it was written by whoever made the calls: names stand in code
 * spans, which hold no markup, links or mentions; all else is escaped; what cannot be seen is named. One line an entry.
 */
import type { Story } from '#cloudtrail/story.ts';
import type { Piece, StoryEntry, Tone } from '#cloudtrail/story-entry.ts';
import { spanText } from '#lib/time-words.ts';
import { visibleText } from '#ui/visible-text.ts';

export interface MarkdownHead {
  /** As the search bar has it; empty = no filter. */
  readonly filter: string;
  readonly time: string;
  readonly zone: string;
  /** Name of the data set, and its fingerprint. */
  readonly dataSet: string;
  readonly writeTime: (ms: number) => string;
}

const MARKS: Readonly<Record<Tone, string>> = { routine: '○', attention: '▲', bad: '■' };

/** A text of ours or of the log, with no meaning in Markdown or HTML. */
export function escapeMarkdown(text: string): string {
  return visibleText(text)
    .replace(/[\\`*_[\]<>|~&#@$!{}]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www|mailto|xmpp)(?=[.:])/gi, '$1\\');
}

/** In a fence longer than any run of backticks in it. */
export function codeSpan(text: string): string {
  const shown = visibleText(text);
  if (shown.trim() === '') return '``  ``';
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

export function storyMarkdown(story: Story, head: MarkdownHead): string {
  const lines = [
    '# What happened, in order',
    '',
    `- Data set: ${codeSpan(head.dataSet)}`,
    `- Filter: ${head.filter === '' ? 'none' : codeSpan(head.filter)}`,
    `- Time told of: ${escapeMarkdown(head.time)}`,
    `- Times are in: ${escapeMarkdown(head.zone)}`,
    `- ${escapeMarkdown(`${story.events.toLocaleString('en-US')} events in ${story.entries.length.toLocaleString('en-US')} entries`)}`,
    '- ○ routine, ▲ attention, ■ failed, destructive or against protection',
  ];
  let day = '';
  for (const entry of story.entries) {
    const own = head.writeTime(entry.from).slice(0, 10);
    if (own !== day) lines.push('', `## ${escapeMarkdown(own)}`, '');
    day = own;
    lines.push(entryLine(entry, head));
  }
  if (story.summarised.length > 0) lines.push('', '## What was summarised', '');
  lines.push(...story.summarised.map((sentence) => `- ${escapeMarkdown(sentence)}`));
  return `${lines.join('\n')}\n`;
}

function entryLine(entry: StoryEntry, head: MarkdownHead): string {
  const who =
    entry.who === null
      ? ''
      : ` ${codeSpan(entry.who)}${entry.account === null ? '' : ` (${codeSpan(entry.account)})`}:`;
  const more = entry.more.length === 0 ? '' : ` — ${entry.more.map(piecesText).join('; ')}`;
  return `- **${escapeMarkdown(spanText(entry, head.writeTime))}** ${MARKS[entry.tone]}${who} ${piecesText(entry.words)}${more}`;
}

function piecesText(pieces: readonly Piece[]): string {
  return pieces.map(pieceText).join('');
}

function pieceText(piece: Piece): string {
  if (typeof piece === 'string') return escapeMarkdown(piece);
  return 'strong' in piece ? `**${escapeMarkdown(piece.strong)}**` : codeSpan(piece.name);
}
