// The same work in Node with its standard library, as a user might do it.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const secret = process.env.WEBHOOK_SECRET;
let ready = 0;

function isGenuine(headers, body) {
  const timestamp = headers['x-frameio-request-timestamp'] ?? '';
  const age = Math.floor(Date.now() / 1000) - Number(timestamp);
  if (!(Math.abs(age) <= 300)) {
    return false;
  }
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  const expected = Buffer.from(`v0=${digest}`);
  const received = Buffer.from(headers['x-frameio-signature'] ?? '');
  return expected.length === received.length && timingSafeEqual(expected, received);
}

function judge(request, body) {
  if (request.method !== 'POST' || !isGenuine(request.headers, body)) {
    return 401;
  }
  try {
    const event = JSON.parse(body.toString());
    if (event.type === 'file.ready' && event.resource.id) {
      ready += 1;
    }
    return 200;
  } catch {
    return 400;
  }
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    response.writeHead(judge(request, Buffer.concat(chunks)), { 'content-length': 0 });
    response.end();
  });
});

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
process.on('SIGTERM', () => process.exit(0));
