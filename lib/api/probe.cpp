#include "api/probe.hpp"

#include <frameio/api/values.hpp>

#include "api/fetch.hpp"

#include <simdjson.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace frameio::api {
namespace {

/// Where what a call creates is listed: at the call's own path.
struct probe {
    std::string_view call;
    operation list;
    std::string_view field;  ///< that it is known by
};

// Webhooks, actions and uploads are not among them: what they are for, a secret or an address, is answered only once.
constexpr probe probes[] = {{"comments.create", {"comments.index", "GET", {}, 100, 60}, "text"},
                            {"folders.create", {"folders.list", "GET", {}, 5, 1}, "name"},
                            {"shares.create", {"shares.index", "GET", {}, 100, 60}, "name"}};

// How far the platform's clock may be behind ours.
constexpr std::chrono::minutes clocks_differ{2};

const probe* probe_of(const outgoing& call) {
    const auto found = std::ranges::find(probes, call.what().name, &probe::call);
    return found == std::end(probes) ? nullptr : found;
}

/// A member that is a text; nothing if there is none.
std::optional<std::string> text_of(simdjson::dom::element object, std::string_view member) {
    std::string_view text;
    if (object[member].get(text) != simdjson::SUCCESS) {
        return std::nullopt;
    }
    return std::string(text);
}

std::optional<std::string> wanted_text(const outgoing& call, std::string_view field) {
    simdjson::dom::parser parser;
    simdjson::dom::element data;
    if (parser.parse(call.body()).at_key("data").get(data) != simdjson::SUCCESS) {
        return std::nullopt;
    }
    return text_of(data, field);
}

/// And makes it known, if it does.
bool matches(const std::string& item, std::string_view field, const std::string& wanted, clock::wall_time since,
             known_effects& known) {
    simdjson::dom::parser parser;
    simdjson::dom::element found;
    if (parser.parse(item).get(found) != simdjson::SUCCESS || text_of(found, field) != wanted) {
        return false;
    }
    const timestamp created(text_of(found, "created_at").value_or(std::string()));
    const bool is_late_enough = !created.has_time() || created.time() >= since - clocks_differ;
    const auto id = text_of(found, "id");
    return is_late_enough && (!id || known.insert(*id).second);
}

}  // namespace

bool can_probe(const outgoing& call) {
    const probe* const how = probe_of(call);
    return how != nullptr && wanted_text(call, how->field).has_value();
}

void note_effect(known_effects& to, const outgoing& call, const std::string& body) {
    simdjson::dom::parser parser;
    simdjson::dom::element data;
    if (can_probe(call) && parser.parse(body).at_key("data").get(data) == simdjson::SUCCESS) {
        to.insert(text_of(data, "id").value_or(std::string()));
    }
}

asio::awaitable<std::optional<answer>> find_effect(const caller& by, const outgoing& call, clock::wall_time since,
                                                   known_effects& known) {
    const probe& how = *probe_of(call);
    const std::string wanted = *wanted_text(call, how.field);
    const std::string path = call.target().substr(0, call.target().find('?'));
    pages<json> items = fetch_pages<json>(by, outgoing(how.list, path + "?page_size=100"));
    std::optional<answer> made;
    for (;;) {
        const std::optional<json> item = co_await items.next();
        if (!item) {
            break;
        }
        if (matches(item->text(), how.field, wanted, since, known)) {
            made.emplace();
            made->status = 200;
            made->body = "{\"data\":" + item->text() + '}';
            break;
        }
    }
    co_return made;
}

}  // namespace frameio::api
