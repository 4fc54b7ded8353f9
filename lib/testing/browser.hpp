#pragma once

#include "http/client/transport.hpp"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::testing {

/// A user's browser, as far as logins need one: it keeps cookies, for each host its own, and follows redirects.
class browser {
public:
    /// What it shows, or would show.
    struct page {
        page() = default;

        unsigned status = 0;
        std::string url;
        std::string text;
        std::multimap<std::string, std::string> headers;  ///< names in small letters

        std::string header(const std::string& name) const;
    };

    explicit browser(clock& time);

    /// One request; redirects are not followed.
    boost::asio::awaitable<page> get(std::string url);
    boost::asio::awaitable<page> post(std::string url, std::string form);

    /// Goes where the link leads, and on. Where Adobe asks who one is, one is this user; nobody, if it is empty: then
    /// one changes one's mind.
    boost::asio::awaitable<page> follow(std::string url, std::string user_id);

    /// Forgets all cookies: another browser.
    void forget() {
        cookies_.clear();
    }

    /// Sent with every request.
    std::map<std::string, std::string> extra_headers;

private:
    using jar = std::map<std::string, std::string>;

    boost::asio::awaitable<page> send(std::string method, std::string url, std::string form);
    void take_cookies(const std::string& origin, const page& from);

    http::transport transport_;
    std::map<std::string, jar> cookies_;  // by origin
};

}  // namespace frameio::testing
