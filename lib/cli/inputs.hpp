#pragma once

#include <frameio/clock.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::cli {

/// A mistake of the caller: names the thing and the remedy.
class usage_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Where a body comes from: `--file`, where "-" is standard input, or `--body`.
struct body_source {
    std::string file;
    std::optional<std::string> text;
};

/// Where secrets come from: `--secret`, `--secret-file`, where "-" is standard input, or else the environment.
struct secret_source {
    std::vector<std::string> texts;
    std::string file;
    std::string option = "--secret";  ///< what it is called
};

/// A secret and what to call it in a sentence; the text itself is never shown.
struct named_secret {
    std::string name;
    std::string text;
};

inline constexpr const char* webhook_variable = "WEBHOOK_SECRET";
inline constexpr const char* action_variable = "CUSTOM_ACTION_SECRET";

/// The octets of the file, at most 16 MiB of them; "-" is standard input.
std::string read_file(const std::string& path, std::string_view option);

/// The body; standard input if neither option was given.
std::string read_body(const body_source& source);

/// The secrets that the options give: at least one, none of them empty.
/// @param variables the environment variables to read if there are no options
std::vector<named_secret> read_secrets(const secret_source& source, const std::vector<const char*>& variables);

/// Refuses to read both from standard input.
void require_one_reader(const body_source& body, const secret_source& secret);

/// A count of seconds since 1970, as in the timestamp header.
std::chrono::sys_seconds parse_seconds(const std::string& text, std::string_view option);

}  // namespace frameio::cli
