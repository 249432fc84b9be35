import { Injectable } from '@nestjs/common';
import { type BundlePlan, CatalogueService, compile, type CrossProvinceItem, implementingCode, type ServiceItem, singleItem, singleItemCode } from '@onething/catalogue';
import { type FormCheck, type OfferedItem, PeerDirectory, type Route } from '@onething/exchange';
import { DomainError, type Text } from '@onething/kernel';

/** A cross-province item that is complete here. */
export interface CompleteItem {
  item: CrossProvinceItem;
  service: ServiceItem;
}

/** What the window asks before it takes anything: which place decides, and what that place wants looked at. */
export interface DecidingPlace {
  region: string;
  formChecks: FormCheck[];
}

/** What the applicant fills in and hands in for one item. */
export interface ItemForm {
  form: BundlePlan['form'];
  /** By code. */
  materials: { material: string; name: Text; original: boolean }[];
}

/** Items for applicants of other provinces, and the places that decide them. */
@Injectable()
export class CrossItems {
  constructor(private readonly catalogue: CatalogueService, private readonly directory: PeerDirectory) {}

  async list(): Promise<CrossProvinceItem[]> {
    const { catalogue } = await this.catalogue.getEdition();
    return [...catalogue.crossProvinceItems.values()].sort((one, other) => one.number - other.number);
  }

  /** What this region offers to others, for its entry in the directory of the national root: what is complete here, each with the list of form checks. */
  async listOffered(): Promise<OfferedItem[]> {
    const { catalogue } = await this.catalogue.getEdition();
    const textOf = (code: string): FormCheck => ({ code, text: catalogue.formChecks.get(code)?.text ?? { zh: code, en: code } });
    return (await this.list()).filter(({ serviceItem }) => serviceItem !== undefined)
      .map(({ nationalCode, mode, formChecks }) => ({ item: nationalCode, mode, formChecks: formChecks.map(textOf) }));
  }

  /** @throws DomainError `CROSS_PROVINCE.NO_SUCH_ITEM`, `CROSS_PROVINCE.ITEM_LISTED_ONLY` */
  async getComplete(find: (item: CrossProvinceItem) => boolean): Promise<CompleteItem> {
    const { catalogue } = await this.catalogue.getEdition();
    const item = [...catalogue.crossProvinceItems.values()].find(find);
    if (!item) throw new DomainError('notFound', 'CROSS_PROVINCE.NO_SUCH_ITEM', 'There is no such cross-province item. Take a code of the list.');
    const service = item.serviceItem === undefined ? undefined : catalogue.items.get(item.serviceItem);
    if (!service) {
      throw new DomainError('refused', 'CROSS_PROVINCE.ITEM_LISTED_ONLY', 'The item is listed, but its form is not here yet. Refer the applicant to the deciding place itself.');
    }
    return { item, service };
  }

  /**
   * @param division code of the place that the item's rule asks for
   * @throws DomainError as `PeerDirectory.route` and `formChecks`; `CROSS_PROVINCE.DECIDED_HERE`
   */
  async getDecidingPlace({ nationalCode, decidedBy: { rule } }: CrossProvinceItem, division: string | undefined): Promise<DecidingPlace> {
    const route: Route = await this.directory.route({ item: nationalCode, rule, ...(division === undefined ? {} : { division }) });
    if (route.kind === 'local') {
      throw new DomainError('refused', 'CROSS_PROVINCE.DECIDED_HERE', 'This is decided in this province. Take it in as an ordinary application, without the exchange.', {
        fields: [{ field: 'division', code: 'CROSS_PROVINCE.DECIDED_HERE', message: 'The place is in this province.' }],
      });
    }
    return { region: route.region, formChecks: await this.directory.formChecks(route.region, nationalCode) };
  }

  /** The office here that decides: of the item's department, for the division or the nearest above it. @throws DomainError `CATALOGUE.AUTHORITY_NOT_FOUND` */
  async getOffice({ department }: CrossProvinceItem, division: string): Promise<{ department: string; division: string; name: string }> {
    const authority = await this.catalogue.getAuthority(department, division);
    return { department, division: authority.division, name: authority.name.zh };
  }

  /** The office that decides a case here. @throws DomainError `CATALOGUE.AUTHORITY_NOT_FOUND` */
  async getOfficeOf({ department, division }: { department: string; division: string }): Promise<{ name: string }> {
    return { name: (await this.catalogue.getAuthority(department, division)).name.zh };
  }

  /** Whether there is a published one-thing of the item alone, so that its own process handles it. */
  async isHandledByItself(item: CrossProvinceItem): Promise<boolean> {
    return this.catalogue.isPublished(singleItemCode(item));
  }

  /** The form of the item alone, as if it were a one-thing of one item. @throws DomainError as `getComplete` */
  async getForm(code: string): Promise<ItemForm> {
    const { item, service } = await this.getComplete((each) => each.code === code);
    const { catalogue } = await this.catalogue.getEdition();
    const { form } = compile(catalogue, singleItem(item, service), {});
    return {
      form,
      materials: service.materials.map(({ material, originals }) => ({
        material, name: catalogue.materials.get(material)?.name ?? { zh: material, en: material }, original: originals > 0,
      })),
    };
  }

  /** 实施编码 of the item at an office here. @throws DomainError `CATALOGUE.AUTHORITY_NOT_FOUND` */
  async getImplementingCode(service: ServiceItem, { department, division }: { department: string; division: string }): Promise<string> {
    return implementingCode(await this.catalogue.getAuthority(department, division), service);
  }

  /** What receipt numbers of an office begin with. */
  async officeOfReceipt({ department, division }: { department: string; division: string }): Promise<{ division: string; departmentSerial: string }> {
    const { catalogue } = await this.catalogue.getEdition();
    return { division: division.slice(0, 6), departmentSerial: (catalogue.departments.get(department)?.digits ?? '0').padStart(3, '0') };
  }
}
