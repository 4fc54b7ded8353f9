#include <frameio/testing/answer.hpp>

#include "protocol/questions.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace frameio::testing {

namespace json = boost::json;

namespace {

std::string text_at(const json::object& of, std::string_view name) {
    const json::value* const found = of.if_contains(name);
    return found == nullptr || !found->is_string() ? std::string() : std::string(found->get_string());
}

const json::array* fields_of(const json::value& shown) {
    const json::object* const all = shown.if_object();
    const json::value* const found = all == nullptr ? nullptr : all->if_contains("fields");
    return found == nullptr ? nullptr : found->if_array();
}

bool has_option(const json::object& field, std::string_view value) {
    const json::value* const options = field.if_contains("options");
    if (options == nullptr || !options->is_array()) {
        return value.empty();
    }
    return value.empty() || std::ranges::any_of(options->get_array(), [value](const json::value& each) {
               return each.is_object() && text_at(each.get_object(), "value") == value;
           });
}

}  // namespace

field_value::field_value(std::string_view text) : json_(json::serialize(json::value(text))) {}

answer::answer(unsigned status, std::string json) : status_(status), json_(std::move(json)) {
    if (json_.empty()) {
        return;
    }
    boost::system::error_code wrong;
    const json::value shown = json::parse(json_, wrong);
    if (wrong || !shown.is_object()) {
        throw failure("the app's answer is neither a message nor a form: " + json_);
    }
    title_ = text_at(shown.get_object(), "title");
    description_ = text_at(shown.get_object(), "description");
    if (const json::array* const all = fields_of(shown)) {
        is_form_ = true;
        for (const json::value& each : *all) {
            fields_.emplace_back(unmarked_name(text_at(each.as_object(), "name")));
        }
    }
}

bool answer::offers(std::string_view field, std::string_view value) const {
    const json::value shown = json::parse(json_.empty() ? "null" : json_);
    const json::array* const all = fields_of(shown);
    return all != nullptr && std::ranges::any_of(*all, [&](const json::value& each) {
               return unmarked_name(text_at(each.get_object(), "name")) == field &&
                      has_option(each.get_object(), value);
           });
}

std::string answer::link(std::string_view field) const {
    const json::value shown = json::parse(json_.empty() ? "null" : json_);
    if (const json::array* const all = fields_of(shown)) {
        for (const json::value& each : *all) {
            const json::object& one = each.get_object();
            if (unmarked_name(text_at(one, "name")) == field && text_at(one, "type") == "link") {
                return text_at(one, "value");
            }
        }
    }
    throw failure("the answer has no link \"" + std::string(field) + "\": " + json_);
}

}  // namespace frameio::testing
