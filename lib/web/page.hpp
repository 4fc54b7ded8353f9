#pragma once

#include "web/brand.hpp"
#include "web/message.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

namespace frameio::web {

/// Makes an app's pages from Mustache templates, which escape all that they show. Immutable; thread-safe.
class page_maker {
public:
    /// @param look  has no problems
    explicit page_maker(brand look);

    /// @param content  a template of the page's main part, with `data`; `title` is also there
    response page(unsigned status, std::string_view title, std::string_view content, boost::json::object data) const;

    /// A page that says something, and leads on if there is a link.
    response message(unsigned status, std::string_view title, std::string_view text, std::string_view link = {},
                     std::string_view label = {}) const;

    const brand& look() const noexcept {
        return look_;
    }

private:
    brand look_;
    std::string style_;
    std::string policy_;
};

/// Fills a Mustache template in.
std::string fill_in(std::string_view text, const boost::json::object& data);

/// Says what browsers are to do with an answer, as far as it does not say so itself: not to guess its type, not to keep
/// it, to show it in no frame, and to tell nobody where the user came from.
/// @param is_secure  whether browsers come over TLS
void protect(response& what, bool is_secure);

}  // namespace frameio::web
