#pragma once

#include <frameio/api/call.hpp>

#include <chrono>
#include <string_view>

namespace frameio::api {

/// What is known of an operation before it is called. Lives for ever.
struct operation {
    std::string_view name;    ///< "files.show"
    std::string_view method;  ///< "GET"
    std::string_view path;    ///< "/v4/accounts/{account_id}/files/{file_id}"
    unsigned calls = 0;       ///< allowed in `seconds`; 0: not known
    unsigned seconds = 0;
};

/// Whether it changes nothing. The only POST of this API that reads is the search.
inline bool reads_only(const operation& what) noexcept {
    return what.method == "GET" || what.method == "HEAD" || what.name == "search.search";
}

/// Whether it may be sent again when it may have had its effect. In this API, PATCH sets values. Of a method that
/// nobody knows, nothing is known.
inline bool may_repeat(const operation& what, repetition how) noexcept {
    if (how != repetition::by_method) {
        return how == repetition::always;
    }
    for (const std::string_view each : {"OPTIONS", "PUT", "PATCH", "DELETE"}) {
        if (what.method == each) {
            return true;
        }
    }
    return reads_only(what);
}

}  // namespace frameio::api
