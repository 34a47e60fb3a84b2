export { helmCharts } from './charts';
export { writeCharts } from './write';
