#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace frameio::cli {

/// A text that may be what Frame.io had where we have another one, and how the one becomes the other.
struct rewrite {
    std::string text;
    std::string finding;  ///< one sentence: what is right for this text, and what happened
    std::string remedy;   ///< one sentence
};

/// What the body may have been before a program on the way changed it. The body itself is not among them.
std::vector<rewrite> body_rewrites(std::string_view body);

/// What the secret may have been before it was copied. The secret itself is not among them.
std::vector<rewrite> secret_rewrites(std::string_view secret);

}  // namespace frameio::cli
