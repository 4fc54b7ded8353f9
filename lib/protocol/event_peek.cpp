#include "protocol/event_decoder.hpp"
#include "protocol/json_members.hpp"
#include "support/text.hpp"

#include <algorithm>

namespace frameio {

namespace {

constexpr std::size_t longest_id = 255;

bool is_plain(char octet) noexcept {
    return octet >= ' ' && octet < '\x7F' && octet != '\\';
}

bool is_printable(std::string_view text) noexcept {
    while (!text.empty()) {
        const std::size_t length = utf8_character(text);
        if (length == 0 || is_control(text.substr(0, length))) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

bool has_escapes(std::string_view text) noexcept {
    return text.find('\\') != std::string_view::npos;
}

bool is_literal(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), is_plain) || (!has_escapes(text) && is_printable(text));
}

/// The characters of a JSON string that can be taken literally, else nothing.
std::string_view literal_text(std::string_view json) noexcept {
    if (json.size() < 2 || json.front() != '"' || json.size() > longest_id + 2) {
        return {};
    }
    const std::string_view text = json.substr(1, json.size() - 2);
    return is_literal(text) ? text : std::string_view();
}

/// Finds the id of an object such as `{"id":"..."}`. False if the object makes no sense.
bool read_id(std::string_view json, std::string_view& id) noexcept {
    id = {};
    if (!json.starts_with('{')) {
        return true;
    }
    json_members members(json);
    while (members.next()) {
        if (has_escapes(members.key())) {
            return false;
        }
        if (members.key() == "id") {
            id = literal_text(members.value());
        }
    }
    return members.complete();
}

struct found_ids {
    event_ids ids;
    std::string_view nested_account_id;

    bool read(std::string_view key, std::string_view json) noexcept {
        if (std::string_view* const text = text_named(key)) {
            *text = literal_text(json);
            return true;
        }
        std::string_view* const id = id_in(key);
        return id == nullptr || read_id(json, *id);
    }

private:
    std::string_view* text_named(std::string_view key) noexcept {
        return key == "type"             ? &ids.type
               : key == "account_id"     ? &ids.account_id
               : key == "action_id"      ? &ids.action_id
               : key == "interaction_id" ? &ids.interaction_id
                                         : nullptr;
    }
    std::string_view* id_in(std::string_view key) noexcept {
        return key == "account"     ? &nested_account_id
               : key == "workspace" ? &ids.workspace_id
               : key == "project"   ? &ids.project_id
               : key == "team"      ? &ids.team_id
                                    : nullptr;
    }
};

}  // namespace

std::optional<event_ids> event_decoder::peek(std::string_view body, std::size_t limit) {
    if (body.size() > limit) {
        return std::nullopt;
    }
    found_ids found;
    json_members members(body);
    while (members.next()) {
        if (has_escapes(members.key()) || !found.read(members.key(), members.value())) {
            return std::nullopt;
        }
    }
    if (!members.complete()) {
        return std::nullopt;
    }
    if (found.ids.account_id.empty()) {
        found.ids.account_id = found.nested_account_id;
    }
    return found.ids;
}

}  // namespace frameio
