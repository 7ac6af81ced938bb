/** A unit file: sections in order, each with its settings in order; a name may come more than once. */
export type Unit = readonly (readonly [section: string, settings: readonly Setting[]])[];
export type Setting = readonly [name: string, value: string];

/** A unit as systemd reads it (systemd.syntax(7)). Throws for a value that would end its line. */
export function printUnit(unit: Unit): string {
  return unit
    .map(([section, settings]) => {
      const lines = settings.map(([name, value]) => {
        if (/[\n\r\0]|\\$/.test(value)) throw new Error(`The value of ${name} is more than one line.`);
        return `${name}=${value}\n`;
      });
      return `[${section}]\n${lines.join('')}`;
    })
    .join('\n');
}
