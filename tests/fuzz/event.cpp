// The input is a body. What decodes is compared with what another parser finds.
#include <frameio/events.hpp>

#include "protocol/event_decoder.hpp"
#include "require.hpp"

#include <boost/json.hpp>

#include <memory>
#include <string>

namespace {

namespace json = boost::json;

std::string text_at(const json::object& object, const char* key) {
    const json::value* const value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::string id_at(const json::object& object, const char* key) {
    const json::value* const value = object.if_contains(key);
    return value != nullptr && value->is_object() ? text_at(value->get_object(), "id") : std::string();
}

void compare(const frameio::event& event, const json::object& root) {
    require(event.type == text_at(root, "type"), "type");
    require(event.workspace_id == id_at(root, "workspace"), "workspace_id");
    require(event.project_id == id_at(root, "project"), "project_id");
    require(event.user_id == id_at(root, "user"), "user_id");
    require(event.team_id == id_at(root, "team"), "team_id");
    const std::string account = text_at(root, "account_id");
    require(event.account_id == (account.empty() ? id_at(root, "account") : account), "account_id");
}

void compare(const frameio::action_event& event, const json::object& root) {
    compare(static_cast<const frameio::event&>(event), root);
    require(event.action_id == text_at(root, "action_id"), "action_id");
    require(event.interaction_id == text_at(root, "interaction_id"), "interaction_id");
    require(event.resources().size() <= 100, "at most 100 resources");
    require(event.resources().empty() || event.resources()[0].id == event.resource.id, "the first is the resource");
    const json::value* const data = root.if_contains("data");
    require(event.is_submission() == (data != nullptr && data->is_object()), "a submission has data");
    require(event.data().empty() || event.is_submission(), "only a submission has values");
}

void compare(const frameio::webhook_event& event, const json::object& root) {
    compare(static_cast<const frameio::event&>(event), root);
    require(event.resource.id == id_at(root, "resource"), "resource");
    require(!root.contains("action_id") || root.at("action_id").is_null(), "an action_id makes an action");
}

json::object parsed(std::string_view body) {
    json::parse_options options;
    options.max_depth = 2000;
    json::error_code failure;
    const json::value root = json::parse({body.data(), body.size()}, failure, {}, options);
    require(!failure && root.is_object(), "what decodes is a JSON object");
    return root.get_object();
}

template <class Event>
void check(const Event& event, std::string_view body) {
    require(event.raw() == body, "the body is kept");
    require(!event.type.empty() && event.type.size() <= 255, "the type is bounded");
    compare(event, parsed(body));
}

void check(std::monostate, std::string_view) {
    require(false, "what decodes is an event");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
    static frameio::event_decoder reused;
    const std::string_view body = text_of(octets, size);
    frameio::any_event first;
    const std::string_view reason = reused.decode(body, {}, first);
    auto fresh = std::make_unique<frameio::event_decoder>();
    frameio::any_event second;
    require(fresh->decode(body, {}, second) == reason, "decoding again finds the same");
    require(first.index() == second.index(), "decoding again finds the same kind");
    require(std::holds_alternative<std::monostate>(first) == !reason.empty(), "there is an event or a reason");
    fresh.reset();
    first = second;
    second = std::monostate();
    if (reason.empty()) {
        std::visit([&](const auto& event) { check(event, body); }, first);
    }
    return 0;
}
