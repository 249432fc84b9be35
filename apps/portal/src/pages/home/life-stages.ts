import type { IconName } from '../../components/ui-icon.vue';

interface LifeStage {
  code: string;
  audience: 'person' | 'enterprise';
  icon: IconName;
}

/** Stages of a person's and a company's life, in their order; the codes are the catalogue's. */
export const LIFE_STAGES: readonly LifeStage[] = [
  { code: 'birth', audience: 'person', icon: 'baby' },
  { code: 'school', audience: 'person', icon: 'school' },
  { code: 'work', audience: 'person', icon: 'work' },
  { code: 'care', audience: 'person', icon: 'care' },
  { code: 'retirement', audience: 'person', icon: 'retirement' },
  { code: 'start', audience: 'enterprise', icon: 'shop' },
  { code: 'build', audience: 'enterprise', icon: 'build' },
  { code: 'operation', audience: 'enterprise', icon: 'operate' },
  { code: 'growth', audience: 'enterprise', icon: 'grow' },
  { code: 'exit', audience: 'enterprise', icon: 'exit' },
];

export function lifeStageIcon(code: string): IconName {
  return LIFE_STAGES.find((stage) => stage.code === code)?.icon ?? 'other';
}
