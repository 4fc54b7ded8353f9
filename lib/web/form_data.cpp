#include "web/form_data.hpp"

#include "support/percent.hpp"

namespace frameio::web {

std::vector<std::string> segments_of(std::string_view path) {
    std::vector<std::string> made;
    while (!path.empty()) {
        path.remove_prefix(path.starts_with('/') ? 1 : 0);
        const auto end = path.find('/');
        made.push_back(percent_decode(path.substr(0, end)));
        path.remove_prefix(end == std::string_view::npos ? path.size() : end);
    }
    return made;
}

query_values values_of(std::string_view query) {
    query_values made;
    while (!query.empty()) {
        const std::string_view one = query.substr(0, query.find('&'));
        query.remove_prefix(one.size() == query.size() ? one.size() : one.size() + 1);
        const auto equals = one.find('=');
        if (!one.empty()) {
            made.insert_or_assign(percent_decode(one.substr(0, equals), plus::is_space),
                                  equals == std::string_view::npos
                                      ? std::string()
                                      : percent_decode(one.substr(equals + 1), plus::is_space));
        }
    }
    return made;
}

std::string_view value_at(const query_values& of, std::string_view name) noexcept {
    const auto found = of.find(name);
    return found == of.end() ? std::string_view() : std::string_view(found->second);
}

std::string with_parameter(std::string to, std::string_view name, std::string_view value) {
    to += to.find('?') == std::string::npos ? '?' : '&';
    return to + std::string(name) + '=' + percent_encode(value);
}

}  // namespace frameio::web
