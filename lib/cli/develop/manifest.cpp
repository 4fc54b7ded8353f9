#include "cli/develop/manifest.hpp"

#include "cli/develop/program_output.hpp"
#include "cli/text/json_text.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <system_error>
#include <utility>

namespace frameio::cli {
namespace {

namespace json = boost::json;

[[noreturn]] void refuse(const char* what) {
    throw manifest_error(fmt::format("its manifest is not understood: {}", what));
}

/// Null if it is missing.
const json::array* list_member(const json::object& object, std::string_view name) {
    const json::value* found = object.if_contains(name);
    return found == nullptr ? nullptr : found->if_array();
}

std::string text_member(const json::object& object, std::string_view name) {
    const json::value* found = object.if_contains(name);
    if (found == nullptr || !found->is_string()) {
        refuse("an action has no event, name or description");
    }
    return std::string(found->get_string());
}

declared_action read_action(const json::value& value) {
    const json::object* object = value.if_object();
    if (object == nullptr) {
        refuse("an action is no object");
    }
    declared_action action;
    action.event = text_member(*object, "event");
    action.name = text_member(*object, "name");
    action.description = text_member(*object, "description");
    const json::value* timeout = object->if_contains("timeout");
    if (timeout != nullptr && timeout->is_int64()) {
        action.timeout = timeout->get_int64();
    }
    const json::value* many = object->if_contains("multi_asset");
    if (many != nullptr && many->is_bool()) {
        action.multi_asset = many->get_bool();
    }
    return action;
}

std::vector<std::string> read_events(const json::object& all) {
    const json::value* webhook = all.if_contains("webhook");
    const json::object* object = webhook == nullptr ? nullptr : webhook->if_object();
    const json::array* list = object == nullptr ? nullptr : list_member(*object, "handlers");
    if (object != nullptr && list == nullptr) {
        list = list_member(*object, "events");
    }
    std::vector<std::string> events;
    if (list == nullptr) {
        return events;
    }
    for (const json::value& each : *list) {
        if (!each.is_string()) {
            refuse("an event is no text");
        }
        events.emplace_back(each.get_string());
    }
    return events;
}

/// The end of what a program said, where it usually says what is wrong.
std::string last_line(const std::string& text) {
    const std::size_t end = text.find_last_not_of("\r\n");
    const std::size_t begin = end == std::string::npos ? 0 : text.rfind('\n', end);
    const std::size_t from = begin == std::string::npos ? 0 : begin + 1;
    return end == std::string::npos ? "" : ": " + printable_line(text.substr(from, end + 1 - from));
}

}  // namespace

manifest parse_manifest(std::string_view text) {
    const auto value = parse_json(text);
    const json::object* object = value ? value->if_object() : nullptr;
    if (object == nullptr) {
        refuse("it is not one JSON object");
    }
    if (!object->contains("webhook") && !object->contains("actions")) {
        refuse("it has neither \"webhook\" nor \"actions\"");
    }
    manifest made;
    made.events = read_events(*object);
    const json::value* installable = object->if_contains("installable");
    made.is_installable = installable != nullptr && installable->is_bool() && installable->get_bool();
    if (const json::array* actions = list_member(*object, "actions")) {
        for (const json::value& each : *actions) {
            made.actions.push_back(read_action(each));
        }
    }
    return made;
}

std::string manifest_text(std::vector<std::string> command, std::chrono::milliseconds patience,
                          const variables& environment) {
    command.emplace_back("--manifest");
    program_output said;
    try {
        said = run_program(command, patience, environment);
    } catch (const std::system_error& wrong) {
        throw manifest_error(fmt::format("{} cannot be run: {}", command.front(), wrong.code().message()));
    }
    if (said.ending == program_output::end::timed_out) {
        throw manifest_error(fmt::format("it did not end within {} s: is it an app that knows --manifest?",
                                         std::chrono::duration<double>(patience).count()));
    }
    if (said.ending == program_output::end::said_too_much) {
        throw manifest_error("it says more than a manifest can be: is it an app that knows --manifest?");
    }
    if (said.code != 0) {
        throw manifest_error(fmt::format("it ended with code {}{}", said.code, last_line(said.err)));
    }
    parse_manifest(said.out);
    return said.out;
}

manifest manifest_of(std::vector<std::string> command, std::chrono::milliseconds patience) {
    return parse_manifest(manifest_text(std::move(command), patience));
}

}  // namespace frameio::cli
