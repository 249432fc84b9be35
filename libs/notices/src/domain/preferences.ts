import type { Channel, Language } from './notice';

/** How an account wants to be told. The inbox cannot be switched off. */
export interface NoticePreferences {
  language: Language;
  channels: Record<Channel, boolean>;
}

/** Until an account says otherwise. Staff are at their desks: they get no SMS. */
export function defaultPreferences(kind: 'resident' | 'staff'): NoticePreferences {
  return { language: 'zh', channels: { email: true, sms: kind === 'resident' } };
}

/** Why a channel does not carry notices to an account now; undefined when it does. */
export type Obstacle = 'channelOff' | 'noAddress' | 'notWanted';

/** @param works whether the platform has that channel, @param reachable whether the account has an address on it */
export function obstacleOf(works: boolean, reachable: boolean, wanted: boolean): Obstacle | undefined {
  if (!works) return 'channelOff';
  if (!reachable) return 'noAddress';
  return wanted ? undefined : 'notWanted';
}
