#include "simulator/calls.hpp"

#include "simulator/timecode.hpp"
#include "support/percent.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

// How resources are shown: with what was asked for beside them, and page by page.

namespace frameio::sim {
namespace {

using wishes = std::set<std::string, std::less<>>;

wishes wishes_of(const call& of) {
    wishes made;
    const auto asked = of.query.find("include");
    if (asked == of.query.end()) {
        return made;
    }
    std::string_view left = asked->second;
    while (!left.empty()) {
        const std::string_view one = left.substr(0, left.find(','));
        left.remove_prefix(std::min(left.size(), one.size() + 1));
        made.insert(std::string(one));
    }
    return made;
}

json::value user_at(call& of, const resource& what, std::string_view name) {
    const resource* const found = of.in.find("user", what.text(name));
    return found == nullptr ? json::value(nullptr) : json::value(found->data);
}

json::object link_of(const call& of, const resource& file, std::string_view name) {
    const std::string at = of.base_url + "/sim/media/" + file.id + '/' + std::string(name);
    const bool is_there = name == "original" ? file.text("status") != "created" : file.text("status") == "transcoded";
    const json::value link = is_there ? json::value(at) : json::value(nullptr);
    return {{"download_url", link}, {"inline_url", link}, {"url", link}};
}

json::array replies_of(call& of, const resource& comment) {
    json::array made;
    for (const resource* const each : of.in.all("comment", "reply_to", comment.id)) {
        made.push_back(each->data);
    }
    return made;
}

void include_media(const call& of, const resource& what, const wishes& asked, json::object& to) {
    constexpr std::string_view prefix = "media_links.";
    json::object links;
    for (const std::string& each : asked) {
        if (each.starts_with(prefix)) {
            const std::string_view name = std::string_view(each).substr(prefix.size());
            links[name] = link_of(of, what, name);
        }
    }
    if (!links.empty()) {
        to["media_links"] = std::move(links);
    }
}

json::object expand(call& of, const resource& what, const wishes& asked) {
    json::object made = what.data;
    if (asked.contains("creator")) {
        made["creator"] = user_at(of, what, "creator_id");
    }
    if (asked.contains("owner")) {
        made["owner"] = user_at(of, what, what.kind == "project" ? "owner_id" : "creator_id");
    }
    if (asked.contains("user")) {
        made["user"] = user_at(of, what, "user_id");
    }
    if (asked.contains("project")) {
        if (const resource* const project = of.in.project_of(what)) {
            made["project"] = asked.contains("project.owner") ? expand(of, *project, {"owner"}) : project->data;
        }
    }
    if (asked.contains("metadata")) {
        const json::array* const values = array_at(what.data, "metadata_values");
        made["metadata"] = values == nullptr ? json::array() : *values;
    }
    if (asked.contains("replies")) {
        made["replies"] = replies_of(of, what);
    }
    const json::value* const frame = made.if_contains("timestamp");
    if (frame != nullptr && frame->is_int64() && of.asked("timestamp_as_timecode")) {
        made["timestamp"] = timecode_of(frame->get_int64());
    }
    if (what.kind == "file") {
        include_media(of, what, asked, made);
    }
    if (what.kind == "version_stack") {
        if (const resource* const head = of.in.find("file", what.text("head_version_id"))) {
            made["head_version"] = expand(of, *head, asked);
        }
    }
    return made;
}

// What the specification lets one ask for.
void check_wishes(const call& of, const wishes& asked) {
    const parameter* const wish = of.what.asked("include");
    const json::array* const known = wish == nullptr ? nullptr : array_at(of.with.resolve(*wish->schema), "enum");
    for (const std::string& each : asked) {
        const std::string_view first = std::string_view(each).substr(0, each.find('.'));
        const bool is_known = known == nullptr || std::ranges::any_of(*known, [&](const json::value& one) {
                                  return text_of(one) == each || text_of(one) == first;
                              });
        if (!is_known) {
            throw refusal(422, "Invalid value for enum", "/include");
        }
    }
}

// Members of an answer that the platform gives only to those who ask for them.
void drop_unasked(const wishes& asked, json::object& from) {
    for (const std::string_view each : {"creator", "owner", "project", "metadata", "replies"}) {
        if (!asked.contains(each)) {
            from.erase(each);
        }
    }
}

std::size_t number_in(const web::query_values& query, std::string_view name, std::size_t otherwise) {
    const auto found = query.find(name);
    std::size_t number = otherwise;
    if (found != query.end()) {
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), number);
    }
    return number;
}

/// Where the next page begins, in a form that tells nobody so.
std::string cursor_of(std::size_t place) {
    constexpr std::string_view digits = "QWERTYUIOP";
    std::string made = "g3QAAAAC";
    for (const char each : std::to_string(place)) {
        made += digits[static_cast<std::size_t>(each - '0')];
    }
    return made + "==";
}

std::optional<std::size_t> place_of(std::string_view cursor) {
    constexpr std::string_view digits = "QWERTYUIOP";
    constexpr std::string_view before = "g3QAAAAC";
    std::size_t place = 0;
    if (!cursor.starts_with(before) || !cursor.ends_with("==") || cursor.size() < before.size() + 3 ||
        cursor.size() > before.size() + 20) {
        return std::nullopt;
    }
    cursor.remove_prefix(before.size());
    cursor.remove_suffix(2);
    for (const char each : cursor) {
        const auto digit = digits.find(each);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        place = 10 * place + digit;
    }
    return place;
}

std::size_t begin_of_page(const call& of) {
    const auto after = of.query.find("after");
    if (after == of.query.end() || after->second.empty()) {
        return 0;
    }
    const auto place = place_of(after->second);
    if (!place) {
        throw refusal(422, "Invalid cursor", "/after");
    }
    return *place;
}

std::string path_of(const call& of) {
    std::string made;
    for (const std::string& each : of.what.segments) {
        made += '/';
        made += each.starts_with('{') ? percent_encode(of.id(each.substr(1, each.size() - 2))) : each;
    }
    return made;
}

/// "name_asc": the member and the direction. "created_at_desc", too.
void sort(const call& of, json::array& all) {
    const auto wanted = of.query.find("sort");
    if (wanted == of.query.end()) {
        return;
    }
    const std::string_view order = wanted->second;
    const std::string_view name = order.substr(0, order.rfind('_'));
    const auto key = [name](const json::value& one) {
        const json::object& members = one.as_object();
        const json::object* const user = object_at(members, "user");
        const json::value* const found =
            members.contains(name) || user == nullptr ? members.if_contains(name) : user->if_contains(name);
        return found == nullptr || found->is_null() ? std::string()
               : found->is_string()                 ? std::string(found->get_string())
                                                    : std::string(json::serialize(*found));
    };
    std::vector<std::pair<std::string, std::size_t>> keys;  // what is alike stays in its order
    for (std::size_t i = 0; i < all.size(); ++i) {
        keys.emplace_back(key(all[i]), i);
    }
    std::ranges::sort(keys);
    if (order.ends_with("_desc")) {
        std::ranges::reverse(keys);
    }
    json::array sorted;
    for (const auto& [text, place] : keys) {
        sorted.push_back(std::move(all[place]));
    }
    all = std::move(sorted);
}

}  // namespace

json::object with_includes(call& of, const resource& what) {
    const wishes asked = wishes_of(of);
    check_wishes(of, asked);
    json::object made = expand(of, what, asked);
    drop_unasked(asked, made);
    return made;
}

result shown(call& of, const resource& what) {
    return {0, {{"data", with_includes(of, what)}}};
}

result listed(call& of, std::vector<resource*> all) {
    json::array items;
    for (const resource* const each : all) {
        items.push_back(with_includes(of, *each));
    }
    return listed(of, items);
}

// The link has the cursor alone: the platform forgets the rest of the query, and so does this.
// Source: developer guide, "Pagination".
result listed(call& of, const json::array& all) {
    check_wishes(of, wishes_of(of));
    json::array sorted = all;
    sort(of, sorted);
    const std::size_t begin = std::min(begin_of_page(of), sorted.size());
    const std::size_t end = std::min(begin + number_in(of.query, "page_size", 50), sorted.size());
    json::object whole;
    whole["data"] = json::array(sorted.begin() + begin, sorted.begin() + end);
    json::value next = nullptr;
    if (end < sorted.size()) {
        next = path_of(of) + "?after=" + percent_encode(cursor_of(end));
    }
    whole["links"] = json::object{{"next", std::move(next)}};
    whole["total_count"] = of.asked("include_total_count") ? json::value(sorted.size()) : json::value(nullptr);
    return {0, std::move(whole)};
}

}  // namespace frameio::sim
