#include "install/bookkeeping.hpp"

#include <algorithm>
#include <utility>

namespace frameio::install {
namespace {

void set(installed_webhook& to, const blueprint& wanted) {
    to.name = wanted.webhook_name;
    to.events = wanted.events;
    to.url = wanted.url;
}

void set(installed_action& to, const wanted_action& wanted, const std::string& url) {
    to.event = wanted.event;
    to.name = wanted.name;
    to.description = wanted.description;
    to.url = url;
    to.multi_asset = wanted.multi_asset;
    to.timeout = wanted.timeout;
}

}  // namespace

void note_intent(record& to, const step& what, const blueprint& wanted) {
    if (what.of == subject::webhook) {
        set(to.webhook.emplace(), wanted);
        return;
    }
    installed_action meant;
    set(meant, *wanted.find_action(what.event), wanted.url);
    if (installed_action* const known = to.find_action(what.event)) {
        *known = std::move(meant);
    } else {
        to.actions.push_back(std::move(meant));
    }
}

void forget_intent(record& to, const step& what, const record& before) {
    if (what.of == subject::webhook) {
        to.webhook = before.webhook;
    } else if (const installed_action* const known = before.find_action(what.event)) {
        *to.find_action(what.event) = *known;
    } else {
        std::erase_if(to.actions, [&what](const installed_action& each) { return each.event == what.event; });
    }
}

void note_change(record& to, const step& what, const blueprint& wanted) {
    if (what.of == subject::webhook) {
        set(*to.webhook, wanted);
    } else {
        set(*to.find_action(what.event), *wanted.find_action(what.event), wanted.url);
    }
}

void note_removal(record& to, const step& what) {
    if (what.of == subject::webhook && to.webhook && to.webhook->id == what.id) {
        to.webhook.reset();
    }
    if (what.of == subject::action) {
        std::erase_if(to.actions, [&what](const installed_action& each) { return each.id == what.id; });
    }
}

void note_end(record& to, const blueprint& wanted) {
    to.url = wanted.url;
    if (!wanted.wants_webhook()) {
        to.webhook.reset();
    } else {
        set(*to.webhook, wanted);
    }
    std::vector<installed_action> actions;
    for (const wanted_action& each : wanted.actions) {
        installed_action& known = *to.find_action(each.event);
        set(known, each, wanted.url);
        actions.push_back(std::move(known));
    }
    to.actions = std::move(actions);
}

}  // namespace frameio::install
