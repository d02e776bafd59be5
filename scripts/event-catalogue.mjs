import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every stored event by name and version, from the samples that the specs read: the fields it has, and of what kind. */
export function eventCatalogue(root) {
  const features = join(root, 'libs', 'features');
  const parts = readdirSync(features).flatMap((feature) => {
    const samples = samplesBelow(join(features, feature, 'src', 'domain'));
    return samples.length === 0 ? [] : [`## ${feature}\n\n${tableOf(samples)}`];
  });
  return `# Events · 事件\n\n${INTRODUCTION}\n\n${parts.join('\n\n')}\n`;
}

const INTRODUCTION =
  'Stored names and fields; a name stands for ever, a changed shape gets the next version. A field that is *sealed* can be ' +
  'read only with its subject’s key. Every event of a case may carry `deadlines`: what the step has set running and ended. 日志中事件的名称、版本与字段;名称永不改变,*sealed* 字段须有数据密钥才能读取。案件的每个事件都可带 `deadlines` 字段,记录该步骤启动和结束的时限。';

function samplesBelow(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /samples.*\.json$/.test(file))
    .sort()
    .flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

function tableOf(samples) {
  const events = new Map();
  for (const { type, schemaVersion, data } of samples) {
    const key = `${type} ${schemaVersion}`;
    const fields = events.get(key) ?? new Map();
    for (const [name, value] of Object.entries(data)) fields.set(name, kindOf(value));
    events.set(key, fields);
  }
  const rows = [...events]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, fields]) => {
      const [type, version] = key.split(' ');
      const listed = [...fields].map(([name, kind]) => `\`${name}\` ${kind}`).join(', ');
      return `| \`${type}\` | ${version} | ${listed || '–'} |`;
    });
  return `| event · 事件 | version · 版本 | fields · 字段 |\n| --- | --- | --- |\n${rows.join('\n')}`;
}

function kindOf(value) {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length > 0 ? `list of ${kindOf(value[0])}` : 'list';
  if (typeof value !== 'object') return typeof value;
  return 'subject' in value && 'box' in value ? '*sealed*' : 'object';
}
