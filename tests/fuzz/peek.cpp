// The input is a body that nobody has verified.
#include "protocol/event_decoder.hpp"
#include "require.hpp"

#include <simdjson.h>

#include <functional>
#include <vector>

namespace {

struct pair_of_texts {
    std::string_view peeked;
    std::string_view decoded;
};

std::vector<pair_of_texts> pairs(const frameio::event_ids& ids, const frameio::event& event) {
    return {{ids.type, event.type},
            {ids.account_id, event.account_id},
            {ids.workspace_id, event.workspace_id},
            {ids.project_id, event.project_id},
            {ids.team_id, event.team_id}};
}

std::vector<pair_of_texts> all_pairs(const frameio::event_ids& ids, const frameio::webhook_event& event) {
    return pairs(ids, event);
}

std::vector<pair_of_texts> all_pairs(const frameio::event_ids& ids, const frameio::action_event& event) {
    auto all = pairs(ids, event);
    all.push_back({ids.action_id, event.action_id});
    all.push_back({ids.interaction_id, event.interaction_id});
    return all;
}

std::vector<pair_of_texts> all_pairs(const frameio::event_ids&, std::monostate) {
    return {};
}

void check_views(const frameio::event_ids& ids, std::string_view body) {
    for (const std::string_view text :
         {ids.type, ids.account_id, ids.workspace_id, ids.project_id, ids.team_id, ids.action_id, ids.interaction_id}) {
        const bool inside = std::less_equal<>()(body.data(), text.data()) &&
                            std::less_equal<>()(text.data() + text.size(), body.data() + body.size());
        require(text.empty() || inside, "ids are views into the body");
        require(text.size() <= 255 && text.find('\\') == std::string_view::npos, "ids are literal and bounded");
    }
}

/// Whether a key is written with escapes.
bool is_hidden(simdjson::ondemand::raw_json_string key) {
    for (const char* at = key.raw(); *at != '"'; ++at) {
        if (*at == '\\') {
            return true;
        }
    }
    return false;
}

bool hides_keys(simdjson::ondemand::object object, bool is_top) {
    for (auto field : object) {
        const bool hidden = is_hidden(field.key().value());
        simdjson::ondemand::object nested;
        const bool is_object = field.value().type().value() == simdjson::ondemand::json_type::object;
        if (hidden ||
            (is_top && is_object && field.value().get(nested) == simdjson::SUCCESS && hides_keys(nested, false))) {
            return true;
        }
    }
    return false;
}

/// Whether a key of the two upper levels of a good body is written with escapes.
bool hides_keys(std::string_view body) {
    static simdjson::ondemand::parser parser;
    const simdjson::padded_string padded(body);
    simdjson::ondemand::document document;
    simdjson::ondemand::object root;
    require(parser.iterate(padded).get(document) == simdjson::SUCCESS, "what decodes can be iterated");
    require(document.get_object().get(root) == simdjson::SUCCESS, "what decodes is an object");
    return hides_keys(root, true);
}

bool is_ordinary(std::string_view text) {
    for (const char each : text) {
        if (each < ' ' || each > '~') {
            return false;
        }
    }
    return text.size() <= 255;
}

void compare(const std::optional<frameio::event_ids>& ids, const frameio::any_event& event, std::string_view body) {
    require(ids || hides_keys(body), "a body that decodes and hides no key can be peeked");
    if (!ids) {
        return;
    }
    const bool has_escapes = body.find('\\') != std::string_view::npos;
    const auto texts = std::visit([&](const auto& each) { return all_pairs(*ids, each); }, event);
    for (const auto& [peeked, decoded] : texts) {
        require(peeked.empty() || peeked == decoded, "what is peeked is what is decoded");
        require(!peeked.empty() || decoded.empty() || !is_ordinary(decoded) || has_escapes, "an ordinary id is peeked");
    }
    const bool is_action = std::holds_alternative<frameio::action_event>(event);
    require(!ids->is_action() || is_action, "what looks like an action is one");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
    static frameio::event_decoder decoder;
    const std::string_view body = text_of(octets, size);
    require(size == 0 || !decoder.peek(body, size - 1), "a body over the limit is not peeked");
    const auto ids = decoder.peek(body, size);
    if (ids) {
        check_views(*ids, body);
    }
    frameio::any_event event;
    if (decoder.decode(body, {}, event).empty()) {
        compare(ids, event, body);
    }
    return 0;
}
