import { type AddressInfo, createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";

export type Letter = { to: string[]; subject: string; text: string };

/** A mail server that keeps what it gets. It speaks as much SMTP as one letter needs. */
export async function startSmtpServer() {
  const received: Letter[] = [];
  let refusals = 0;
  const sockets = new Set<Socket>();
  const server = createServer(async (socket) => {
    sockets.add(socket);
    const say = (line: string) => socket.write(`${line}\r\n`);
    let to: string[] = [];
    let data: string[] | null = null;
    say("220 test");
    for await (const line of createInterface({ input: socket.on("error", () => socket.destroy()) })) {
      if (data && line === ".") {
        received.push({ to, ...parse(data) });
        [to, data] = [[], null];
        say("250 kept");
      } else if (data) data.push(line);
      else if (/^mail/i.test(line) && refusals-- > 0) say("451 try again later");
      else if (/^rcpt/i.test(line)) {
        to.push(/<(.+)>/.exec(line)?.[1] ?? "");
        say("250 ok");
      } else if (/^data/i.test(line)) {
        data = [];
        say("354 go on");
      } else if (/^quit/i.test(line)) socket.end("221 bye\r\n");
      else say("250 ok");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    refuseNext: () => (refusals = 1),
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function parse(lines: string[]): { subject: string; text: string } {
  const end = lines.indexOf("");
  const subject = lines.find((line) => line.startsWith("Subject: "))?.slice("Subject: ".length) ?? "";
  const text = lines.slice(end + 1).join("\n");
  const isQuoted = lines.slice(0, end).some((line) => /^content-transfer-encoding: quoted-printable/i.test(line));
  return { subject, text: isQuoted ? decodeQuotedPrintable(text) : text };
}

function decodeQuotedPrintable(text: string): string {
  const bytes = text.replace(/=\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
