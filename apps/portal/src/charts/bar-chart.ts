import { BarChart as Bars } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([Bars, GridComponent, LegendComponent, CanvasRenderer]);

export interface BarChart {
  show(names: readonly string[], series: readonly { name: string; values: readonly (number | null)[] }[]): void;
  end(): void;
}

/** Narrower frames have their bars lying, with the names beside them: below them there is no room, px. */
const NARROW = 640;
const NAME_WIDTH = 110;
/** Between names that stand beside one another; and with less room than that some are left out, px. */
const GAP = 16;
const LEAST_ROOM = 56;

/** Colours and font are those of the page, in the theme of the moment. */
export function drawBars(frame: HTMLElement): BarChart {
  const chart = init(frame);
  const observer = new ResizeObserver(() => chart.resize());
  observer.observe(frame);
  return {
    show(names, series) {
      const style = getComputedStyle(document.documentElement);
      const colour = (token: string): string => style.getPropertyValue(token).trim();
      const [ink, line] = [colour('--ink'), colour('--line-soft')];
      const fontFamily = getComputedStyle(document.body).fontFamily;
      const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
      const isNarrow = frame.clientWidth < NARROW;
      const room = isNarrow ? NAME_WIDTH : Math.floor(frame.clientWidth / Math.max(names.length, 1)) - GAP;
      const nameLabel = room < LEAST_ROOM ? { hideOverlap: true } : { interval: 0, width: room, overflow: 'break' as const };
      const things = { type: 'category' as const, data: [...names], axisLabel: { color: ink, ...nameLabel }, axisLine: { lineStyle: { color: line } } };
      const numbers = { type: 'value' as const, minInterval: 1, axisLabel: { color: ink }, splitLine: { lineStyle: { color: line } } };
      chart.setOption({
        animation: !calm,
        color: ['--brand', '--light-yellow', '--bad'].map(colour),
        textStyle: { color: ink, fontFamily },
        grid: { left: 8, right: 8, top: 40, bottom: 8, containLabel: true },
        legend: { top: 0, textStyle: { color: ink } },
        ...(isNarrow ? { xAxis: numbers, yAxis: { ...things, inverse: true } } : { xAxis: things, yAxis: numbers }),
        series: series.map(({ name, values }) => ({ type: 'bar', name, data: [...values], barMaxWidth: 48 })),
      }, { notMerge: true });
    },
    end() {
      observer.disconnect();
      chart.dispose();
    },
  };
}
