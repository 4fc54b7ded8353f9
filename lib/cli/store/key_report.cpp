#include "cli/store/key_report.hpp"

#include "cli/text/json_text.hpp"
#include "cli/text/text_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <boost/json.hpp>

#include <map>

namespace frameio::cli {
namespace {

namespace json = boost::json;

std::string count_of(std::size_t documents) {
    return fmt::format("{} {}", documents, documents == 1 ? "document" : "documents");
}

/// How many documents want each key that is not there.
std::map<std::string, std::size_t> missing_of(const auth::seal_survey& found) {
    std::map<std::string, std::size_t> missing;
    for (const auth::sealed_share& each : found.shares()) {
        if (!each.is_known && !each.key.empty()) {
            missing[each.key] += each.documents;
        }
    }
    return missing;
}

/// "2 of login, 1 of token".
std::string shares_text(const auth::seal_survey& found, std::string_view key) {
    std::vector<std::string> parts;
    for (const auth::sealed_share& each : found.shares()) {
        if (each.key == key) {
            parts.push_back(fmt::format("{} of {}", each.documents, each.collection));
        }
    }
    return parts.empty() ? "nothing" : fmt::format("{}", fmt::join(parts, ", "));
}

std::string_view role_of(const key_state& state, std::size_t place) {
    if (place == 0) {
        return "current";
    }
    return state.found.with_key(state.ids[place]) == 0 ? "not needed" : "older";
}

std::vector<std::string> problems_of(const key_state& state) {
    std::vector<std::string> problems;
    for (const auto& [key, documents] : missing_of(state.found)) {
        problems.push_back(
            fmt::format("{} encrypted with the key {}, which is not there: add it behind the current one, or, if it is "
                        "lost, \"frameio keys forget {}\"",
                        count_of(documents), key, key));
    }
    if (const std::size_t damaged = state.found.damaged_count(); damaged != 0) {
        const std::vector<std::string>& named = state.found.damaged();
        problems.push_back(
            fmt::format("{} damaged, or changed or moved by somebody: {}{}; take the store, or these, from a backup, "
                        "or \"frameio keys forget --damaged\"",
                        count_of(damaged), fmt::join(named, ", "), named.size() < damaged ? ", ..." : ""));
    }
    return problems;
}

std::string problems_text(const key_state& state) {
    std::string text = fmt::format("readable  {}\n", state.found.is_readable() ? "yes" : "no");
    for (const std::string& each : problems_of(state)) {
        text.append("  ").append(printable_line(each)).append("\n");
    }
    return text;
}

/// Of the keys that are there, those that nothing is encrypted with and nothing will be.
std::vector<std::string> not_needed(const key_state& state) {
    std::vector<std::string> ids;
    for (std::size_t place = 1; place < state.ids.size(); ++place) {
        if (state.found.with_key(state.ids[place]) == 0) {
            ids.push_back(state.ids[place]);
        }
    }
    return ids;
}

json::object share_json(const auth::sealed_share& share) {
    json::object object;
    object["collection"] = share.collection;
    object["key"] = share.key.empty() ? json::value(nullptr) : json::value(share.key);
    object["known"] = share.is_known;
    object["current"] = share.is_current;
    object["documents"] = share.documents;
    object["damaged"] = share.damaged;
    return object;
}

}  // namespace

std::string keys_text(const key_state& state) {
    text_table table;
    for (std::size_t place = 0; place < state.ids.size(); ++place) {
        table.add(
            {"key", state.ids[place], std::string(role_of(state, place)), shares_text(state.found, state.ids[place])});
    }
    for (const auto& [key, documents] : missing_of(state.found)) {
        table.add({"key", key, "missing", shares_text(state.found, key)});
    }
    const bool has_keys = !state.ids.empty();
    return (has_keys ? "" : "there are no keys\n") + table.text() + problems_text(state);
}

std::string keys_json(const key_state& state) {
    json::array keys;
    for (std::size_t place = 0; place < state.ids.size(); ++place) {
        keys.push_back(json::object{
            {"id", state.ids[place]}, {"current", place == 0}, {"documents", state.found.with_key(state.ids[place])}});
    }
    json::array shares;
    for (const auth::sealed_share& each : state.found.shares()) {
        shares.push_back(share_json(each));
    }
    json::array problems;
    for (const std::string& each : problems_of(state)) {
        problems.emplace_back(each);
    }
    json::object object;
    object["keys"] = std::move(keys);
    object["sealed"] = std::move(shares);
    object["readable"] = state.found.is_readable();
    object["problems"] = std::move(problems);
    return printable_json(object) + "\n";
}

std::string forgotten_text(std::size_t documents) {
    return fmt::format(
        "{} forgotten: the users of those log in again, and where an installation is among them, an admin installs the "
        "app again\n",
        count_of(documents));
}

std::string rotation_text(const key_state& state, std::size_t resealed) {
    std::string text = fmt::format("{} encrypted anew, with the key {}\n", count_of(resealed), state.ids.front());
    if (const std::size_t left = state.found.with_old_key(); left != 0) {
        text += fmt::format(
            "{} encrypted with an older key meanwhile: an app runs that does not have the key {} in front; start it "
            "again with that, and then do this again\n",
            count_of(left), state.ids.front());
    }
    if (const auto ids = not_needed(state); !ids.empty()) {
        text += fmt::format(
            "not needed any more, and may be left out ten minutes after the last app was started with the new one: "
            "{}\n",
            fmt::join(ids, ", "));
    }
    return text + (state.found.is_readable() ? "" : problems_text(state));
}

}  // namespace frameio::cli
