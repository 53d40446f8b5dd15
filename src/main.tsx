import { createRoot } from 'react-dom/client';
import { enforcePagePolicy } from '#lib/page-policy.ts';

enforcePagePolicy();
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<h1>Trailscope</h1>);
