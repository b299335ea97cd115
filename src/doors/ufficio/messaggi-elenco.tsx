import type { MessaggioDifettoso } from '#modules/pagamenti';
import { ufficioMessaggi as testi } from '#testi/it/ufficio-messaggi';
import { Istante } from '#ui/valori';
import { istanteScritto, type ColonnaElenco } from './elenco-file.ts';

/** Of one message: the first ones tell what is wrong with it. */
const DIFETTI = 3;
const { colonne } = testi;

/** What the list says of each receipt in which something was wrong. */
export const COLONNE_MESSAGGI: readonly ColonnaElenco<MessaggioDifettoso>[] = [
  { titolo: colonne.ricevuta, testo: (m) => m.receiptId ?? testi.senzaNumero },
  {
    titolo: colonne.arrivata,
    testo: (m) => istanteScritto(m.ricevutoIl),
    cella: (m) => <Istante istante={m.ricevutoIl} />,
  },
  { titolo: colonne.esito, testo: (m) => testi.esiti[m.esito] ?? testi.respinta(m.esito) },
  { titolo: colonne.difetti, testo: (m) => m.difetti.slice(0, DIFETTI).map(frase).join('; ') || '–' },
];

function frase({ elemento, regola }: MessaggioDifettoso['difetti'][number]): string {
  return testi.difetto(elemento, testi.regole[regola] ?? testi.regole['programma'] ?? regola);
}
