import { readFileSync } from 'node:fs';
import { addConnector } from '../../adapters/connectors/connected-systems.js';
import { DEMO_SHOP_DATASET, loadDemoShop } from '../../adapters/connectors/demo/membership-shop.js';
import { freePort } from '../../adapters/embedded/port.js';
import { type Office, openOffice } from './office.js';
import { createEmptyDatabase } from './postgres.js';

/** An office beside the demo's shop, which it reaches where and when a test connects it. */
export interface ShopOffice {
  office: Office;
  /** Where the shop really is. */
  shopUrl: string;
  /** Connects the shop under a name, or moves it: where it is, or `down`, where nobody answers. */
  connect(name: string, at?: 'up' | 'down'): Promise<void>;
  close(): Promise<void>;
}

export async function openShopOffice(): Promise<ShopOffice> {
  const office = await openOffice();
  const shop = await createEmptyDatabase();
  await loadDemoShop(shop.url);
  const dataset = readFileSync(DEMO_SHOP_DATASET, 'utf8');
  return {
    office,
    shopUrl: shop.url,
    async connect(name, at = 'up') {
      const url = at === 'up' ? shop.url : `postgresql://reader:secret@127.0.0.1:${await freePort()}/shop`;
      await addConnector(office.foundation, { name, url, dataset });
    },
    async close() {
      await office.close();
      await shop.drop();
    },
  };
}
