#pragma once

#include <frameio/clock.hpp>

#include "auth/vault.hpp"
#include "web/message.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace frameio::auth {

/// Somebody at an app's pages who has logged in.
struct session {
    session() = default;

    std::string user_id;
    std::string user_name;
    std::string csrf;  ///< what each of its forms carries
    clock::wall_time begun{};
};

/// The sessions of an app's pages, in its store: a browser has the id in a cookie, the store a digest of it. They end
/// after 30 min without a request, and after 8 h whatever happens.
/// Source: OWASP, "Session Management" and "Cross-Site Request Forgery Prevention".
///
/// Thread-safe. Members throw store_error, and what `vault` does.
class sessions {
public:
    /// The clock outlives it.
    /// @param public_url  of the server, without a slash at the end
    sessions(std::shared_ptr<const vault> kept, clock& time, std::string public_url)
        : kept_(std::move(kept)), time_(time), public_url_(std::move(public_url)) {}

    /// Begins a session under an id that nobody has seen, and ends the one that the browser had.
    /// @param asked  outlives it, as `answer` does, which gets the cookie
    boost::asio::awaitable<session> begin(const web::request& asked, web::response& answer, std::string user_id,
                                          std::string user_name) const;

    /// The browser's session, which goes on with that; nothing if it has none.
    boost::asio::awaitable<std::optional<session>> find(const web::request& asked) const;

    /// Ends it.
    boost::asio::awaitable<void> end(const web::request& asked, web::response& answer) const;

    /// Whether a form was sent by the session's own page, and not by one elsewhere that its browser has open.
    bool is_own_form(const web::request& asked, const session& of) const;

private:
    std::shared_ptr<const vault> kept_;
    clock& time_;
    std::string public_url_;
};

/// The name of the field that a form carries `session::csrf` in.
inline constexpr std::string_view csrf_field = "csrf";

}  // namespace frameio::auth
