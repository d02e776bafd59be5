import { DEMO_PASSWORD } from '#units';
import type { Deed } from './story.js';

const PRELUDE = `api=http://127.0.0.1:3000/api
token() { curl -s $api/sessions -H 'content-type: application/json' -d '{"signIn":"'$1'","password":"${DEMO_PASSWORD}"}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/'; }
give() { curl -s $api/$2 -H "authorization: Bearer $(token $1)" -H 'content-type: application/json' -d "$3"; echo; }
see() { curl -s $api/$2 -H "authorization: Bearer $(token $1)"; echo; }
field() { sed 's/.*"'$1'":"\\([^"]*\\)".*/\\1/'; }`;

const FILED = `id=$(echo "$filed" | field caseId); code=$(echo "$filed" | field receiptCode); echo "$filed"`;

const AFTERWARDS = `# 居民凭受理码查看进度和答复 · The resident sees every public step and the reply, by receipt code alone
curl -s $api/track/$code; echo

# 督查员查看全部历史 · The supervisor sees who did what, as what, when, and what the resident could read
see supervisor1 cases/$id/history`;

/** A story as a reader plays it: lines for any shell with curl, against the service that \`npm start\` has started. */
export function inShell(story: readonly Deed[]): string {
  return [PRELUDE, ...story.map(lineOf), AFTERWARDS].join('\n\n');
}

function lineOf({ line, by, path, body }: Deed): string {
  const address = path.replace('/api/', '').replace('{caseId}', '$id');
  const give = `give ${by} ${address} '${JSON.stringify(body)}'`;
  const filing = path.includes('{caseId}') ? give : `filed=$(${give})\n${FILED}`;
  return `# ${line.zh} · ${line.en}\n${filing}`;
}
