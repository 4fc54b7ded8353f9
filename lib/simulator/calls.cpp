#include "simulator/calls.hpp"

#include <algorithm>
#include <utility>

namespace frameio::sim {
namespace {

std::string_view words_for(unsigned status) {
    switch (status) {
        case 400:
            return "Bad request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not found";
        case 409:
            return "Conflict";
        case 422:
            return "Unprocessable content";
        case 429:
            return "Too many requests";
        default:
            return "Internal server error";
    }
}

json::object error_of(std::string detail, const std::string& pointer) {
    json::object made{{"detail", std::move(detail)}};
    if (!pointer.empty()) {
        made["title"] = "Invalid value";
        made["source"] = json::object{{"pointer", pointer}};
    }
    return made;
}

}  // namespace

refusal::refusal(unsigned status) : refusal(status, std::string(words_for(status))) {}

refusal::refusal(unsigned status, std::string detail, std::string pointer)
    : status_(status), body_({{"errors", json::array{error_of(std::move(detail), pointer)}}}) {}

refusal::refusal(const std::vector<problem>& wrong) : status_(422) {
    json::array errors;
    for (const problem& each : wrong) {
        errors.push_back(error_of(each.text, each.pointer.empty() ? "/" : each.pointer));
    }
    body_ = json::object{{"errors", std::move(errors)}};
}

std::string_view call::id(std::string_view name) const {
    const auto found = ids.find(name);
    return found == ids.end() ? std::string_view() : std::string_view(found->second);
}

const json::object& call::data() const {
    static const json::object nothing;
    const json::object* const whole = body.if_object();
    const json::object* const found = whole == nullptr ? nullptr : object_at(*whole, "data");
    return found == nullptr ? nothing : *found;
}

bool call::asked(std::string_view name) const {
    const auto found = query.find(name);
    return found != query.end() && found->second == "true";
}

resource& call::named(std::string_view kind, std::string_view place) {
    return existing(kind, id(place));
}

resource& call::named(std::string_view kind) {
    return named(kind, std::string(kind) + "_id");
}

resource& call::meant(std::string_view kind, std::string_view name) {
    return existing(kind, text_at(data(), name), 422);
}

resource& call::existing(std::string_view kind, std::string_view which, unsigned otherwise) {
    resource* const found = in.find(kind, which);
    const std::string_view account = id("account_id");
    const bool is_there =
        found != nullptr && (kind == "user" || kind == "account" || found->text("account_id") == account);
    if (!is_there) {
        throw refusal(otherwise);
    }
    return *found;
}

handler handler_of(std::string_view operation_id) {
    static const handlers all = [] {
        handlers made;
        add_resource_handlers(made);
        add_asset_handlers(made);
        add_upload_handlers(made);
        add_people_handlers(made);
        add_metadata_handlers(made);
        add_share_handlers(made);
        add_search_handlers(made);
        return made;
    }();
    const auto found = all.find(operation_id);
    return found == all.end() ? nullptr : found->second;
}

}  // namespace frameio::sim
