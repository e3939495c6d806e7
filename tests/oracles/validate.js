// Holds reports against the schemas of those who read them. NAME.FORMAT in a folder is a report of FORMAT.
//   node validate.js FOLDER    (run where node_modules is)
'use strict';
const fs = require('fs');
const path = require('path');
const { execFileSync } = require('child_process');
const { createRequire } = require('module');

const here = __dirname;
const need = createRequire(path.join(process.cwd(), 'package.json'));
const Ajv2020 = need('ajv/dist/2020').default;
const { validateXML } = need('xmllint-wasm');
const { RDFormatValidator } = need('@umbrelladocs/rdformat-validator');
const multitoolFolder = path.join(process.cwd(), 'node_modules/@microsoft/sarif-multitool-linux');

const withoutMark = (text) => (text.startsWith('\ufeff') ? text.slice(1) : text);
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
const sarifSchema = ajv.compile(JSON.parse(withoutMark(
  fs.readFileSync(path.join(multitoolFolder, 'sarif-2.1.0.json'), 'utf8'))));
const gitlabSchema = ajv.compile(JSON.parse(
  fs.readFileSync(path.join(here, 'gitlab.schema.json'), 'utf8')));

const complaints = (validate, value) =>
  validate(value) ? [] : validate.errors.map((e) => `${e.instancePath}: ${e.message}`);

// The tool's exit status says nothing: its lines do.
function multitool(file) {
  const program = path.join(multitoolFolder, 'Sarif.Multitool');
  fs.chmodSync(program, 0o755);
  let output;
  try {
    output = execFileSync(program,
      ['validate', '--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning', file],
      { encoding: 'utf8', env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } });
  } catch (error) {
    output = `error: ${error.stdout}${error.stderr}`;
  }
  if (!/Analysis completed|Analyzing/.test(output)) return [`the multitool did not run: ${output}`];
  return output.split('\n').filter((line) => /\b(error|warning)\b/i.test(line));
}

const xml = async (file, text, schema) => {
  const result = await validateXML({
    xml: [{ fileName: path.basename(file), contents: text }],
    ...(schema ? { schema: [fs.readFileSync(path.join(here, schema), 'utf8')] } : {}),
  });
  return result.valid ? [] : result.errors.map((e) => e.message);
};

const validators = {
  sarif: (file, text) => [...complaints(sarifSchema, JSON.parse(text)), ...multitool(file)],
  gitlab: (file, text) => {
    const report = JSON.parse(text);
    const prints = new Set(report.map((finding) => finding.fingerprint));
    return [...complaints(gitlabSchema, report),
      ...(prints.size === report.length ? [] : ['two findings have one fingerprint'])];
  },
  junit: (file, text) => xml(file, text, 'junit.xsd'),
  checkstyle: (file, text) => xml(file, text, 'checkstyle.xsd'),
  rdjsonl: async (file, text) => {
    const validator = new RDFormatValidator({ strictMode: true, allowExtraFields: false });
    const found = [];
    for (const [i, line] of text.split('\n').filter(Boolean).entries()) {
      const result = await validator.validateString(line);
      found.push(...result.errors.map((e) => `line ${i + 1}: ${e.path} ${e.message}`));
    }
    return found;
  },
  markdown: (file, text) => (Buffer.byteLength(text) <= 60000 ? [] : ['more than 60,000 bytes']),
};

(async () => {
  let bad = 0, good = 0;
  for (const name of fs.readdirSync(process.argv[2]).sort()) {
    const file = path.resolve(process.argv[2], name);
    const validate = validators[path.extname(name).slice(1)];
    if (!validate) continue;
    const found = await validate(file, fs.readFileSync(file, 'utf8'));
    for (const line of found.slice(0, 20)) console.log(`${name}: ${line}`);
    if (found.length) bad++; else good++;
  }
  console.log(`oracles: ${good} reports hold, ${bad} do not`);
  process.exit(bad || !good ? 1 : 0);
})();
