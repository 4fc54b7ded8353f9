#pragma once

#include "http/field_list.hpp"
#include "http/request_view.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace frameio::http {

/// Reads the head of a request that is written the way nearly all are, several times faster than Beast does: complete,
/// in origin form, HTTP/1.1, a body of known length or none, and nothing in it that could be read in two ways.
///
/// What it takes, Beast and the checks behind it take as well, and as the same request: the fuzz target `http_request`
/// holds the two against each other. What it does not take is not wrong, it is left to Beast.
class head_scanner {
public:
    /// True if `octets` begin with such a head. `fields` is filled with views into them.
    bool scan(std::string_view octets, field_list& fields);

    std::string_view method;
    std::string_view target;
    std::size_t size = 0;  // of the head
    std::size_t body_size = 0;
    bool keep_alive = true;

private:
    bool scan_request_line(const char*& at, const char* end);
    bool take_known(const field& found);
    bool take_host(std::string_view host);

    std::string last_host_;  // a plain one: mostly the next says the same
    unsigned hosts_ = 0;
    unsigned lengths_ = 0;
};

}  // namespace frameio::http
