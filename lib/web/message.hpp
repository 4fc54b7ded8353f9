#pragma once

#include "web/form_data.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Requests and answers of pages and other things that are no deliveries, as plain values.

namespace frameio::web {

using header_list = std::vector<std::pair<std::string, std::string>>;

/// A complete request.
struct request {
    std::string method;
    std::string path;   ///< as it was sent, without the query
    std::string query;  ///< as it was sent, without "?"
    header_list headers;
    std::string body;

    /// Of that name, in whatever case; empty if there is none.
    std::string_view header(std::string_view name) const noexcept;

    /// The cookie of that name (RFC 6265 §4.2); empty if there is none, or if there are several.
    std::string_view cookie(std::string_view name) const noexcept;
};

/// An answer.
struct response {
    unsigned status = 200;
    header_list headers;
    std::string body;
    bool cut = false;  ///< the connection ends instead: of a server that plays faults

    static response json(unsigned status, std::string text);
    static response page(std::string html);
    static response redirect(std::string to);
    /// After a form was taken: the browser gets that page, whatever it has sent (RFC 9110 §15.4.4).
    static response see_other(std::string to);
    static response text(unsigned status, std::string said);

    /// A cookie that only this host gets, over TLS or from this machine, that no script sees, and that comes along when
    /// the user follows a link from elsewhere (RFC 6265bis, "__Host-"). Gone after `seconds`; 0: now.
    void set_cookie(std::string_view name, std::string_view value, unsigned seconds);
};

}  // namespace frameio::web
