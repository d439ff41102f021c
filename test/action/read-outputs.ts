/** Reads the file of outputs as the runner does: `name<<delimiter`, lines, the delimiter alone. */
export function readOutputs(text: string): Record<string, string> {
  const lines = text.split("\n");
  const outputs: Record<string, string> = {};
  for (let at = 0; at < lines.length; at += 1) {
    const [, name, delimiter] = /^([^<=]+)<<(.+)$/.exec(lines[at] ?? "") ?? [];
    if (name === undefined || delimiter === undefined) {
      if ((lines[at] ?? "") !== "") throw new Error(`not an output: ${lines[at]}`);
      continue;
    }
    const end = lines.indexOf(delimiter, at + 1);
    if (end < 0) throw new Error(`no end of ${name}`);
    outputs[name] = lines.slice(at + 1, end).join("\n");
    at = end;
  }
  return outputs;
}
