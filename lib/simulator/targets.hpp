#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::sim {

using query_values = std::map<std::string, std::string, std::less<>>;

/// Percent-decoded; what is no escape stays as it is. In queries and forms "+" is a space.
std::string decode_percent(std::string_view text, bool plus_is_space = false);

/// Of a path, decoded: "/v4/files/a%2Fb" has "v4", "files" and "a/b".
std::vector<std::string> segments_of(std::string_view path);

/// Of a query or of a form's body, decoded; of a name that is there twice, the last.
query_values values_of(std::string_view query);

/// What may be written into a query as it is, or as an escape.
std::string encode_percent(std::string_view text);

}  // namespace frameio::sim
