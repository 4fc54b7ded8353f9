// The input is texts, each ended by a NUL: a title, a description, a name, a label, a value, and options in pairs.
#include <frameio/error.hpp>
#include <frameio/responses.hpp>

#include "require.hpp"

#include <simdjson.h>

#include <string>
#include <vector>

namespace {

struct texts {
    std::string title, description, name, label, value;
    std::vector<frameio::option> options;
    bool are_utf8 = true;

    explicit texts(std::string_view rest) {
        for (std::string* const each : {&title, &description, &name, &label, &value}) {
            *each = next(rest);
        }
        while (!rest.empty()) {
            std::string option_name = next(rest);
            options.emplace_back(std::move(option_name), next(rest));
        }
    }

    std::string next(std::string_view& rest) {
        const std::string_view text = take(rest, '\0');
        are_utf8 = are_utf8 && simdjson::validate_utf8(text.data(), text.size());
        return std::string(text);
    }
};

void check_text(simdjson::simdjson_result<simdjson::dom::element> element, const std::string& text) {
    std::string_view read;
    require(element.get(read) == simdjson::SUCCESS && read == text, "a text is read back as it was written");
}

void check_message(const texts& input) {
    static simdjson::dom::parser parser;
    const frameio::response answer = frameio::message(input.title, input.description);
    simdjson::dom::element root;
    require(parser.parse(answer.json()).get(root) == simdjson::SUCCESS, "a message is JSON");
    check_text(root["title"], input.title);
    check_text(root["description"], input.description);
}

void check_form(const texts& input) {
    static simdjson::dom::parser parser;
    frameio::form form(input.title);
    form.description(input.description).text(input.name, input.label, input.value);
    const bool has_options = !input.options.empty();
    if (has_options) {
        form.select(input.name + '2', input.label, input.options, input.options.back().value());
    }
    const std::string json = form.to_json();
    simdjson::dom::element root;
    require(parser.parse(json).get(root) == simdjson::SUCCESS, "a form is JSON");
    require(json.find('\n') == std::string::npos, "a form is one line");
    check_text(root["title"], input.title);
    check_text(root["fields"].at(0)["name"], input.name);
    check_text(root["fields"].at(0)["label"], input.label);
    check_text(root["fields"].at(0)["value"], input.value);
    for (std::size_t at = 0; at < input.options.size(); ++at) {
        check_text(root["fields"].at(1)["options"].at(at)["name"], input.options[at].name());
        check_text(root["fields"].at(1)["options"].at(at)["value"], input.options[at].value());
    }
}

/// A field that is given as JSON is refused, or is found in the form as it was given.
void check_raw(std::string_view json) {
    static simdjson::dom::parser parser;
    try {
        const std::string form = frameio::form("t").raw(std::string(json)).to_json();
        simdjson::dom::element root;
        require(parser.parse(form).get(root) == simdjson::SUCCESS, "a form with a raw field is JSON");
        require(root["fields"].get_array().value().size() == 1, "one raw field is one field");
        require(root["fields"].at(0)["type"].is_string(), "a raw field has a type");
    } catch (const frameio::error& thrown) {
        require(thrown.code() == frameio::errc::invalid_response, "refused");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
    const texts input(text_of(octets, size));
    check_raw(text_of(octets, size));
    try {
        check_message(input);
        check_form(input);
        require(input.are_utf8, "what is not UTF-8 is refused");
        require(!input.name.empty(), "a name is not empty");
    } catch (const frameio::error& thrown) {
        require(thrown.code() == frameio::errc::invalid_response, "refused");
        require(!input.are_utf8 || input.name.empty(), "good texts are taken");
        require(simdjson::validate_utf8(std::string_view(thrown.what())), "an error's text is UTF-8");
    }
    return 0;
}
