type Schema = {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
};
type Operazione = {
  operationId: string;
  summary?: string;
  tags?: string[];
  parameters?: { in: string; name: string; required?: boolean }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};
/** The document of the door, as far as it is read here. */
export type Documento = {
  info: { title: string };
  paths: Record<string, Record<string, Operazione>>;
  components: { schemas: Record<string, Schema> };
};

/** The same calls for Postman (Collection 2.1), by group; the key and the ente are variables, to be filled in once. */
export function raccoltaPostman(d: Documento, base: string): object {
  const gruppi = new Map<string, object[]>();
  for (const [percorso, metodi] of Object.entries(d.paths))
    for (const [metodo, o] of Object.entries(metodi)) {
      const gruppo = o.tags?.[0] ?? '';
      gruppi.set(gruppo, [...(gruppi.get(gruppo) ?? []), voce(d, { percorso, metodo, o })]);
    }
  return {
    info: { name: d.info.title, schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{chiave}}', type: 'string' }] },
    variable: [
      { key: 'base', value: base },
      { key: 'codIpa', value: '' },
      { key: 'chiave', value: '' },
    ],
    item: [...gruppi].map(([name, item]) => ({ name, item })),
  };
}

function voce(d: Documento, { percorso, metodo, o }: { percorso: string; metodo: string; o: Operazione }): object {
  const cammino = percorso.replace('{codIpa}', '{{codIpa}}').replaceAll(/(?<!\{)\{(\w+)\}(?!\})/g, ':$1');
  const di = (dove: string): NonNullable<Operazione['parameters']> => (o.parameters ?? []).filter((p) => p.in === dove);
  const json = o.requestBody?.content['application/json']?.schema;
  return {
    name: o.summary ?? o.operationId,
    request: {
      method: metodo.toUpperCase(),
      url: {
        raw: `{{base}}${cammino}`,
        host: ['{{base}}'],
        path: cammino.slice(1).split('/'),
        query: di('query').map(({ name, required }) => ({ key: name, value: '', disabled: required !== true })),
        variable: di('path').flatMap(({ name }) => (name === 'codIpa' ? [] : [{ key: name, value: '' }])),
      },
      header: di('header').map(({ name }) => ({ key: name, value: '', disabled: true })),
      ...(json !== undefined && {
        body: {
          mode: 'raw',
          raw: JSON.stringify(esempio(d, json), null, 2),
          options: { raw: { language: 'json' } },
        },
      }),
    },
  };
}

/** Something that has the form asked for, with what must be there. */
function esempio(d: Documento, schema: Schema): unknown {
  const vero = schema.$ref === undefined ? schema : (d.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (vero.enum !== undefined) return vero.enum[0];
  if (vero.type === 'object')
    return Object.fromEntries(
      Object.entries(vero.properties ?? {})
        .filter(([nome]) => vero.required?.includes(nome) === true)
        .map(([nome, suo]) => [nome, esempio(d, suo)]),
    );
  if (vero.type === 'array') return vero.items === undefined ? [] : [esempio(d, vero.items)];
  if (vero.type === 'integer') return 1000;
  return vero.type === 'boolean' ? false : '';
}
