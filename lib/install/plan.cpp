#include "install/plan.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace frameio::install {
namespace {

using names = std::vector<std::string>;

bool has(const names& in, std::string_view what) {
    return std::ranges::find(in, what) != in.end();
}

/// In whatever order, and however often.
bool are_same(const names& left, const names& right) {
    return std::set(left.begin(), left.end()) == std::set(right.begin(), right.end());
}

step make_step(verb what, const installed_webhook& item) {
    step made(what, subject::webhook);
    made.id = item.id;
    made.name = item.name;
    return made;
}

step make_step(verb what, const installed_item<installed_action>& item) {
    step made(what, subject::action);
    made.id = item.is.id;
    made.event = item.known_as;
    made.name = item.is.name;
    return made;
}

api::webhook_changes changes_of(const names& members, const blueprint& wanted) {
    api::webhook_changes made;
    if (has(members, "name")) {
        made.name(wanted.webhook_name);
    }
    if (has(members, "url")) {
        made.url(wanted.url);
    }
    if (has(members, "events")) {
        made.events(wanted.events);
    }
    if (has(members, "active")) {
        made.active(true);
    }
    return made;
}

api::action_changes changes_of(const names& members, const wanted_action& wanted, const std::string& url) {
    api::action_changes made;
    if (has(members, "event")) {
        made.event(wanted.event);
    }
    if (has(members, "name")) {
        made.name(wanted.name);
    }
    if (has(members, "description")) {
        made.description(wanted.description);
    }
    if (has(members, "url")) {
        made.url(url);
    }
    if (has(members, "multi_asset")) {
        made.multi_asset(wanted.multi_asset);
    }
    if (has(members, "timeout")) {
        made.timeout(wanted.timeout);
    }
    if (has(members, "active")) {
        made.active(true);
    }
    return made;
}

/// The steps of a plan, each kind in its place.
class planning {
public:
    explicit planning(const blueprint& wanted) : wanted_(wanted) {}

    void orphans(const survey& there) {
        for (const orphan& each : there.orphans) {
            step one(verb::remove, each.of);
            one.id = each.id;
            one.name = each.name;
            made_.push_back(std::move(one));
        }
    }

    void webhook(const std::optional<installed_item<installed_webhook>>& item) {
        const bool is_there = item && !item->is_missing;
        if (!wanted_.wants_webhook()) {
            if (is_there) {
                surplus_.push_back(make_step(verb::remove, item->is));
            }
            return;
        }
        if (!is_there) {
            step one(verb::create, subject::webhook);
            one.name = wanted_.webhook_name;
            created_.push_back(std::move(one));
            return;
        }
        const names members = differing_members(*item, wanted_);
        if (!members.empty()) {
            step one = make_step(verb::change, item->is);
            one.webhook_changes = changes_of(members, wanted_);
            made_.push_back(std::move(one));
        }
    }

    void actions(const survey& there) {
        for (const wanted_action& each : wanted_.actions) {
            const auto found =
                std::ranges::find(there.actions, each.event, &installed_item<installed_action>::known_as);
            action(each, found == there.actions.end() || found->is_missing ? nullptr : &*found);
        }
        for (const auto& each : there.actions) {
            if (wanted_.find_action(each.known_as) == nullptr && !each.is_missing) {
                surplus_.push_back(make_step(verb::remove, each));
            }
        }
    }

    std::vector<step> result() {
        std::ranges::move(created_, std::back_inserter(made_));
        std::ranges::move(surplus_, std::back_inserter(made_));
        return std::move(made_);
    }

private:
    void action(const wanted_action& wanted, const installed_item<installed_action>* item) {
        if (item == nullptr) {
            step one(verb::create, subject::action);
            one.event = wanted.event;
            one.name = wanted.name;
            created_.push_back(std::move(one));
            return;
        }
        const names members = differing_members(*item, wanted, wanted_.url);
        if (!members.empty()) {
            step one = make_step(verb::change, *item);
            one.name = wanted.name;
            one.action_changes = changes_of(members, wanted, wanted_.url);
            made_.push_back(std::move(one));
        }
    }

    const blueprint& wanted_;
    std::vector<step> made_;
    std::vector<step> created_;
    std::vector<step> surplus_;
};

std::string_view to_string(verb what) {
    return what == verb::create ? "create" : what == verb::change ? "change" : "remove";
}

}  // namespace

std::string step::text() const {
    return std::string(to_string(what)) + (of == subject::webhook ? " the webhook \"" : " the action \"") + name + '"';
}

std::vector<std::string> differing_members(const installed_item<installed_webhook>& item, const blueprint& wanted) {
    names made;
    const auto compare = [&made](const char* name, bool is_same) {
        if (!is_same) {
            made.emplace_back(name);
        }
    };
    compare("name", item.is.name == wanted.webhook_name);
    compare("url", item.is.url == wanted.url);
    compare("events", are_same(item.is.events, wanted.events));
    compare("active", !item.is_disabled);
    return made;
}

std::vector<std::string> differing_members(const installed_item<installed_action>& item, const wanted_action& wanted,
                                           const std::string& url) {
    names made;
    const auto compare = [&made](const char* name, bool is_same) {
        if (!is_same) {
            made.emplace_back(name);
        }
    };
    compare("event", item.is.event == wanted.event);
    compare("name", item.is.name == wanted.name);
    compare("description", item.is.description == wanted.description);
    compare("url", item.is.url == url);
    compare("multi_asset", item.is.multi_asset == wanted.multi_asset);
    compare("timeout", item.is.timeout == wanted.timeout);
    compare("active", !item.is_disabled);
    return made;
}

std::vector<step> plan_changes(const survey& there, const blueprint& wanted) {
    planning made(wanted);
    made.orphans(there);
    made.webhook(there.webhook);
    made.actions(there);
    return made.result();
}

std::vector<step> plan_removal(const survey& there) {
    const blueprint nothing;
    planning made(nothing);
    made.orphans(there);
    std::vector<step> steps = made.result();
    if (there.webhook) {
        steps.push_back(make_step(verb::remove, there.webhook->is));
    }
    for (const auto& each : there.actions) {
        steps.push_back(make_step(verb::remove, each));
    }
    return steps;
}

}  // namespace frameio::install
