#include "install/survey.hpp"

#include <algorithm>
#include <set>

namespace frameio::install {
namespace {

/// By which we know again what we have made.
class marks {
public:
    marks(const record& known, const blueprint& wanted) : urls_{known.url, wanted.url}, names_{wanted.webhook_name} {
        if (known.webhook) {
            urls_.insert(known.webhook->url);
            names_.insert(known.webhook->name);
        }
        for (const installed_action& each : known.actions) {
            urls_.insert(each.url);
            events_.insert(each.event);
        }
        for (const wanted_action& each : wanted.actions) {
            events_.insert(each.event);
        }
        urls_.erase("");
        names_.erase("");
    }

    bool are_on(const api::webhook& what) const {
        return urls_.contains(what.url) && names_.contains(what.name);
    }
    bool are_on(const api::action& what) const {
        return urls_.contains(what.url) && events_.contains(what.event);
    }

private:
    std::set<std::string> urls_;
    std::set<std::string> names_;
    std::set<std::string> events_;
};

template <class Item>
const Item* find(const std::vector<Item>& in, const std::string& id) {
    const auto found = std::ranges::find(in, id, &Item::id);
    return found == in.end() ? nullptr : &*found;
}

void look(installed_item<installed_webhook>& at, const registrations& there) {
    const api::webhook* const found = find(there.webhooks, at.is.id);
    at.is_missing = found == nullptr;
    if (found != nullptr) {
        at.is_disabled = !found->active.value_or(true);
        at.is.name = found->name;
        at.is.events = found->events;
        at.is.url = found->url;
    }
}

void look(installed_item<installed_action>& at, const registrations& there) {
    const api::action* const found = find(there.actions, at.is.id);
    at.is_missing = found == nullptr;
    if (found != nullptr) {
        at.is_disabled = !found->active;
        at.is.event = found->event;
        at.is.name = found->name;
        at.is.description = found->description;
        at.is.url = found->url;
        at.is.multi_asset = found->multi_asset.value_or(at.is.multi_asset);
        at.is.timeout = found->timeout.value_or(at.is.timeout);
    }
}

}  // namespace

survey::survey(const record& known) {
    if (known.webhook && known.webhook->is_known()) {
        webhook.emplace(*known.webhook);
    }
    for (const installed_action& each : known.actions) {
        if (each.is_known()) {
            actions.emplace_back(each, each.event);
        }
    }
}

survey::survey(const record& known, const blueprint& wanted, const registrations& there) : survey(known) {
    const marks ours(known, wanted);
    for (const api::webhook& each : there.webhooks) {
        if (ours.are_on(each) && !(webhook && webhook->is.id == each.id)) {
            orphans.emplace_back(subject::webhook, each.id, each.name);
        }
    }
    for (const api::action& each : there.actions) {
        const bool is_known = std::ranges::any_of(actions, [&each](const auto& one) { return one.is.id == each.id; });
        if (ours.are_on(each) && !is_known) {
            orphans.emplace_back(subject::action, each.id, each.name);
        }
    }
    if (webhook) {
        look(*webhook, there);
    }
    for (auto& each : actions) {
        look(each, there);
    }
}

}  // namespace frameio::install
