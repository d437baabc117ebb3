// The page: making elements, formatting what they show.

const $ = (id) => document.getElementById(id);

/** Make an element. Text only ever becomes a text node: nothing from the data is read as HTML. */
function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "checked" || name === "value" || name === "disabled" || name === "hidden") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const button = (text, onclick, properties = {}) => el("button", { type: "button", onclick, ...properties }, text);

/** Return the address when it is one that may be opened (http or https), else null. */
function safeUrl(text) {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

const BIDI = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Make text fit for one line: no controls that turn the reading direction or break the line. */
const plain = (text) => String(text ?? "").replace(BIDI, "").replace(/\s+/g, " ").trim();

/** Shorten text to a number of characters, in the middle of a long name so that its end stays readable. */
function shorten(text, length = 28) {
  const letters = [...plain(text)];
  if (letters.length <= length) return letters.join("");
  const tail = Math.floor(length / 3);
  return letters.slice(0, length - tail - 1).join("") + "…" + letters.slice(-tail).join("");
}

const plural = (count, one, many = one + "s") => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** Say a period by its ends, once when they are the same. */
function period(first, last) {
  if (!first && !last) return "undated";
  return !last || first === last ? first : `${first} – ${last}`;
}

function say(text) {
  $("status").textContent = text;
}

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function download(blob, name) {
  const url = URL.createObjectURL(blob);
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 5000);
}
