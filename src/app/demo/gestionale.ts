import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { GENERI, leggiAbbonamenti, registraAbbonamento, togliAbbonamento } from '#modules/eventi';
import type { Mondo } from '#platform/contesto';
import { ctxDemo } from './carica-ente.ts';

const NOME = 'Gestionale dimostrativo';

/** The software that the simulatore plays is told what happens to an ente; at its address of this start, for ports may change. */
export async function abbonaGestionale(
  mondo: Mondo,
  { enteId, simulatore, segreto }: { enteId: EnteId; simulatore: string; segreto: string },
): Promise<void> {
  const url = new URL('/ente/eventi', simulatore).href;
  await ctxDemo(mondo, enteId).tx(async (t) => {
    const suo = (await leggiAbbonamenti(t)).find(({ nome }) => nome === NOME);
    if (suo?.url === url) return;
    if (suo !== undefined) valoreDi(await togliAbbonamento(t, suo.id));
    valoreDi(await registraAbbonamento(t, { nome: NOME, url, generi: GENERI, segreto }));
  });
}
