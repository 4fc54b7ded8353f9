#include "simulator/calls.hpp"

#include <algorithm>

// Search by names.

namespace frameio::sim {
namespace {

std::string lower(std::string_view text) {
    std::string made(text);
    std::ranges::transform(made, made.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return made;
}

/// Without filters, or where they ask for it.
bool is_wanted(const json::object* filters, std::string_view name) {
    return filters == nullptr || filters->empty() || is_true(*filters, name);
}

void add_found(call& of, std::string_view kind, std::string_view query, json::array& to) {
    for (const resource* const each : of.in.all(kind, "account_id", of.id("account_id"))) {
        const std::string name = lower(each->text("name"));
        if (name.find(lower(query)) == std::string::npos) {
            continue;
        }
        const json::object match{
            {"type", "name_match"}, {"name", each->data.at("name")}, {"terms", json::array{json::value(query)}}};
        to.push_back(json::object{
            {"type", std::string(kind) + "_result"}, {"result", each->data}, {"matches", json::array{match}}});
    }
}

result search(call& of) {
    const std::string_view query = text_at(of.body.as_object(), "query");
    const json::object* const filters = object_at(of.body.as_object(), "filters");
    json::array found;
    if (is_wanted(filters, "files_and_version_stacks")) {
        add_found(of, "file", query, found);
        add_found(of, "version_stack", query, found);
    }
    if (is_wanted(filters, "folders")) {
        add_found(of, "folder", query, found);
    }
    if (is_wanted(filters, "projects")) {
        add_found(of, "project", query, found);
    }
    return listed(of, found);
}

}  // namespace

void add_search_handlers(handlers& to) {
    to["search.search"] = search;
}

}  // namespace frameio::sim
