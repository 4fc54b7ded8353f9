#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::web {

using query_values = std::map<std::string, std::string, std::less<>>;

/// Of a path, decoded: "/v4/files/a%2Fb" has "v4", "files" and "a/b".
std::vector<std::string> segments_of(std::string_view path);

/// Of a query or of a form's body, decoded; of a name that is there twice, the last.
query_values values_of(std::string_view query);

/// The value of that name, or an empty text.
std::string_view value_at(const query_values& of, std::string_view name) noexcept;

/// The URL with another parameter in its query.
std::string with_parameter(std::string to, std::string_view name, std::string_view value);

}  // namespace frameio::web
