/**
 * Parts of the program that its first picture can do without. They are fetched, from our own server, as soon as that
 * picture stands, in the order in which somebody can need them.
 */
import { lazy } from 'react';
import { fetchHandleMenu } from '#ui/handle-menu.tsx';
import { firstPicture } from './first-picture.ts';

const frame = () => import('./frame.tsx');
const peopleScreens = () => import('./people-screens.tsx');
const overviewScreen = () => import('./overview-screen.tsx');
const spikesScreen = () => import('./spikes-screen.tsx');
const themeMenu = () => import('./theme-menu.tsx');
const helpDialog = () => import('./help-dialog.tsx');
const urlDialog = () => import('#features/load-logs/url-dialog.tsx');

/** What the first screen opens by a click. */
const DIALOGS = [helpDialog, themeMenu, urlDialog];
/** What the first logs are shown with. */
const EVENT_PARTS = [frame, fetchHandleMenu];
const OTHER_PARTS = [overviewScreen, peopleScreens, spikesScreen];

export const Frame = lazy(async () => ({ default: (await frame()).Frame }));
export const PeopleScreens = lazy(async () => ({ default: (await peopleScreens()).PeopleScreens }));
export const OverviewScreen = lazy(async () => ({ default: (await overviewScreen()).OverviewScreen }));
export const SpikesScreen = lazy(async () => ({ default: (await spikesScreen()).SpikesScreen }));
export const ThemeMenu = lazy(async () => ({ default: (await themeMenu()).ThemeMenu }));
export const HelpDialog = lazy(async () => ({ default: (await helpDialog()).HelpDialog }));
export const UrlDialog = lazy(async () => ({ default: (await urlDialog()).UrlDialog }));

/** Resolves when they are there, or cannot be had: who needs one then meets the failure itself. */
export async function fetchFirstParts(page: Window): Promise<void> {
  await firstPicture(page);
  await fetchAll(DIALOGS);
  await fetchAll(EVENT_PARTS);
}

/** The same for all others; call it when the engine is there: nobody is on another screen before there are logs. */
export async function fetchOtherParts(): Promise<void> {
  await fetchAll(OTHER_PARTS);
}

async function fetchAll(parts: readonly (() => Promise<unknown>)[]): Promise<void> {
  await Promise.allSettled(parts.map((fetchPart) => fetchPart()));
}
