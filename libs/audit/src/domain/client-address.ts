/** A client's address as lists show it: the network is left, the machine is not. */
export function maskClientAddress(address: string): string {
  if (!address.includes(':')) return address.replace(/\.\d+$/, '.*');
  const groups = address.split('::')[0]!.split(':').filter((group) => group !== '');
  return `${groups.slice(0, 4).join(':')}::*`;
}
