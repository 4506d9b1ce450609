/** A byte now and then, without end: a server that seems to answer and does not. */
export function slowly(): ReadableStream<Uint8Array> {
  let timer: NodeJS.Timeout;
  return new ReadableStream({
    start(controller) {
      timer = setInterval(() => controller.enqueue(new TextEncoder().encode(' ')), 50);
    },
    cancel: () => clearInterval(timer),
  });
}
