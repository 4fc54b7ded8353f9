#include "api/outgoing.hpp"

#include <frameio/error.hpp>

#include "http/request_view.hpp"
#include "support/percent.hpp"

#include <algorithm>

namespace frameio::api {
namespace {

void require_id(std::string_view place, std::string_view id, const operation& what) {
    if (!id.empty() && id != "." && id != "..") {
        return;
    }
    throw error(frameio::errc::invalid_argument, std::string(what.name) + ": " + std::string(place) +
                                                     (id.empty() ? " is empty" : " is not an id") +
                                                     "; nothing was sent");
}

/// Each "name=value" of a query.
std::vector<std::string_view> parts_of(std::string_view target) {
    std::vector<std::string_view> parts;
    const std::size_t begin = target.find('?');
    while (begin != std::string_view::npos && !target.empty()) {
        const std::size_t from = parts.empty() ? begin + 1 : 0;
        const std::size_t end = std::min(target.find('&', from), target.size());
        parts.push_back(target.substr(from, end - from));
        target.remove_prefix(std::min(end + 1, target.size()));
    }
    return parts;
}

std::string_view name_of(std::string_view part) {
    return part.substr(0, part.find('='));
}

}  // namespace

outgoing::outgoing(const operation& what, std::initializer_list<std::string_view> ids) : what_(&what) {
    std::string_view path = what.path;
    for (const std::string_view id : ids) {
        const std::size_t open = path.find('{');
        const std::size_t close = path.find('}');
        require_id(path.substr(open + 1, close - open - 1), id, what);
        target_.append(path.substr(0, open)).append(percent_encode(id));
        path.remove_prefix(close + 1);
    }
    target_ += path;
}

void outgoing::ask(const query& parameters) {
    char before = target_.find('?') == std::string::npos ? '?' : '&';
    for (const query::field& each : parameters.fields()) {
        target_ += before;
        target_.append(percent_encode(each.name)).append("=").append(percent_encode(each.value, ",:"));
        before = '&';
    }
}

bool outgoing::has_header(std::string_view name) const {
    return std::ranges::any_of(headers_, [name](const auto& each) { return http::same_name(each.first, name); });
}

outgoing outgoing::to(std::string target) const {
    outgoing other = *this;
    other.target_ = std::move(target);
    return other;
}

std::string keep_parameters(std::string link, std::string_view asked) {
    const auto missing = [said = link](std::string_view part) {
        const auto all = parts_of(said);
        return std::ranges::none_of(all, [&](auto each) { return name_of(each) == name_of(part); });
    };
    for (const std::string_view part : parts_of(asked)) {
        if (!part.empty() && missing(part)) {
            link += link.find('?') == std::string::npos ? '?' : '&';
            link += part;
        }
    }
    return link;
}

std::string& query::place(std::string_view name) {
    const auto known = std::ranges::find(fields_, name, &field::name);
    return known != fields_.end() ? known->value : fields_.emplace_back(field{name, {}}).value;
}

void query::set(std::string_view name, std::string_view value) {
    place(name) = value;
}

void query::set(std::string_view name, bool value) {
    place(name) = value ? "true" : "false";
}

void query::set(std::string_view name, std::int64_t value) {
    place(name) = std::to_string(value);
}

void query::add(std::string_view name, std::string_view value) {
    std::string& list = place(name);
    list += list.empty() ? "" : ",";
    list += value;
}

}  // namespace frameio::api
