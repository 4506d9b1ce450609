import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ansiToHtml } from './ansi.ts';

test('colours and weights become spans, and end where they end', () => {
  assert.equal(
    ansiToHtml('a \u001B[1;32mok\u001B[0m b \u001B[38;5;196mx\u001B[39my'),
    'a <span style="color:#6bc46d;font-weight:700">ok</span> b <span style="color:rgb(255,0,0)">x</span>y',
  );
  assert.equal(ansiToHtml('\u001B[38;2;1;2;3mx\u001B[m'), '<span style="color:rgb(1,2,3)">x</span>');
});

test('text is escaped, other sequences vanish', () => {
  assert.equal(ansiToHtml('\u001B[2K\u001B[?25l<b>&\u001B]8;;http://x.example\u0007link\u001B]8;;\u0007'), '&lt;b&gt;&amp;link');
});

test('a line rewritten by a progress bar shows what was written last', () => {
  assert.equal(ansiToHtml('10 %\r50 %\r100 %\nselesai\r\n'), '100 %\nselesai\n');
});
