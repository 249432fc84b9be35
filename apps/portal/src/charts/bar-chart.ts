import { BarChart as Bars } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([Bars, GridComponent, LegendComponent, CanvasRenderer]);

export interface BarChart {
  show(names: readonly string[], series: readonly { name: string; values: readonly (number | null)[] }[]): void;
  end(): void;
}

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
      chart.setOption({
        animation: !calm,
        color: ['--brand', '--light-yellow', '--bad'].map(colour),
        textStyle: { color: ink, fontFamily },
        grid: { left: 8, right: 8, top: 40, bottom: 8, containLabel: true },
        legend: { top: 0, textStyle: { color: ink } },
        xAxis: { type: 'category', data: [...names], axisLabel: { color: ink, hideOverlap: true }, axisLine: { lineStyle: { color: line } } },
        yAxis: { type: 'value', axisLabel: { color: ink }, splitLine: { lineStyle: { color: line } } },
        series: series.map(({ name, values }) => ({ type: 'bar', name, data: [...values], barMaxWidth: 48 })),
      }, { notMerge: true });
    },
    end() {
      observer.disconnect();
      chart.dispose();
    },
  };
}
