import { Injectable } from '@nestjs/common';
import { PeerPlaces } from '@onething/cases';
import { CrossItems } from './cross-items';

/** Which region decides an item of a one-thing, by the rule of its cross-province item and the directory of those that take part. */
@Injectable()
export class CrossPeerPlaces extends PeerPlaces {
  constructor(private readonly items: CrossItems) {
    super();
  }

  /** @throws DomainError as `CrossItems.getComplete` and `getDecidingPlace`; `EXCHANGE.NOT_SET_UP` */
  async regionOf(item: string, division: string): Promise<string> {
    const { item: cross } = await this.items.getComplete(({ serviceItem }) => serviceItem === item);
    return (await this.items.getDecidingPlace(cross, division)).region;
  }
}
