import type { allegati as italiano } from '../it/allegati.ts';

/** What a citizen reads of a file that is not taken, by the question that asked for it. */
export const allegati = {
  rifiuti: {
    ALLEGATO_VUOTO: 'Diese Datei ist leer. Wählen Sie eine andere oder speichern Sie sie noch einmal.',
    ALLEGATO_TROPPO_GRANDE: (p) =>
      `Diese Datei ist zu groß: Sie darf höchstens ${p['quanto'] ?? ''} haben. Verkleinern Sie sie oder wählen Sie eine andere.`,
    ALLEGATO_TIPO_NON_AMMESSO: (p) =>
      `Hier können Sie ${p['tipi'] ?? ''} anhängen: Diese Datei ist etwas anderes, auch wenn ihr Name es sagt. Speichern Sie sie ` +
      'in einem anderen Format.',
    ALLEGATO_ILLEGGIBILE:
      'Diese Datei ist beschädigt oder unvollständig und lässt sich nicht öffnen. Speichern Sie sie noch einmal oder wählen Sie ' +
      'eine andere.',
    ALLEGATO_DOPPIO:
      'Dieses PDF enthält noch etwas anderes (eine Webseite, ein Archiv) und kann nicht angehängt werden. Drucken Sie es noch ' +
      'einmal als PDF.',
    ALLEGATO_TROPPI_PUNTI: 'Dieses Bild ist zu breit oder zu hoch. Verkleinern Sie es oder machen Sie ein neues Foto.',
    ALLEGATO_NON_CHIESTO: 'Dieses Formular verlangt hier keine Datei.',
    ALLEGATO_SCONOSCIUTO: 'Diese Datei ist nicht mehr da: Wir behalten sie einen Tag. Hängen Sie sie noch einmal an.',
    ALLEGATI_TROPPI: (p) =>
      `Sie haben diesem Formular schon ${p['massimo'] ?? ''} Dateien angehängt, mehr geht nicht. Entfernen Sie eine oder fassen ` +
      'Sie mehrere Seiten in einer Datei zusammen.',
    ALLEGATI_TROPPO_GRANDI: (p) =>
      `Alle Dateien dieses Formulars dürfen zusammen höchstens ${p['megabyteMax'] ?? ''} MB haben. Verkleinern Sie sie oder ` +
      'entfernen Sie eine.',
    ALLEGATI_SENZA_POSTO:
      'Im Moment können wir keine weiteren Dateien annehmen. Versuchen Sie es in einigen Stunden wieder: Der Rest des Formulars ' +
      'ist in Ordnung.',
  },
} satisfies typeof italiano;
