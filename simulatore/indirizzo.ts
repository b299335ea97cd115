/** Where the simulatore may knock. Invented payments must reach a demo only, so its counterpart must live on this very machine. */
import { hostname, networkInterfaces } from 'node:os';

/** The address as given, or a fault that says what is wrong with it. */
export function indirizzoAmmesso(nodo: string): string {
  if (!URL.canParse(nodo))
    throw new Error(
      'Manca l’indirizzo della porta del Nodo a cui il simulatore deve parlare, oppure non è un indirizzo',
    );
  const url = new URL(nodo);
  if (!/^https?:$/.test(url.protocol)) throw new Error(`Il simulatore parla solo HTTP e HTTPS, non ${url.protocol}`);
  if (!diQuestaMacchina(url.hostname)) {
    throw new Error(
      `Il simulatore parla solo con questa macchina: ${url.hostname} non lo è, e i suoi pagamenti sono inventati`,
    );
  }
  return url.href;
}

function diQuestaMacchina(nome: string): boolean {
  const nudo = nome.replace(/^\[|\]$/g, '');
  if (['localhost', '0.0.0.0', '::', '::1', hostname().toLowerCase()].includes(nudo) || /^127(\.\d+){3}$/.test(nudo))
    return true;
  return Object.values(networkInterfaces()).some((schede) => schede?.some((scheda) => scheda.address === nudo));
}
