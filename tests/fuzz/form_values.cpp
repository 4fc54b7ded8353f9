// The input is the JSON text of a submitted form's values.
#include <frameio/error.hpp>
#include <frameio/events.hpp>

#include "protocol/event_decoder.hpp"
#include "require.hpp"

#include <simdjson.h>

#include <string>

namespace {

template <class Get>
bool works(Get get) {
    try {
        get();
        return true;
    } catch (const frameio::error& thrown) {
        require(thrown.code().category() == frameio::frameio_category(), "getters throw our errors only");
        return false;
    }
}

void check_getters(const frameio::form_values& values, const frameio::form_value& value) {
    const std::string_view name = value.name();
    const bool is_null = values.find(name)->json() == "null";
    require(values.has(name) == !is_null, "has() tells all but null");
    require(works([&] { values.text(name); }) == (values.find(name)->value().index() == 1), "text()");
    require(!works([&] { values.boolean(name); }) || works([&] { values.boolean_or(name, true); }), "boolean()");
    require(!works([&] { values.number(name); }) || works([&] { values.number_or(name, 1); }), "number()");
    require(!works([&] { values.text(name); }) || works([&] { values.list(name); }), "a text is a list of one");
}

std::string minified(std::string_view json) {
    std::string text(json.size() + simdjson::SIMDJSON_PADDING, '\0');
    std::size_t size = 0;
    require(simdjson::minify(json.data(), json.size(), text.data(), size) == simdjson::SUCCESS, "minify");
    text.resize(size);
    return text;
}

void check_json(const frameio::form_value& value) {
    static simdjson::dom::parser parser;
    simdjson::dom::element element;
    require(parser.parse(simdjson::padded_string(value.json())).get(element) == simdjson::SUCCESS, "json() is JSON");
    require(minified(value.json()) == value.json(), "json() is minified");
    require(element.is_null() == (value.json() == "null"), "null is null");
    if (const auto* const text = std::get_if<std::string_view>(&value.value())) {
        require(element.is_string() && element.get_string().value() == *text, "json() says the text");
    }
    if (const auto* const number = std::get_if<double>(&value.value())) {
        require(element.is_number() && element.get_double().value() == *number, "json() says the number");
    }
    if (const auto* const boolean = std::get_if<bool>(&value.value())) {
        require(element.is_bool() && element.get_bool().value() == *boolean, "json() says the boolean");
    }
    if (const auto* const list = std::get_if<std::vector<std::string_view>>(&value.value())) {
        require(element.is_array() && element.get_array().value().size() == list->size(), "json() says the list");
        std::size_t at = 0;
        for (const simdjson::dom::element each : element.get_array().value()) {
            require(each.get_string().value() == list->at(at++), "json() says the members");
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
    static frameio::event_decoder decoder;
    const std::string body =
        R"({"type":"t","action_id":"a","data":)" + std::string(text_of(octets, size)) + R"(,"user":{"id":"u"}})";
    frameio::any_event decoded;
    if (!decoder.decode(body, {}, decoded).empty()) {
        return 0;
    }
    const auto event = std::get<frameio::action_event>(decoded);
    decoded = std::monostate();
    for (const frameio::form_value& value : event.data()) {
        check_json(value);
        check_getters(event.data(), value);
    }
    return 0;
}
