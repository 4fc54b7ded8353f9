// The simulator's page: what there is, and what apps are told of it. No build step, nothing from elsewhere.

export const $ = (id) => document.getElementById(id);

const world = { resources: [], tokens: {}, user: null, project: null, folder: null, file: null };
const chosen = new Set(); // ids of assets
let seen = 0; // the version of the log that is shown
const deliveries = new Map();

export function make(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function say(text) {
  $("status").textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { $("status").textContent = ""; }, 5000);
}

export async function ask(path, body) {
  const answer = await fetch(path, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });
  const got = await answer.json();
  if (!answer.ok) {
    throw new Error(got.error ?? `${answer.status}`);
  }
  return got;
}

// As an app would, with the token of whom the page is for.
async function call(method, path, data) {
  const answer = await fetch(`/v4/accounts/${account()}${path}`, {
    method,
    headers: { Authorization: `Bearer ${await token()}`, "Content-Type": "application/json" },
    body: data === undefined ? undefined : JSON.stringify({ data }),
  });
  const text = await answer.text();
  const got = text ? JSON.parse(text) : {};
  if (!answer.ok) {
    throw new Error(got.errors?.map((each) => each.detail).join(", ") ?? `${answer.status}`);
  }
  return got.data;
}

async function token() {
  world.tokens[world.user] ??= (await ask("/sim/login", { user_id: world.user })).token;
  return world.tokens[world.user];
}

const all = (kind) => world.resources.filter((each) => each.kind === kind);
const find = (id) => world.resources.find((each) => each.id === id);
const account = () => find(world.project)?.account_id;
const nameOf = (id) => find(id)?.name ?? "somebody";

// What there is

async function refresh() {
  world.resources = (await ask("/sim/resources")).resources;
  world.user ??= all("user")[0]?.id;
  if (!find(world.project)) {
    world.project = all("project")[0]?.id ?? null;
    world.folder = null;
  }
  if (!find(world.folder)) {
    world.folder = find(world.project)?.root_folder_id ?? null;
  }
  for (const id of chosen) {
    if (!find(id)) {
      chosen.delete(id);
    }
  }
  show();
}

function fill(select, items, current) {
  const wanted = items.map((each) => `${each.id} ${each.name}`).join("\n");
  if (select.dataset.shown !== wanted) {
    select.replaceChildren(...items.map((each) => make("option", { value: each.id, textContent: each.name })));
    select.dataset.shown = wanted;
  }
  select.value = current;
}

function show() {
  fill($("project"), all("project"), world.project);
  fill($("user"), all("user").filter((each) => each.email), world.user);
  showPath();
  showAssets();
  showComments();
}

function showPath() {
  const folders = [];
  for (let at = find(world.folder); at; at = find(at.parent_id)) {
    folders.unshift(at);
  }
  const wanted = folders.map((each) => each.id + each.name).join();
  if ($("path").dataset.shown === wanted) {
    return;
  }
  $("path").dataset.shown = wanted;
  $("path").replaceChildren(...folders.map((each) =>
    make("li", {}, make("button", { type: "button", textContent: each.name, onclick: () => enter(each.id) }))));
}

function enter(folder) {
  world.folder = folder;
  world.file = null;
  chosen.clear();
  show();
  $("assets").focus();
}

const isAsset = (each) => ["file", "folder", "version_stack"].includes(each.kind);

function showAssets() {
  const assets = world.resources.filter((each) => isAsset(each) && each.parent_id === world.folder);
  const wanted = JSON.stringify(assets.map((each) => [each.id, each.name, each.status]));
  if ($("assets").dataset.shown !== wanted) {
    const focused = document.activeElement?.dataset?.key;
    $("assets").dataset.shown = wanted;
    $("assets").replaceChildren(...assets.map(assetItem));
    if (focused) {
      document.querySelector(`[data-key="${focused}"]`)?.focus();
    }
  }
  $("nothing").hidden = assets.length > 0;
  for (const item of $("assets").children) {
    const is = chosen.has(item.dataset.id);
    item.classList.toggle("chosen", is);
    item.querySelector("input").checked = is;
  }
  $("act").disabled = chosen.size === 0;
  $("chosen").textContent = chosen.size ? `${chosen.size} selected` : "";
}

function picture(asset) {
  if (asset.kind === "file" && asset.status === "transcoded") {
    return make("img", { src: `/sim/media/${asset.id}/thumbnail`, alt: "" });
  }
  const sign = make("div", { className: asset.kind === "folder" ? "thing folder" : "thing" });
  sign.setAttribute("aria-hidden", "true");
  return sign;
}

function assetItem(asset) {
  const check = make("input", { type: "checkbox", onchange: () => choose(asset.id, check.checked) });
  check.setAttribute("aria-label", `Select ${asset.name}`);
  check.dataset.key = `check ${asset.id}`;
  const name = make("button", { type: "button", className: "name", textContent: asset.name, onclick: () => open(asset) });
  name.dataset.key = `name ${asset.id}`;
  const state = asset.kind === "file" ? asset.status : asset.kind.replace("_", " ");
  const item = make("li", {}, picture(asset),
    make("div", { className: "about" }, check, make("div", {}, name, make("div", {}, make("small", { textContent: state })))));
  item.dataset.id = asset.id;
  item.oncontextmenu = (event) => {
    event.preventDefault();
    if (!chosen.has(asset.id)) {
      chosen.clear();
      choose(asset.id, true);
    }
    openMenu(event.pageX, event.pageY, name);
  };
  return item;
}

function choose(id, is) {
  if (is) {
    chosen.add(id);
  } else {
    chosen.delete(id);
  }
  showAssets();
}

function open(asset) {
  if (asset.kind === "folder") {
    enter(asset.id);
    return;
  }
  world.file = asset.id;
  showComments();
  $("words").focus();
}

function showComments() {
  const file = find(world.file);
  $("discussion").hidden = !file;
  if (!file) {
    return;
  }
  $("comments-title").textContent = `Comments on ${file.name}`;
  const comments = all("comment").filter((each) => each.file_id === file.id);
  $("comments").replaceChildren(...comments.map((each) =>
    make("li", {}, make("strong", { textContent: nameOf(each.creator_id) }), ` ${each.text}`)));
}

// Doing something

async function attempt(what, work) {
  try {
    await work();
    await refresh();
  } catch (failure) {
    say(`${what}: ${failure.message}`);
  }
}

async function upload(file) {
  const made = await call("POST", `/folders/${world.folder}/files/local_upload`, { name: file.name, file_size: file.size });
  let begin = 0;
  for (const part of made.upload_urls) {
    const octets = await file.slice(begin, begin + part.size).arrayBuffer();
    const path = new URL(part.url).pathname;
    const put = await fetch(path, {
      method: "PUT", headers: { "x-amz-acl": "private", "Content-Type": made.media_type }, body: octets });
    if (!put.ok) {
      throw new Error(await put.text());
    }
    begin += part.size;
  }
  say(`${file.name} is uploaded`);
}

$("upload").onchange = () => attempt("The upload failed", async () => {
  for (const file of $("upload").files) {
    await upload(file);
  }
  $("upload").value = "";
});

$("new-folder").onclick = () => attempt("No folder", () => call("POST", `/folders/${world.folder}/folders`, { name: "New folder" }));

$("say").onsubmit = (event) => {
  event.preventDefault();
  attempt("Not said", async () => {
    await call("POST", `/files/${world.file}/comments`, { text: $("words").value });
    $("words").value = "";
  });
};

$("project").onchange = () => {
  world.project = $("project").value;
  enter(find(world.project).root_folder_id);
};
$("user").onchange = () => { world.user = $("user").value; };

// Custom actions

function openMenu(x, y, from) {
  const workspace = find(world.project)?.workspace_id;
  const actions = all("action").filter((each) => each.active && each.workspace_id === workspace);
  const items = actions.map((each) => {
    const item = make("button", { type: "button", textContent: each.name, title: each.description, onclick: () => click(each) });
    item.setAttribute("role", "menuitem");
    item.tabIndex = -1;
    return item;
  });
  if (items.length === 0) {
    say("No app has registered a custom action in this workspace.");
    return;
  }
  const menu = $("menu");
  menu.replaceChildren(...items);
  menu.hidden = false;
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth + scrollX - menu.offsetWidth - 8))}px`;
  menu.style.top = `${y}px`;
  menu.from = from;
  $("act").setAttribute("aria-expanded", "true");
  items[0].focus();
}

function closeMenu(back = true) {
  if (!$("menu").hidden) {
    $("menu").hidden = true;
    $("act").setAttribute("aria-expanded", "false");
    if (back) {
      $("menu").from?.focus();
    }
  }
}

$("act").onclick = () => {
  const place = $("act").getBoundingClientRect();
  openMenu(place.left + scrollX, place.bottom + scrollY, $("act"));
};

$("menu").onkeydown = (event) => {
  const items = [...$("menu").children];
  const at = items.indexOf(document.activeElement);
  const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  if (event.key in moves) {
    event.preventDefault();
    items.at(moves[event.key] % items.length).focus();
  } else if (event.key === "Escape") {
    closeMenu();
  } else if (event.key === "Tab") {
    closeMenu(false);
  }
};

addEventListener("click", (event) => {
  if (!$("menu").contains(event.target) && event.target !== $("act")) {
    closeMenu(false);
  }
});

async function click(action) {
  closeMenu();
  const assets = [...chosen].map((id) => ({ id, type: find(id).kind }));
  say(`Asking the app: ${action.name}`);
  await converse(action.name, { action_id: action.id, user_id: world.user, assets });
}

// As long as the app answers with forms.
async function converse(name, first) {
  let answer = await ask("/sim/click", first);
  say("");
  while (answer.answer?.fields) {
    const values = await showForm(answer.answer);
    if (!values) {
      return;
    }
    answer = await ask("/sim/submit", { interaction_id: answer.interaction_id, data: values });
  }
  if (answer.error) {
    await showMessage({ title: `${name} has failed`, description: answer.error });
  } else if (answer.answer) {
    await showMessage(answer.answer);
  } else {
    say(`${name}: done`);
  }
  await refresh();
}

function showDialog(shown, fields) {
  $("dialog-title").textContent = shown.title ?? "";
  $("dialog-text").textContent = shown.description ?? "";
  $("dialog-fields").replaceChildren(...fields);
  $("dialog-submit").hidden = fields.length === 0;
  return new Promise((resolve) => {
    $("dialog").returnValue = "";
    $("dialog").onclose = () => resolve($("dialog").returnValue === "submit");
    $("dialog").showModal();
  });
}

const showMessage = (message) => showDialog(message, []);

async function showForm(form) {
  const fields = form.fields.map(formField);
  const submitted = await showDialog(form, fields.map((each) => each.shown));
  return submitted ? Object.fromEntries(fields.filter((each) => each.value).map((each) => [each.name, each.value()])) : null;
}

// Source of the kinds of fields: developer guide "Custom Actions".
function formField(field) {
  const label = field.label ?? field.name;
  if (field.type === "link") {
    const link = make("a", { href: /^https?:/.test(field.value ?? "") ? field.value : "#", textContent: field.value ?? "", target: "_blank", rel: "noreferrer" });
    return { name: field.name, shown: make("p", {}, `${label}: `, link) };
  }
  if (field.type === "boolean" || field.type === "checkbox") {
    const input = make("input", { type: "checkbox", checked: String(field.value) === "true" });
    return { name: field.name, shown: make("label", { className: "check" }, input, label), value: () => String(input.checked) };
  }
  if (field.type === "select") {
    const options = (field.options ?? []).map((each) => make("option", { value: each.value, textContent: each.name }));
    const input = make("select", {}, ...options);
    if (field.value !== undefined) {
      input.value = field.value;
    }
    return { name: field.name, shown: make("label", {}, label, input), value: () => input.value };
  }
  const input = make(field.type === "textarea" ? "textarea" : "input", { value: field.value ?? "" });
  if (field.type !== "textarea") {
    input.type = "text";
  }
  return { name: field.name, shown: make("label", {}, label, input), value: () => input.value };
}

// What apps were told

async function signature(delivery, attempt) {
  const secret = find(delivery.subscription)?.secret ?? "";
  const octets = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", octets.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, octets.encode(`v0:${attempt.timestamp}:${delivery.body}`));
  return "v0=" + [...new Uint8Array(mac)].map((each) => each.toString(16).padStart(2, "0")).join("");
}

async function verify(delivery, attempt) {
  const good = attempt.signature === await signature(delivery, attempt);
  say(good ? "The signature is that of the secret, time and body" : "The secret has changed: it gives another signature");
}

function attemptText(attempt) {
  const came = attempt.status ? `${attempt.status}` : attempt.error;
  return `${attempt.sent_at.slice(11, 19)}  ${came}, ${attempt.ms} ms${attempt.fault ? `; ${attempt.fault}` : ""}`;
}

function attemptItem(delivery, attempt) {
  const item = make("li", {}, make("div", { textContent: attemptText(attempt) }),
    make("pre", { textContent: `X-Frameio-Request-Timestamp: ${attempt.timestamp}\nX-Frameio-Signature: ${attempt.signature}` }));
  if (attempt.answer) {
    item.append(make("pre", { textContent: attempt.answer }));
  }
  item.append(make("button", { type: "button", textContent: "Verify signature", onclick: () => verify(delivery, attempt) }));
  return item;
}

function deliveryItem(delivery) {
  const last = delivery.attempts.at(-1);
  const state = make("span", { className: `state ${delivery.state}`, textContent: delivery.state });
  const count = delivery.attempts.length;
  const details = make("details", {},
    make("summary", {}, `${delivery.type} `, state, make("small", { textContent: last ? ` ${attemptText(last)}${count > 1 ? `, attempt ${count}` : ""}` : "" })),
    make("div", { className: "quiet", textContent: delivery.url }),
    make("pre", { textContent: delivery.body }),
    make("ul", {}, ...delivery.attempts.map((each) => attemptItem(delivery, each))),
    make("button", { type: "button", textContent: "Send again", onclick: () => attempt("Not sent", () => ask("/sim/deliveries/again", { number: delivery.number })) }));
  details.open = deliveries.get(delivery.number)?.querySelector("details")?.open ?? false;
  return make("li", {}, details);
}

async function follow() {
  const got = await ask(`/sim/deliveries?after=${seen}`);
  seen = got.version;
  for (const delivery of got.deliveries.reverse()) {
    const item = deliveryItem(delivery);
    const known = deliveries.get(delivery.number);
    if (known) {
      known.replaceWith(item);
    } else {
      $("deliveries").prepend(item);
    }
    deliveries.set(delivery.number, item);
  }
  $("silence").hidden = deliveries.size > 0;
  if (got.deliveries.length > 0) {
    await refresh();
  }
}

async function live() {
  try {
    await follow();
    await refresh();
  } catch {
    say("The simulator does not answer");
  }
  setTimeout(live, 1000);
}

live();
