// SPDX-License-Identifier: Apache-2.0
// What an exception costs that is thrown out of so many calls: throwing.js SECONDS DEPTH...
'use strict';

const REPEATS = 10;
// Of Student's distribution for as many repeats: the error is that of a confidence of 99.9 %, as JMH's is.
const STUDENT = 4.781;

const MADE_BEFORE = new Error('made before');
const madeBefore = () => MADE_BEFORE;
const madeAnew = () => new Error('no such article');

function down(depth, thrown, customer, total) {
  if (depth <= 1) {
    throw thrown();
  }
  const article = customer || 'eggs';
  const price = total + depth;
  const discount = price / 8;
  const below = down(depth - 1, thrown, article, price);
  return below + price + article.length + discount;
}

function caught(depth, thrown) {
  try {
    return down(depth, thrown, 'ann', depth);
  } catch (error) {
    return error;
  }
}

let kept;

const rows = [
  ['made before', 0, (depth) => { kept = caught(depth, madeBefore); }],
  ['made anew, `stackTraceLimit` 0', 0, (depth) => { kept = caught(depth, madeAnew); }],
  ['... 10 frames, as usual', 10, (depth) => { kept = caught(depth, madeAnew); }],
  ['... all frames', Infinity, (depth) => { kept = caught(depth, madeAnew); }],
  ['... 10 frames, and `stack`, its text', 10, (depth) => { kept = caught(depth, madeAnew).stack; }],
  ['... all frames, and `stack`', Infinity, (depth) => { kept = caught(depth, madeAnew).stack; }],
];

function timed(job, depth, times) {
  const begun = process.hrtime.bigint();
  for (let i = 0; i < times; i++) {
    job(depth);
  }
  return Number(process.hrtime.bigint() - begun) / times;
}

function measure(job, depth, seconds) {
  timed(job, depth, 2000);
  const times = Math.max(1, Math.floor(seconds * 1e9 / timed(job, depth, 500)));
  timed(job, depth, times);
  const took = Array.from({ length: REPEATS }, () => timed(job, depth, times));
  const mean = took.reduce((a, b) => a + b) / REPEATS;
  const deviation = Math.sqrt(took.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (REPEATS - 1));
  return [mean, STUDENT * deviation / Math.sqrt(REPEATS)];
}

console.log(process.versions.node);
for (const [name, limit, job] of rows) {
  for (const depth of process.argv.slice(3).map(Number)) {
    Error.stackTraceLimit = limit;
    const [nanos, error] = measure(job, depth, Number(process.argv[2]));
    console.log([name, depth, nanos, error].join('\t'));
  }
}
if (kept === undefined) {
  throw new Error('nothing was thrown');
}
