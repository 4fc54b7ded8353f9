#include "cli/send/deliveries.hpp"

#include "cli/text/json_text.hpp"

#include <boost/json.hpp>

namespace frameio::cli {
namespace {

namespace json = boost::json;

std::string text_member(const json::object* object, std::string_view name) {
    const json::value* value = object == nullptr ? nullptr : object->if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// The resource, or the first one of the list.
const json::object* first_resource(const json::object& body) {
    if (const json::value* one = body.if_contains("resource")) {
        return one->if_object();
    }
    const json::value* list = body.if_contains("resources");
    const json::array* all = list == nullptr ? nullptr : list->if_array();
    return all == nullptr || all->empty() ? nullptr : all->front().if_object();
}

}  // namespace

body_facts read_facts(const std::string& body) {
    auto value = parse_json(body);
    const auto* object = value ? value->if_object() : nullptr;
    body_facts facts;
    if (object == nullptr) {
        return facts;
    }
    facts.type = text_member(object, "type");
    facts.interaction_id = text_member(object, "interaction_id");
    facts.is_action = object->contains("interaction_id") || object->contains("action_id");
    if (const auto* about = first_resource(*object)) {
        facts.resource = text_member(about, "type") + ":" + text_member(about, "id");
    }
    return facts;
}

std::string body_series::next() {
    if (std::exchange(is_first_, false)) {
        return recipe_ ? make_body(*recipe_) : body_;
    }
    if (!recipe_) {
        return with_fresh_ids(body_);
    }
    for (resource_choice& choice : recipe_->resources) {
        choice.id.clear();
    }
    recipe_->interaction.clear();
    return make_body(*recipe_);
}

delivery_series::delivery_series(body_series bodies, const std::string& secret, bool same,
                                 std::optional<std::chrono::sys_seconds> time,
                                 std::vector<std::pair<std::string, std::string>> headers)
    : bodies_(std::move(bodies)), secret_(secret), same_(same), time_(time), headers_(std::move(headers)) {}

post delivery_series::make() {
    if (same_ && first_) {
        made_.push_back(made_.front());
        return *first_;
    }
    post made = make_new();
    if (same_) {
        first_ = made;
    }
    return made;
}

post delivery_series::make_new() {
    auto time = time_.value_or(std::chrono::floor<std::chrono::seconds>(system_clock().now()));
    post made{bodies_.next(), headers_};
    made.headers.emplace_back(timestamp_header, std::to_string(time.time_since_epoch().count()));
    made.headers.emplace_back(signature_header, secret_.sign(time, made.body));
    made_.push_back(read_facts(made.body));
    return made;
}

std::vector<delivery_report> delivery_series::reports(std::vector<outcome> outcomes) const {
    std::vector<delivery_report> all;
    for (std::size_t index = 0; index < outcomes.size(); ++index) {
        const body_facts& facts = made_.at(index);
        all.push_back({facts.type, facts.resource, facts.interaction_id, facts.is_action, std::move(outcomes[index])});
    }
    return all;
}

}  // namespace frameio::cli
