// Amazon's Node SDK as its documentation wires it, with verification; the certificate comes from a file instead of S3.
"use strict";

const fs = require("node:fs");
const https = require("node:https");
const { Readable } = require("node:stream");

const helper = require("ask-sdk-express-adapter/dist/verifier/helper");

const { generateCAStore } = helper;
helper.generateCAStore = (roots) => generateCAStore([...roots, fs.readFileSync(process.env.BENCH_ROOT, "utf8")]);
https.get = (_, answered) => {
  const answer = Readable.from([fs.readFileSync(process.env.BENCH_CHAIN, "utf8")], { objectMode: false });
  answer.statusCode = 200;
  answered(answer);
  return { on() {}, end() {} };
};

const express = require("express");
const Alexa = require("ask-sdk-core");
const { ExpressAdapter } = require("ask-sdk-express-adapter");

const greeting = {
  canHandle: () => true,
  handle: (input) => input.responseBuilder.speak("Hello World").reprompt("Hello?").getResponse(),
};
const skill = Alexa.SkillBuilders.custom().addRequestHandlers(greeting).create();
const app = express();
app.post("/alexa", new ExpressAdapter(skill, true, true).getRequestHandlers());
app.listen(Number(process.argv[2]), "127.0.0.1");
