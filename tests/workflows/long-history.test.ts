import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addConnector } from '../../adapters/connectors/connected-systems.js';
import { DEMO_SHOP_DATASET } from '../../adapters/connectors/demo/membership-shop.js';
import { freePort } from '../../adapters/embedded/port.js';
import { describeInLongRun } from '../support/long-run.js';
import { type Office, openOffice } from '../support/office.js';
import { testTemporalOfShortHistories } from '../support/temporal.js';

describeInLongRun('a system that stays down for long', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice({ temporal: await testTemporalOfShortHistories() });
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  it('makes a long history, which is left behind; the case goes on in a fresh one, with nothing done twice', async () => {
    const url = `postgresql://reader:secret@127.0.0.1:${await freePort()}/shop`;
    await addConnector(office.foundation, { name: 'lost-shop', url, dataset: readFileSync(DEMO_SHOP_DATASET, 'utf8') });
    const { reference } = await office.file({});
    await office.until(reference, 'identity');
    await office.pressLink(reference);
    await office.until(reference, 'deciding');
    await office.passDays(0.5, reference);
    await office.untilEvent(reference, 'search-unreachable', 12);
    expect((await office.histories(reference)).length).toBeGreaterThan(1);
    await office.act(reference, { type: 'decision', outcome: 'refused', reasons: 'Excessive.' });
    await office.until(reference, 'answered');
    expect(await office.codes(reference)).toEqual(['ACK', 'ID_REQUEST', 'REFUSAL']);
    await office.replay(reference);
  }, 120_000);
});
