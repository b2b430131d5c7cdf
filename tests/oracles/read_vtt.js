// Reads WebVTT by the W3C's webvtt-parser and by vtt.js: documents as JSON in, what each of them found as JSON out.
"use strict";
const { readFileSync } = require("node:fs");
const { WebVTTParser } = require("webvtt-parser");
const { WebVTT } = require("vtt.js");

// The table that the parser takes by default lacks the semicolons.
const REFERENCES = require("webvtt-parser/html-entities.json");

// As much of a document as vtt.js asks for.
class Part {
  constructor(data = "") {
    this.data = data;
    this.parts = [];
  }
  appendChild(part) {
    part.parentNode = this;
    this.parts.push(part);
    return part;
  }
  get textContent() {
    return this.data + this.parts.map((part) => part.textContent).join("");
  }
}
const page = {
  VTTCue: class {
    constructor(startTime, endTime, text) {
      Object.assign(this, { startTime, endTime, text });
    }
  },
  VTTRegion: class {},
  document: {
    createElement: () => new Part(),
    createTextNode: (data) => new Part(data),
    createProcessingInstruction: () => new Part(),
  },
};

const toMs = (seconds) => Math.round(seconds * 1000);
const joinText = (node) => (node.type === "text" ? node.value : (node.children ?? []).map(joinText).join(""));

const readByW3c = (text) => {
  const { cues, errors } = new WebVTTParser(REFERENCES).parse(text, "captions");
  return {
    cues: cues.map((cue) => [toMs(cue.startTime), toMs(cue.endTime), joinText(cue.tree)]),
    errors: errors.map(({ line, message }) => `line ${line}: ${message}`),
  };
};

const readByVttJs = (text) => {
  const cues = [];
  const errors = [];
  const parser = new WebVTT.Parser(page, WebVTT.StringDecoder());
  parser.oncue = (cue) =>
    cues.push([toMs(cue.startTime), toMs(cue.endTime), WebVTT.convertCueToDOMTree(page, cue.text).textContent]);
  parser.onparsingerror = (error) => errors.push(error.message);
  try {
    parser.parse(text).flush();
  } catch (error) {
    errors.push(String(error));
  }
  return { cues, errors };
};

const documents = JSON.parse(readFileSync(0, "utf8"));
const found = { "webvtt-parser": documents.map(readByW3c), "vtt.js": documents.map(readByVttJs) };
process.stdout.write(JSON.stringify(found));
