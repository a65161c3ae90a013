// What a team would compose instead, for bench/webhook.py to measure beside the service: express with Twilio's own
// middleware, the session read from Redis and written back, one row selected, one inserted, TwiML by Twilio's library.
// Nothing is locked, sealed, remembered twice or thought about. Two processes, each with a pool of connections.

import cluster from "node:cluster";
import express from "express";
import pg from "pg";
import { createClient } from "redis";
import twilio from "twilio";

const { PEER_DATABASE, PEER_PORT, PEER_PROCESSES, PEER_REDIS, PEER_TOKEN, PEER_URL } = process.env;
const DAY = 24 * 60 * 60;
const SELECT = { name: "worker", text: "SELECT name FROM floor_worker WHERE phone = $1" };
const INSERT = {
  name: "journal",
  text: "INSERT INTO floor_journal (sid, phone, said, at) VALUES ($1, $2, $3, now())",
};

if (cluster.isPrimary) {
  for (let count = 0; count < Number(PEER_PROCESSES); count += 1) cluster.fork();
  process.on("SIGTERM", () => {
    for (const worker of Object.values(cluster.workers)) worker.kill();
    process.exit();
  });
} else {
  const redis = await createClient({ socket: { path: PEER_REDIS } }).connect();
  const sql = new pg.Pool({ host: PEER_DATABASE, user: "postgres", database: "postgres", max: 8 });
  const app = express();
  app.disable("x-powered-by");
  app.get("/healthz", (_, response) => response.send("ok\n"));
  app.post(
    "/sms/twilio",
    express.urlencoded({ extended: false }),
    twilio.webhook(PEER_TOKEN, { url: `${PEER_URL}/sms/twilio` }),
    async ({ body }, response) => {
      const key = `session:${body.From}`;
      const session = JSON.parse((await redis.get(key)) ?? '{"turn":0}');
      const { rows } = await sql.query({ ...SELECT, values: [body.From] });
      await sql.query({ ...INSERT, values: [body.MessageSid, body.From, body.Body] });
      session.turn += 1;
      session.said = body.Body;
      await redis.set(key, JSON.stringify(session), { EX: DAY });
      const reply = new twilio.twiml.MessagingResponse();
      reply.message(`Hola ${rows[0]?.name ?? "nadie"}`);
      response.type("text/xml").send(reply.toString());
    },
  );
  app.listen(Number(PEER_PORT), "127.0.0.1");
}
