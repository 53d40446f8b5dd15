export { runBenchmark } from './main.ts';
export { report } from './report.ts';
