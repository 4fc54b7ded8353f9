#pragma once

#include <string>

namespace frameio::cli {

/// One thing that is wrong with a request.
struct finding {
    std::string code;    ///< for programs: "missing", "timestamp", "signature", "clock", "body", "secret" or "unknown"
    std::string text;    ///< one sentence
    std::string remedy;  ///< the same, without the full stop
};

}  // namespace frameio::cli
