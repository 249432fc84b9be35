interface Words {
  t: (key: string, values?: Record<string, unknown>) => string;
  /** Of a field or material. */
  nameOf: (target: string) => string;
}

/** What was told with a step, in lines: reasons, points, remarks, the carrier. What is erased, or says nothing to people, is left out. */
export function saidIn(type: string, detail: Readonly<Record<string, unknown>> | undefined, { t, nameOf }: Words): string[] {
  if (!detail) return [];
  const text = (key: string): string => (typeof detail[key] === 'string' ? detail[key] : '');
  const list = <T>(key: string): T[] => (Array.isArray(detail[key]) ? detail[key] as T[] : []);
  return [
    type === 'dataErased' ? '' : text('reason'), text('remedy'),
    text('trackingNumber') && t('crossProvince.sentBy', { carrier: text('carrier'), number: text('trackingNumber') }),
    ...list<{ material: string; copies: number }>('contents').map(({ material, copies }) => t('crossProvince.content', { name: nameOf(material), count: copies })),
    ...list<{ target: string; note: string }>('points').map(({ target, note }) => t('crossProvince.point', { name: nameOf(target), note })),
    ...list<{ material: string; state: string; note: string }>('remarks').map(({ material, state, note }) => t('crossProvince.point', { name: nameOf(material), note: `${t(`crossProvince.parcel.${state}`)} ${note}` })),
  ].filter(Boolean);
}
