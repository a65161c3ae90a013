// What gateways post for a phone, to the routes they call: Twilio's form for an SMS, Africa's Talking's for USSD.

import { config } from "./page.js";
import { weigh } from "./weight.js";

const token = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function post(route, form) {
  const response = await fetch(route, { method: "POST", body: new URLSearchParams(form) });
  if (!response.ok) throw new Error(`${route} answered ${response.status}`);
  return response.text();
}

// The reply that comes back at once, or nothing.
export async function sendSms(number, text) {
  const message = `SM${token()}`;
  const ids = { MessageSid: message, SmsMessageSid: message, SmsSid: message };
  const form = { ...config.form, ...ids, From: number, Body: text, NumSegments: weigh(text).segments };
  const twiml = new DOMParser().parseFromString(await post(config.sms, form), "text/xml");
  return twiml.querySelector("Message")?.textContent;
}

export class UssdSession {
  open = false;
  #id = `ATUid_${token()}`;
  #path = [];

  constructor(number) {
    this.number = number;
  }

  // The answers dialled after the service's code, `*123*1*2#`; null for another code.
  ahead(dialled) {
    const stem = config.ussdCode.replace(/#$/, "");
    const code = dialled.replace(/\s/g, "");
    const rest = code.startsWith(stem) && code.endsWith("#") ? code.slice(stem.length, -1) : null;
    if (rest === "") return [];
    return rest?.startsWith("*") && !rest.includes("#") ? rest.slice(1).split("*") : null;
  }

  // Africa's Talking sends all that was answered so far, joined by asterisks.
  async send(answers) {
    this.#path.push(...answers);
    const body = await post(config.ussd, this.#form({ text: this.#path.join("*") }));
    this.open = body.startsWith("CON ");
    return { text: body.slice(4), goesOn: this.open };
  }

  hangUp() {
    if (!this.open) return;
    this.open = false;
    const end = this.#form({ status: "Incomplete", input: this.#path.join("*") });
    post(`${config.ussd}/events`, end).catch(() => {}); // the operator's word is a courtesy
  }

  #form(more) {
    return { sessionId: this.#id, phoneNumber: this.number, serviceCode: config.ussdCode, networkCode: config.network, ...more };
  }
}
