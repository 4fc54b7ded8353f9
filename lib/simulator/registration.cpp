#include "simulator/registration.hpp"

#include "simulator/kinds.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace frameio::sim {
namespace {

// Of which resources an app is told that it has registered them; the API does not show it.
constexpr std::string_view mark = "registered_as";

const json::array& list_at(const json::object& of, std::string_view name) {
    const json::array* const found = array_at(of, name);
    if (found == nullptr) {
        throw std::invalid_argument("the manifest has no list \"" + std::string(name) + '"');
    }
    return *found;
}

const json::object& object_of(const json::value* what) {
    if (what == nullptr || !what->is_object()) {
        throw std::invalid_argument("this is no manifest: an object with \"webhook\" and \"actions\" is expected");
    }
    return what->get_object();
}

}  // namespace

registration::registration(const json::value& manifest, const std::string& url, const std::string& webhook_secret,
                           const std::string& action_secret)
    : url_(url) {
    const json::object& all = object_of(&manifest);
    const json::array& events = list_at(object_of(all.if_contains("webhook")), "events");
    if (!events.empty()) {
        webhook_ = {{"name", "Your app"}, {"events", events}, {"url", url}, {"secret", webhook_secret}};
    }
    for (const json::value& each : list_at(all, "actions")) {
        add_action(each, action_secret);
    }
}

void registration::add_action(const json::value& from, const std::string& secret) {
    json::object one{{"url", url_}, {"secret", secret}};
    const json::object& given = object_of(&from);
    for (const std::string_view name : {"event", "name", "description"}) {
        if (text_at(given, name).empty()) {
            throw std::invalid_argument("an action of the manifest has no \"" + std::string(name) + '"');
        }
        one[name] = text_at(given, name);
    }
    for (const std::string_view name : {"timeout", "multi_asset"}) {
        if (const json::value* const found = given.if_contains(name)) {
            one[name] = *found;
        }
    }
    actions_.push_back(std::move(one));
}

void registration::apply(world& to, const demo& in) const {
    std::vector<std::string> kept;
    if (!webhook_.empty()) {
        set(to, in, "webhook", "webhook", webhook_);
        kept.emplace_back("webhook");
    }
    for (const json::value& each : actions_) {
        const json::object& one = each.get_object();
        const std::string key = "action " + std::string(text_at(one, "event"));
        set(to, in, "action", key, one);
        kept.push_back(key);
    }
    for (const std::string_view kind : {"webhook", "action"}) {
        for (const resource* const each : to.all(kind)) {
            const std::string_view key = each->text(mark);
            if (!key.empty() && std::ranges::find(kept, key) == kept.end()) {
                to.remove(*each);
            }
        }
    }
}

void registration::set(world& to, const demo& in, std::string_view kind, std::string_view key,
                       const json::object& wanted) const {
    const std::vector<resource*> known = to.all(kind, mark, key);
    if (!known.empty()) {
        for (const auto& [name, value] : wanted) {
            known.front()->data[name] = value;
        }
        to.touch(*known.front());
        return;
    }
    json::object fresh = wanted;
    fresh[mark] = key;
    fresh["account_id"] = in.account_id;
    fresh["workspace_id"] = in.workspace_id;
    fresh["creator_id"] = in.owner_id;
    complete(to, kind, fresh);
    to.add(kind, std::move(fresh));
}

}  // namespace frameio::sim
