/** A mail address as who works for an ente may see it again: enough to recognise it, not enough to write to it. `m•••@esempio.it` */
export function copriIndirizzo(email: string): string {
  const chiocciola = email.lastIndexOf('@');
  const prima = [...email.slice(0, Math.max(chiocciola, 0))];
  return chiocciola < 1 ? '•••' : `${prima[0]}•••${email.slice(chiocciola)}`;
}
