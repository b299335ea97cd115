import { ok } from '#kernel/esito';
import { apriSigillo } from '#platform/crypto';
import { conXml } from '#platform/xml/documento';
import { cerca, figlio, type Elemento } from '#platform/xml/elemento';
import { elemento, type Xml } from '#platform/xml/scrivi';

/**
 * The `receipt` element of a stored message, written again with its root in no namespace, as the files for the ente carry it (column
 * `rt`). Null when the message, leniently accepted, has none that can be read.
 */
export function ricevutaXml(chiaveCifra: Uint8Array, corpo: Uint8Array): string | null {
  const radice = leggi(chiaveCifra, corpo);
  return radice === null ? null : scrivi(radice).toString();
}

/** What only the message says of the owner of a notice: its name, and the category of its own transfer, the first. */
export function titolareDi(
  chiaveCifra: Uint8Array,
  corpo: Uint8Array,
): { ricevuta: string; denominazione: string; tassonomia: string } {
  const radice = leggi(chiaveCifra, corpo);
  if (radice === null) return { ricevuta: '', denominazione: '', tassonomia: '' };
  const transfers = cerca(radice, 'transferList')?.figli ?? [];
  const primo = transfers.find((x) => figlio(x, 'idTransfer')?.testo === '1');
  return {
    ricevuta: scrivi(radice).toString(),
    denominazione: figlio(radice, 'companyName')?.testo ?? '',
    tassonomia: (primo && figlio(primo, 'transferCategory')?.testo) ?? '',
  };
}

function leggi(chiaveCifra: Uint8Array, corpo: Uint8Array): Elemento | null {
  const letta = conXml(apriSigillo(chiaveCifra, corpo), ({ radice }) => ok(cerca(radice, 'receipt')));
  return letta.ok ? letta.value : null;
}

function scrivi({ nome, figli, testo }: Elemento): Xml {
  return elemento(nome, figli.length === 0 ? testo : figli.map(scrivi));
}
