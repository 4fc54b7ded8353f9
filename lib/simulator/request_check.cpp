#include "simulator/request_check.hpp"

namespace frameio::sim {
namespace {

/// Of "filters[project_id]", what is in the brackets; empty if there are none.
std::string_view member_of(std::string_view name, std::string_view parameter) {
    const bool is_one = name.size() > parameter.size() + 2 && name.starts_with(parameter) &&
                        name[parameter.size()] == '[' && name.ends_with(']');
    return is_one ? name.substr(parameter.size() + 1, name.size() - parameter.size() - 2) : std::string_view();
}

/// What is allowed under that name; null if nothing is. Lists in one text are read where they are used.
const json::object* schema_of(const call& of, std::string_view name) {
    if (const parameter* const plain = of.what.asked(name)) {
        return plain->schema;
    }
    for (const parameter& each : of.what.query) {
        const std::string_view member = member_of(name, each.name);
        const json::object* const members = object_at(of.with.resolve(*each.schema), "properties");
        if (!member.empty() && members != nullptr) {
            return object_at(*members, member);
        }
    }
    return nullptr;
}

}  // namespace

void check_query(const call& of) {
    std::vector<problem> wrong;
    for (const auto& [name, value] : of.query) {
        const json::object* const schema = schema_of(of, name);
        if (schema == nullptr) {
            wrong.push_back({'/' + name, "Unexpected field: " + name});
        } else if (name != "include") {
            const auto found = problems_of_text(of.with, *schema, value, '/' + name);
            wrong.insert(wrong.end(), found.begin(), found.end());
        }
    }
    for (const parameter& each : of.what.query) {
        if (each.required && !of.query.contains(each.name)) {
            wrong.push_back({'/' + each.name, "Missing field: " + each.name});
        }
    }
    if (!wrong.empty()) {
        throw refusal(wrong);
    }
}

// The only header that an operation asks for.
void check_headers(const call& of, const web::request& asked) {
    if (of.what.id == "auditlog.index" && asked.header("api-version").empty()) {
        throw refusal(422, "Missing field: api-version", "/api-version");
    }
}

json::value read_body(const call& of, std::string_view text) {
    if (of.what.body == nullptr) {
        return nullptr;
    }
    if (text.empty() && !of.what.needs_body) {
        return json::object();
    }
    boost::system::error_code failure;
    json::value made = json::parse(text.empty() ? std::string_view("null") : text, failure);
    if (failure) {
        throw refusal(400);
    }
    const auto wrong = problems_of(of.with, *of.what.body, made);
    if (!wrong.empty()) {
        throw refusal(wrong);
    }
    return made;
}

}  // namespace frameio::sim
