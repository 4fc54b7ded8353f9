#include "simulator/spec.hpp"

#include "simulator/built_in.hpp"
#include "web/form_data.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace frameio::sim {
namespace {

constexpr std::string_view reference = "#/components/schemas/";

/// "... Rate Limits: 10 calls per 1.00 second(s) per account_user"
rate read_rate(std::string_view description) {
    constexpr std::string_view before = "Rate Limits: ";
    constexpr std::string_view between = " calls per ";
    rate made;
    const auto begin = description.find(before);
    const auto middle = description.find(between, begin);
    if (begin == std::string_view::npos || middle == std::string_view::npos) {
        return made;
    }
    const char* const end = description.data() + description.size();
    std::from_chars(description.data() + begin + before.size(), end, made.calls);
    double amount = 1;
    const auto read = std::from_chars(description.data() + middle + between.size(), end, amount);
    const std::string_view rest(read.ptr, static_cast<std::size_t>(end - read.ptr));
    const double unit = rest.starts_with(" second") ? 1'000 : 60'000;
    made.period = std::chrono::milliseconds(static_cast<std::int64_t>(amount * unit));
    return made;
}

const json::object* schema_in(const json::object& content) {
    const json::object* const body = object_at(content, "application/json");
    return body == nullptr ? nullptr : object_at(*body, "schema");
}

void read_query(const json::object& described, operation& to) {
    const json::array* const all = array_at(described, "parameters");
    if (all == nullptr) {
        return;
    }
    for (const json::value& each : *all) {
        const json::object& one = each.as_object();
        if (text_at(one, "in") == "query") {
            to.query.push_back({std::string(text_at(one, "name")), object_at(one, "schema"), is_true(one, "required")});
        }
    }
}

// The first that is good: where there are two, the second one says that it is done in the background.
void read_answer(const json::object& described, operation& to) {
    for (const auto& [status, answer] : described.at("responses").as_object()) {
        if (!status.starts_with('2')) {
            continue;
        }
        std::from_chars(status.data(), status.data() + status.size(), to.status);
        if (const json::object* const content = object_at(answer.as_object(), "content")) {
            to.answer = schema_in(*content);
        }
        return;
    }
}

bool is_place(std::string_view segment) {
    return segment.starts_with('{');
}

/// The ids, if the path is one of the operation's.
std::optional<std::map<std::string, std::string, std::less<>>> fill(const operation& one,
                                                                    const std::vector<std::string>& path) {
    if (one.segments.size() != path.size()) {
        return std::nullopt;
    }
    std::map<std::string, std::string, std::less<>> ids;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const std::string& wanted = one.segments[i];
        if (is_place(wanted)) {
            ids.emplace(wanted.substr(1, wanted.size() - 2), path[i]);
        } else if (wanted != path[i]) {
            return std::nullopt;
        }
    }
    return ids;
}

}  // namespace

const parameter* operation::asked(std::string_view name) const noexcept {
    const auto found = std::ranges::find(query, name, &parameter::name);
    return found == query.end() ? nullptr : &*found;
}

spec::spec() {
    for (const std::string_view text : {built_in::openapi(), built_in::overlay()}) {
        documents_.push_back(json::parse(text));
    }
    for (const json::value& each : documents_) {
        add(each.as_object());
    }
    // A fixed segment is a better match than a place for an id.
    std::ranges::sort(operations_, {}, [](const operation& one) { return std::ranges::count(one.path, '{'); });
}

void spec::add(const json::object& document) {
    for (const auto& [path, methods] : document.at("paths").as_object()) {
        for (const auto& [method, described] : methods.as_object()) {
            if (described.is_object() && described.as_object().contains("operationId")) {
                add(method, path, described.as_object());
            }
        }
    }
}

void spec::add(std::string_view method, std::string_view path, const json::object& described) {
    operation made;
    made.id = text_at(described, "operationId");
    std::ranges::transform(method, std::back_inserter(made.method),
                           [](char letter) { return static_cast<char>(letter - 'a' + 'A'); });
    made.path = path;
    made.segments = web::segments_of(path);
    made.limit = read_rate(text_at(described, "description"));
    read_query(described, made);
    if (const json::object* const body = object_at(described, "requestBody")) {
        made.body = schema_in(body->at("content").as_object());
        made.needs_body = is_true(*body, "required");
    }
    read_answer(described, made);
    operations_.push_back(std::move(made));
}

const operation* spec::named(std::string_view id) const noexcept {
    const auto found = std::ranges::find(operations_, id, &operation::id);
    return found == operations_.end() ? nullptr : &*found;
}

const json::object& spec::resolve(const json::object& schema) const {
    const std::string_view target = text_at(schema, "$ref");
    if (target.empty()) {
        return schema;
    }
    if (!target.starts_with(reference)) {
        throw std::logic_error("the specification refers to " + std::string(target));
    }
    return resolve(this->schema(target.substr(reference.size())));
}

const json::object& spec::schema(std::string_view name) const {
    for (const json::value& each : documents_) {
        const json::object* const all = object_at(each.at("components").as_object(), "schemas");
        if (const json::object* const found = all == nullptr ? nullptr : object_at(*all, name)) {
            return *found;
        }
    }
    throw std::logic_error("the specification has no schema " + std::string(name));
}

std::optional<spec::match> spec::find(std::string_view method, std::string_view path) const {
    const std::vector<std::string> segments = web::segments_of(path);
    std::optional<match> found;
    for (const operation& each : operations_) {
        auto ids = fill(each, segments);
        if (!ids) {
            continue;
        }
        if (!found) {
            found.emplace();
        }
        found->allowed += (found->allowed.empty() ? "" : ", ") + each.method;
        if (each.method == method && found->what == nullptr) {
            found->what = &each;
            found->ids = std::move(*ids);
        }
    }
    return found;
}

}  // namespace frameio::sim
