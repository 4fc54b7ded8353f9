#pragma once

#include "api/operation.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api {

/// One call, before it is sent. Owns its texts.
class outgoing {
public:
    /// `ids` fill the places of the operation's path, in order.
    /// @throws error (`frameio::errc::invalid_argument`) for an id that is empty or would lead to another path
    explicit outgoing(const operation& what, std::initializer_list<std::string_view> ids = {});

    /// To another target, such as a link to the next page.
    outgoing(const operation& what, std::string target) : what_(&what), target_(std::move(target)) {}

    void ask(const query& parameters);
    void header(std::string name, std::string value) {
        headers_.emplace_back(std::move(name), std::move(value));
    }
    /// Whether it has a header of that name, in whatever case.
    bool has_header(std::string_view name) const;
    /// A JSON text.
    void body(std::string json) {
        body_ = std::move(json);
    }
    /// The same, as what Frame.io's bodies call data.
    void data(const std::string& json) {
        body_ = "{\"data\":" + json + '}';
    }
    /// The same call to another target.
    outgoing to(std::string target) const;

    const operation& what() const noexcept {
        return *what_;
    }
    const std::string& target() const noexcept {
        return target_;
    }
    const std::vector<std::pair<std::string, std::string>>& headers() const noexcept {
        return headers_;
    }
    const std::string& body() const noexcept {
        return body_;
    }

private:
    const operation* what_;
    std::string target_;
    std::vector<std::pair<std::string, std::string>> headers_;
    std::string body_;
};

/// Adds to `link`'s query what `asked`, the target of the first request, has and it has not. The platform leaves the
/// caller's parameters out of its links.
std::string keep_parameters(std::string link, std::string_view asked);

}  // namespace frameio::api
