/**
 * Parts of the program that its first picture can do without. They are fetched, from our own server, as soon as that
 * picture stands, so that they are there before anybody has chosen a file.
 */
import { lazy } from 'react';
import { fetchHandleMenu } from '#ui/handle-menu.tsx';

const frame = () => import('./frame.tsx');
const peopleScreens = () => import('./people-screens.tsx');
const overviewScreen = () => import('./overview-screen.tsx');
const spikesScreen = () => import('./spikes-screen.tsx');
const themeMenu = () => import('./theme-menu.tsx');
const helpDialog = () => import('./help-dialog.tsx');
const urlDialog = () => import('#features/load-logs/url-dialog.tsx');

const PARTS = [
  frame,
  peopleScreens,
  overviewScreen,
  spikesScreen,
  themeMenu,
  helpDialog,
  urlDialog,
  fetchHandleMenu,
];

export const Frame = lazy(async () => ({ default: (await frame()).Frame }));
export const PeopleScreens = lazy(async () => ({ default: (await peopleScreens()).PeopleScreens }));
export const OverviewScreen = lazy(async () => ({ default: (await overviewScreen()).OverviewScreen }));
export const SpikesScreen = lazy(async () => ({ default: (await spikesScreen()).SpikesScreen }));
export const ThemeMenu = lazy(async () => ({ default: (await themeMenu()).ThemeMenu }));
export const HelpDialog = lazy(async () => ({ default: (await helpDialog()).HelpDialog }));
export const UrlDialog = lazy(async () => ({ default: (await urlDialog()).UrlDialog }));

/** Resolves when all of them are there, or cannot be had: who needs one then meets the failure itself. */
export async function fetchLaterParts(page: Window): Promise<void> {
  await new Promise((resolve) => page.requestAnimationFrame(() => page.setTimeout(resolve)));
  await Promise.allSettled(PARTS.map((fetchPart) => fetchPart()));
}
