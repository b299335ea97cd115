import { ok } from '#kernel/esito';
import { apriSigillo } from '#platform/crypto';
import { conXml } from '#platform/xml/documento';
import { cerca, type Elemento } from '#platform/xml/elemento';
import { elemento, type Xml } from '#platform/xml/scrivi';

/**
 * The `receipt` element of a stored message, written again with its root in no namespace, as the files for the ente carry it (column
 * `rt`). Null when the message, leniently accepted, has none that can be read.
 */
export function ricevutaXml(chiaveCifra: Uint8Array, corpo: Uint8Array): string | null {
  const letta = conXml(apriSigillo(chiaveCifra, corpo), ({ radice }) => ok(cerca(radice, 'receipt')));
  return letta.ok && letta.value !== null ? scrivi(letta.value).toString() : null;
}

function scrivi({ nome, figli, testo }: Elemento): Xml {
  return elemento(nome, figli.length === 0 ? testo : figli.map(scrivi));
}
