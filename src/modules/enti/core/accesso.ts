/** How a station lets the Nodo in: every kind that is filled in must be satisfied, and a station with none is never reachable. */
export type ProveStazione = {
  /** HMACs of the secret segments of its registered path. More than one while a segment is being changed. */
  segretiHmac: readonly Uint8Array[];
  /** Common names of the client certificates (pagopa 8.1: check CN and chain, the leaf changes yearly). */
  certificatiCn: readonly string[];
  /** Source networks, in CIDR form. */
  indirizzi: readonly string[];
};

/** What a visitor of the Nodo's door shows. Whether the address is in the station's networks is computed by who knows networks. */
export type Visita = {
  segretoHmac: Uint8Array | null;
  /** Common name of a certificate whose chain was verified; null without one. */
  certificatoCn: string | null;
  indirizzoAmmesso: boolean;
};

/** May this visitor speak for the Nodo to this station? */
export function accessoConsentito(stazione: ProveStazione, visita: Visita): boolean {
  const { segretiHmac, certificatiCn, indirizzi } = stazione;
  if (segretiHmac.length === 0 && certificatiCn.length === 0 && indirizzi.length === 0) return false;
  const segreto = segretiHmac.length === 0 || combacia(segretiHmac, visita.segretoHmac);
  const certificato =
    certificatiCn.length === 0 || (visita.certificatoCn !== null && contieneCn(certificatiCn, visita.certificatoCn));
  const indirizzo = indirizzi.length === 0 || visita.indirizzoAmmesso;
  return segreto && certificato && indirizzo;
}

/**
 * May a station be put to work? A list of addresses alone does not prove who is speaking: in production it takes a certificate or a
 * secret segment beside it.
 */
export function attivabile(stazione: ProveStazione, modo: 'demo' | 'produzione'): boolean {
  const provata = stazione.segretiHmac.length > 0 || stazione.certificatiCn.length > 0;
  return provata || (modo === 'demo' && stazione.indirizzi.length > 0);
}

/** Names of hosts do not tell small letters from capitals. */
function contieneCn(ammessi: readonly string[], cn: string): boolean {
  return ammessi.some((ammesso) => ammesso.toLowerCase() === cn.toLowerCase());
}

/** Looks at every byte of every candidate, so that the time taken says nothing about how much of a guess was right. */
function combacia(ammessi: readonly Uint8Array[], dato: Uint8Array | null): boolean {
  if (dato === null) return false;
  let trovato = false;
  for (const ammesso of ammessi) {
    let differenze = ammesso.length ^ dato.length;
    for (let i = 0; i < ammesso.length; i++) differenze |= (ammesso[i] ?? 0) ^ (dato[i] ?? 0);
    trovato = differenze === 0 || trovato;
  }
  return trovato;
}
