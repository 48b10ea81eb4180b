// Judges cards with Microsoft's own code: parsed by adaptivecards, and typed by @microsoft/teams.cards, which knows the charts. Argument: a file with a JSON array of cards. Prints a JSON array of complaints.
const { readFileSync, writeFileSync, mkdtempSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { AdaptiveCard, HostConfig, SerializationContext, Versions } = require('adaptivecards/dist/adaptivecards.js');
const ts = require('typescript');

const cards = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const complaints = new Set();

// adaptivecards knows no charts: what stands behind them is judged in their place.
const withoutCharts = value =>
  Array.isArray(value) ? value.map(withoutCharts)
    : value === null || typeof value !== 'object' ? value
      : typeof value.type === 'string' && value.type.startsWith('Chart.') ? withoutCharts(value.fallback)
        : Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutCharts(part)]));

for (const card of cards) {
  const parsed = new AdaptiveCard();
  // Teams shows six buttons beside each other; the library's own host shows five.
  parsed.hostConfig = new HostConfig({ actions: { maxActions: 6 } });
  const context = new SerializationContext(Versions.v1_5);
  // Not lang: 3.0.6 checks it with one regular expression that has the g flag, so every second card fails.
  const { lang, ...rest } = withoutCharts(card);
  parsed.parse(rest, context);
  for (let i = 0; i < context.eventCount; i++) complaints.add(`adaptivecards: ${context.getEventAt(i).message}`);
  for (const failure of parsed.validateProperties().validationEvents) complaints.add(`adaptivecards: ${failure.message}`);
}

// Each card stands as a literal where its type is asked for, so that "type": "Table" is no mere string.
const folder = mkdtempSync(join(__dirname, '.cards-'));
try {
  const file = join(folder, 'cards.ts');
  writeFileSync(file, `import type { IAdaptiveCard } from '@microsoft/teams.cards';\n${cards.map((card, i) => `export const card${i}: IAdaptiveCard = ${JSON.stringify(card, null, 1)};`).join('\n')}\n`);
  const program = ts.createProgram([file], { strict: true, noEmit: true, skipLibCheck: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022, types: [] });
  for (const fault of ts.getPreEmitDiagnostics(program)) {
    const line = fault.file ? fault.file.getLineAndCharacterOfPosition(fault.start).line : 0;
    complaints.add(`teams.cards: ${ts.flattenDiagnosticMessageText(fault.messageText, ' ').slice(0, 600)} | ${fault.file?.text.split('\n').slice(Math.max(0, line - 1), line + 1).join(' ')}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(JSON.stringify([...complaints], null, 1));
