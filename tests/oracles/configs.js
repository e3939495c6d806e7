// Holds configurations against the schema that citecheck makes of its own table: those in good/ must be
// accepted, those in bad/ refused, as citecheck itself does.
//   node configs.js SCHEMA FOLDER    (run where node_modules is)
'use strict';
const fs = require('fs');
const path = require('path');
const { createRequire } = require('module');

const need = createRequire(path.join(process.cwd(), 'package.json'));
const Ajv2020 = need('ajv/dist/2020').default;
const YAML = need('yaml');

const [schemaFile, folder] = process.argv.slice(2);
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true })
  .compile(JSON.parse(fs.readFileSync(schemaFile, 'utf8')));
let bad = 0, n = 0;
for (const kind of ['good', 'bad']) {
  for (const name of fs.readdirSync(path.join(folder, kind)).sort()) {
    const text = fs.readFileSync(path.join(folder, kind, name), 'utf8');
    const accepted = validate(YAML.parse(text, { schema: 'failsafe' }) || {});
    n++;
    if (accepted === (kind === 'good')) continue;
    bad++;
    console.log(`${kind}/${name}: the schema ${accepted ? 'accepts' : 'refuses'} it`, validate.errors || '');
  }
}
console.log(`oracles: ${n - bad} configurations as expected, ${bad} not`);
process.exit(bad ? 1 : 0);
