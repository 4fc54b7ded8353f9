#pragma once

#include <frameio/api/client.hpp>

#include "api/breaker.hpp"
#include "api/gate.hpp"
#include "api/outgoing.hpp"
#include "api/retry.hpp"
#include "api/token_source.hpp"
#include "http/client/transport.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::api {

/// What the copies of a client share. Thread-safe.
class client_state : public std::enable_shared_from_this<client_state> {
public:
    /// @throws configuration_error
    explicit client_state(client_options options);

    const client_options& options() const noexcept {
        return options_;
    }
    const http::url& base() const noexcept {
        return base_;
    }
    clock& time() const noexcept {
        return *options_.time;
    }
    const logger& log() const noexcept {
        return options_.log;
    }
    http::transport& transport() noexcept {
        return transport_;
    }
    gate& rates() noexcept {
        return gate_;
    }
    breaker& circuit() noexcept {
        return breaker_;
    }
    double chance() const {
        return options_.random();
    }

    /// Logs where an answer was not as documented, each place of an operation once.
    void note_deviations(std::string_view operation, const std::vector<std::string>& places);

private:
    client_options options_;
    http::url base_;
    http::transport transport_;
    gate gate_;
    breaker breaker_;
    std::mutex mutex_;
    std::set<std::string, std::less<>> noted_;
};

/// What it shares with its copies.
std::shared_ptr<client_state> state_of(const client& from);

/// When the attempts of a call of his begin and end, from now on.
/// @param repeatable whether it may have its effect twice
inline retry_plan plan_for(const caller& by, bool repeatable) {
    const client_state& client = *by.client();
    return {by.options().retry().value_or(client.options().retry), client.time().steady(), by.options().deadline(),
            repeatable};
}

/// Makes a call: waits for its turn, sends it, and sends it again, until there is an answer.
/// Both live until it has ended.
/// @return the 2xx answer
/// @throws api_error, and as `client` says
boost::asio::awaitable<answer> perform(const caller& by, const outgoing& call);

}  // namespace frameio::api
