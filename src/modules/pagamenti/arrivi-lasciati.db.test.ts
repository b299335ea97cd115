import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { chiamaDovuti, leggiAvviso } from '#modules/posizioni';
import { apriArrivi, codice, iudDi, nuovi, ORA_MS, type Arrivi } from '#support/arrivi';
import { databaseDiProva } from '#support/db';
import { iudOccupati, riprovaArrivo } from './index.ts';

let a: Arrivi;

beforeAll(async () => {
  a = await apriArrivi();
});

describe('what was made and nobody paid', () => {
  it('not begun in time: it is not begun any more, and is taken back', async () => {
    const voce = nuovi(a.uno, 2);
    const { token, idSession } = await a.pronto([voce]);
    a.mondo.avanti(ORA_MS);
    expect((await a.guarda(token)).stato).toBe('scaduto');
    expect(codice(await a.inizia(token, { visto: 2000 }))).toBe('ARRIVO_SCADUTO');
    expect(await a.esito(idSession)).toBe('non_iniziato');
    a.mondo.avanti(6 * 60_000);
    expect(await a.esito(idSession)).toBe('scaduto');
    await a.lavora(a.uno);
    expect(await a.stati(a.uno, iudDi(voce))).toEqual(['bozza', 'bozza']);
    a.mondo.avanti(24 * ORA_MS);
    await a.lavora(a.uno);
    expect(await a.stati(a.uno, iudDi(voce))).toEqual(['annullato', 'annullato']);
    await a.lavora(a.uno);
    expect([(await a.guarda(token)).stato, await a.esito(idSession)]).toEqual(['scaduto', 'scaduto']);
  });

  it('over, and not taken back yet, gives its place to a new one, and takes nothing back from it', async () => {
    const voce = nuovi(a.uno);
    const prima = await a.pronto([voce]);
    a.mondo.avanti(2 * ORA_MS);
    await a.lavora(a.uno);
    expect([await a.stati(a.uno, iudDi(voce)), await a.esito(prima.idSession)]).toEqual([['bozza'], 'scaduto']);
    const iud = iudDi(voce);
    expect(await iudOccupati(a.sil(a.uno.enteId), iud)).toEqual(new Set());
    const dopo = await a.pronto([voce]);
    valoreDi(await a.inizia(dopo.token));
    expect(await iudOccupati(a.sil(a.uno.enteId), iud)).toEqual(new Set(iud));
    await a.torna(dopo.token, 'ok');
    // The day of the first has passed; that of the second has not.
    a.mondo.avanti(23.5 * ORA_MS);
    await a.lavora(a.uno);
    expect([await a.stati(a.uno, iudDi(voce)), await a.esito(dopo.idSession)]).toEqual([['da_pagare'], 'in_corso']);
    await a.paga(dopo.token, a.uno);
    expect([await a.stati(a.uno, iudDi(voce)), await a.esito(dopo.idSession)]).toEqual([['pagato'], 'pagato']);
    expect(await iudOccupati(a.sil(a.uno.enteId), iud)).toEqual(new Set(iud));
  });

  it('left at Checkout, is paid in its place by a receipt that comes within the day', async () => {
    const voce = nuovi(a.uno);
    const { token, idSession } = await a.pronto([voce]);
    valoreDi(await a.inizia(token));
    await a.torna(token, 'annullato');
    a.mondo.avanti(2 * ORA_MS);
    await a.lavora(a.uno);
    expect([await a.stati(a.uno, iudDi(voce)), await a.esito(idSession)]).toEqual([['da_pagare'], 'annullato']);
    await a.paga(token, a.uno);
    expect([await a.stati(a.uno, iudDi(voce)), await a.esito(idSession)]).toEqual([['pagato'], 'pagato']);
    a.mondo.avanti(30 * ORA_MS);
    await a.lavora(a.uno);
    expect(await a.stati(a.uno, iudDi(voce))).toEqual(['pagato']);
  });

  it('left at Checkout: tried again within the hour, else taken back; a receipt that comes all the same pays', async () => {
    const voce = nuovi(a.uno);
    const { token, idSession } = await a.pronto([voce]);
    valoreDi(await a.inizia(token));
    await a.torna(token, 'annullato');
    const lasciato = await a.guarda(token);
    expect([lasciato.stato, await a.esito(idSession)]).toEqual(['lasciato', 'annullato']);
    expect(codice(await a.inizia(token))).toBe('ARRIVO_CHIUSO');
    valoreDi(await riprovaArrivo(a.citta(), lasciato));
    valoreDi(await riprovaArrivo(a.citta(), await a.guarda(token)));
    expect([(await a.guarda(token)).stato, await a.esito(idSession)]).toEqual(['pronto', 'non_iniziato']);
    // They had begun it themselves: nothing to warn of.
    valoreDi(await a.inizia(token));
    await a.torna(token, 'errore');
    a.mondo.avanti(ORA_MS);
    const tardi = await a.guarda(token);
    expect(codice(await riprovaArrivo(a.citta(), tardi))).toBe('ARRIVO_SCADUTO');
    a.mondo.avanti(6 * 60_000);
    await a.lavora(a.uno);
    expect(await a.stati(a.uno, iudDi(voce))).toEqual(['da_pagare']);
    expect([(await a.guarda(token)).stato, await a.esito(idSession)]).toEqual(['chiuso', 'annullato']);
    a.mondo.avanti(24 * ORA_MS);
    await a.lavora(a.uno);
    expect(await a.stati(a.uno, iudDi(voce))).toEqual(['annullato']);
    expect([(await a.guarda(token)).stato, await a.esito(idSession)]).toEqual(['chiuso', 'annullato']);
    await a.paga(token, a.uno);
    expect([(await a.guarda(token)).stato, await a.esito(idSession)]).toEqual(['pagato', 'pagato']);
    expect(
      codice(
        await riprovaArrivo(a.citta(), {
          ...tardi,
          arrivo: { ...tardi.arrivo, scadeIl: new Date(4e12) },
          stato: 'pagato',
        }),
      ),
    ).toBe('ARRIVO_CHIUSO');
  });

  it('whoever is at Checkout is let be for a day', async () => {
    const voce = nuovi(a.uno);
    const { token, idSession } = await a.pronto([voce]);
    valoreDi(await a.inizia(token));
    a.mondo.avanti(23 * ORA_MS);
    await a.lavora(a.uno);
    expect([await a.stati(a.uno, iudDi(voce)), await a.esito(idSession)]).toEqual([['da_pagare'], 'in_corso']);
    a.mondo.avanti(2 * ORA_MS);
    // To the database it was a moment ago: while somebody may be paying, the job waits for its next turn.
    await expect(a.lavora(a.uno)).rejects.toThrow('DOVUTO_IN_PAGAMENTO');
    const avviso = (await a.guarda(token)).voci[0]?.numeroAvviso;
    const { owner } = await databaseDiProva();
    await owner.query('delete from registro.attivazione where numero_avviso = $1', [avviso]);
    await a.lavora(a.uno);
    expect([await a.stati(a.uno, iudDi(voce)), await a.esito(idSession)]).toEqual([['annullato'], 'scaduto']);
  });

  it('asked for anew by the ente under the same names: the new one takes its place, unless somebody is paying', async () => {
    const voce = nuovi(a.uno);
    const prima = await a.pronto([voce]);
    const dopo = await a.pronto([voce]);
    expect([(await a.guarda(prima.token)).stato, await a.esito(prima.idSession)]).toEqual(['chiuso', 'annullato']);
    expect(codice(await a.inizia(prima.token))).toBe('ARRIVO_CHIUSO');
    expect([(await a.guarda(dopo.token)).stato, await a.stati(a.uno, iudDi(voce))]).toEqual(['pronto', ['bozza']]);
    valoreDi(await a.inizia(dopo.token));
    expect(codice(await a.prepara([voce]))).toBe('IUD_DUPLICATO');
    await a.torna(dopo.token, 'annullato');
    const ancora = await a.pronto([voce]);
    expect((await a.guarda(dopo.token)).stato).toBe('chiuso');
    valoreDi(await a.inizia(ancora.token));
    await a.paga(ancora.token, a.uno);
    expect([await a.esito(ancora.idSession), await a.stati(a.uno, iudDi(voce))]).toEqual(['pagato', ['pagato']]);
    expect(codice(await a.prepara([voce]))).toBe('IUD_DUPLICATO');
    const dovuti = await a.sil(a.uno.enteId).tx((t) => chiamaDovuti(t, iudDi(voce)));
    const [d] = dovuti;
    expect((await leggiAvviso(a.citta(), { enteId: a.uno.enteId, iuvId: d?.iuvId ?? expect.fail() }))?.stato).toBe(
      'pagato',
    );
  });
});
