#include "install/difference.hpp"

#include "install/plan.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace frameio::install {
namespace {

using names = std::vector<std::string>;

/// What is in the first one only, in its order.
names without(const names& all, const names& known) {
    const std::set<std::string> left_out(known.begin(), known.end());
    names made;
    std::ranges::copy_if(all, std::back_inserter(made), [&](const auto& each) { return !left_out.contains(each); });
    return made;
}

/// Takes it out; whether it was there.
bool take(names& from, std::string_view what) {
    return std::erase(from, what) != 0;
}

void add_once(names& to, const std::string& what) {
    if (std::ranges::find(to, what) == to.end()) {
        to.push_back(what);
    }
}

/// Finds what differs, one thing after the other, and says so.
class comparison {
public:
    comparison(const survey& there, const blueprint& wanted, difference& to)
        : there_(there), wanted_(wanted), to_(to) {}

    void webhook() {
        if (!wanted_.wants_webhook()) {
            if (there_.webhook && !there_.webhook->is_missing) {
                to_.webhook_removed = true;
                say("The webhook \"{}\" is removed.", there_.webhook->is.name);
            }
        } else if (!there_.webhook) {
            to_.webhook_added = true;
            to_.events_added = wanted_.events;
            say("A webhook \"{}\" is created for {}.", wanted_.webhook_name, fmt::join(wanted_.events, ", "));
        } else if (there_.webhook->is_missing) {
            to_.webhook_missing = true;
            say("The webhook \"{}\" is not there any more, and is created again.", there_.webhook->is.name);
        } else {
            changes_of_webhook(*there_.webhook);
        }
    }

    void actions() {
        for (const wanted_action& each : wanted_.actions) {
            const auto found =
                std::ranges::find(there_.actions, each.event, &installed_item<installed_action>::known_as);
            if (found == there_.actions.end()) {
                to_.actions_added.push_back(each.event);
                say("The action \"{}\" ({}) is created.", each.name, each.event);
            } else if (found->is_missing) {
                to_.actions_missing.push_back(each.event);
                say("The action \"{}\" ({}) is not there any more, and is created again.", each.name, each.event);
            } else {
                changes_of_action(*found, each);
            }
        }
        for (const auto& each : there_.actions) {
            if (wanted_.find_action(each.known_as) == nullptr && !each.is_missing) {
                to_.actions_removed.push_back(each.known_as);
                say("The action \"{}\" ({}) is removed.", each.is.name, each.known_as);
            }
        }
    }

    void orphans() {
        to_.orphans = there_.orphans;
        for (const orphan& each : there_.orphans) {
            say("The {} \"{}\" is removed: an earlier attempt has left it, and its secret is not known.",
                each.of == subject::webhook ? "webhook" : "action", each.name);
        }
    }

    void url() {
        if (to_.url_changed) {
            say("Frame.io posts to {} from now on.", wanted_.url);
        }
    }

private:
    template <class... Values>
    void say(fmt::format_string<Values...> sentence, Values&&... values) {
        to_.sentences.push_back(fmt::format(sentence, std::forward<Values>(values)...));
    }

    void note_url(names& members, const std::string& before) {
        if (take(members, "url")) {
            to_.url_changed = true;
            add_once(to_.urls_before, before);
        }
    }

    void changes_of_webhook(const installed_item<installed_webhook>& item) {
        names members = differing_members(item, wanted_);
        note_url(members, item.is.url);
        if (take(members, "active")) {
            to_.webhook_disabled = true;
            say("The webhook \"{}\" is not active, and is made so.", item.is.name);
        }
        if (take(members, "name")) {
            to_.webhook_renamed = true;
            say("The webhook \"{}\" is named \"{}\".", item.is.name, wanted_.webhook_name);
        }
        if (take(members, "events")) {
            events(item.is.events);
        }
    }

    void events(const names& known) {
        to_.events_added = without(wanted_.events, known);
        to_.events_removed = without(known, wanted_.events);
        if (!to_.events_added.empty()) {
            say("The app is told of {}.", fmt::join(to_.events_added, ", "));
        }
        if (!to_.events_removed.empty()) {
            say("The app is not told of {} any more.", fmt::join(to_.events_removed, ", "));
        }
    }

    void changes_of_action(const installed_item<installed_action>& item, const wanted_action& wanted) {
        names members = differing_members(item, wanted, wanted_.url);
        if (take(members, "active")) {
            to_.actions_disabled.push_back(wanted.event);
            say("The action \"{}\" ({}) is not active, and is made so.", wanted.name, wanted.event);
        }
        if (members.empty()) {
            return;
        }
        to_.actions_changed.emplace_back(wanted.event, members);
        note_url(members, item.is.url);
        if (!members.empty()) {
            say("The action \"{}\" ({}) changes: {}.", wanted.name, wanted.event, fmt::join(members, ", "));
        }
    }

    const survey& there_;
    const blueprint& wanted_;
    difference& to_;
};

}  // namespace

difference::difference(const survey& there, const blueprint& wanted) {
    comparison all(there, wanted, *this);
    all.orphans();
    all.webhook();
    all.actions();
    all.url();
}

}  // namespace frameio::install
