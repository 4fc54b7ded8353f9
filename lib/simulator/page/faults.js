// What is to go wrong: rules that are added here, or by programs.

import { $, make, ask, say } from "/sim/page.js";

// Of each kind: what it is about, and what may go wrong. `value`: what else must be said.
const kinds = {
  operation: {
    subject: "Operations", first: "comments.create",
    faults: {
      "an error, and no effect": { value: "Status", first: 503, rule: (status) => ({ status }) },
      "an error, after the effect": { value: "Status", first: 500, rule: (status) => ({ status_after: status }) },
      "no answer, and no effect": { rule: () => ({ cut: "before" }) },
      "no answer, after the effect": { rule: () => ({ cut: "after" }) },
      "it takes longer": { value: "By so many ms", first: 1000, rule: (ms) => ({ latency_ms: ms }) },
    },
  },
  deliveries: {
    subject: "Events", first: "*",
    faults: {
      "it comes twice": { rule: () => ({ duplicate: true }) },
      "it comes after the next one": { rule: () => ({ reorder: true }) },
      "it comes late": { value: "By so many ms", first: 1000, rule: (ms) => ({ late_ms: ms }) },
      "it comes again, later": { value: "By so many ms", first: 1000, rule: (ms) => ({ duplicate: true, late_ms: ms }) },
      "it is signed at another time": { value: "Seconds ahead", first: -400, rule: (s) => ({ clock_skew_s: s }) },
    },
  },
};

const kind = () => kinds[$("fault-kind").value];
const fault = () => kind().faults[$("fault-what").value];

function showKind() {
  $("fault-subject").textContent = kind().subject;
  $("fault-pattern").value = kind().first;
  $("fault-what").replaceChildren(...Object.keys(kind().faults).map((each) => make("option", { textContent: each })));
  showValue();
}

function showValue() {
  const { value, first } = fault();
  $("fault-value-label").hidden = value === undefined;
  $("fault-value").required = value !== undefined;
  $("fault-value-name").textContent = value ?? "";
  $("fault-value").value = first ?? "";
}

function ruleOfForm() {
  const rule = { [$("fault-kind").value]: $("fault-pattern").value, ...fault().rule(Number($("fault-value").value)) };
  const percent = Number($("fault-percent").value);
  return {
    ...rule,
    ...(percent < 100 ? { probability: percent / 100 } : {}),
    ...($("fault-times").value ? { times: Number($("fault-times").value) } : {}),
  };
}

const described = {
  status: (status) => `an error ${status}, and no effect`,
  status_after: (status) => `an error ${status}, after the effect`,
  cut: (when) => `no answer, ${when === "before" ? "and no" : "after the"} effect`,
  latency_ms: (ms) => `${ms} ms longer`,
  duplicate: (is) => (is ? "twice" : ""),
  reorder: (is) => (is ? "after the next one" : ""),
  late_ms: (ms) => `${ms} ms late`,
  clock_skew_s: (s) => `signed ${Math.abs(s)} s ${s < 0 ? "behind" : "ahead"}`,
};

function ruleItem(rule) {
  const what = Object.keys(rule).filter((name) => name in described).map((name) => described[name](rule[name]));
  const subject = rule.deliveries ?? rule.operation ?? "any operation";
  const chance = rule.probability === undefined ? "" : `, in ${+(100 * rule.probability).toFixed(2)} % of all cases`;
  const left = rule.left === undefined ? "" : `, ${rule.left} left`;
  return make("li", {}, make("strong", { textContent: subject }), `: ${what.filter(Boolean).join(", ")}${chance} `,
    make("small", { textContent: `struck ${rule.struck}${left}` }));
}

async function showRules() {
  const { seed, rules } = await ask("/sim/faults");
  $("fault-seed").textContent = seed;
  $("no-faults").hidden = rules.length > 0;
  const wanted = JSON.stringify(rules);
  if ($("faults").dataset.shown !== wanted) {
    $("faults").dataset.shown = wanted;
    $("faults").replaceChildren(...rules.map(ruleItem));
  }
}

async function change(done, work) {
  try {
    await work();
    await showRules();
    say(done);
  } catch (failure) {
    say(`Not done: ${failure.message}`);
  }
}

$("fault-kind").onchange = showKind;
$("fault-what").onchange = showValue;
$("fault-form").onsubmit = (event) => {
  event.preventDefault();
  change("From now on that goes wrong", () => ask("/sim/faults", ruleOfForm()));
};
$("fault-clear").onclick = () => change("Nothing goes wrong any more", () => ask("/sim/faults/clear", {}));

async function live() {
  await showRules().catch(() => {}); // the page says it
  setTimeout(live, 1000);
}

showKind();
live();
