#pragma once

#include <frameio/api/client.hpp>
#include <frameio/simulator.hpp>
#include <frameio/testing/fake_api.hpp>

#include "http/client/transport.hpp"
#include "simulator/web_server.hpp"
#include "testing/fuse.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace frameio::testing {

/// What a delivery was answered with; status 0: with nothing.
class delivery_answer {
public:
    delivery_answer() = default;

    unsigned status = 0;
    std::string body;
    std::string problem;
};

/// All that is not the app, and outlives its crashes: Frame.io, as it is played or simulated, and who posts to the app.
class outside {
public:
    /// @param time   outlives it, as the fuse does
    /// @param rates  as `simulator_options::rate_limits`
    outside(manual_clock& time, fuse& when, bool has_platform, std::optional<double> rates = std::nullopt);

    boost::asio::io_context& loop() noexcept {
        return loop_;
    }
    fake_api& api() noexcept {
        return api_;
    }
    /// Null if there is none.
    simulator* platform() noexcept {
        return platform_.get();
    }
    /// Where the app's calls go, and with which token.
    const std::string& url() const noexcept {
        return url_;
    }
    std::string token() const;
    /// For the test's own calls.
    const api::client& client() const noexcept {
        return client_;
    }

    /// The first resource of the kind in the simulated Frame.io; empty if there is none.
    std::string first(std::string_view kind) const;

    /// Posts a delivery once, signed now.
    boost::asio::awaitable<delivery_answer> post(std::string url, std::string secret, std::string body,
                                                 std::chrono::milliseconds limit);

private:
    boost::asio::awaitable<web::response> answer(web::request asked);
    boost::asio::awaitable<web::response> carry_out(api_call& call, web::request asked);

    manual_clock& time_;
    fuse& fuse_;
    boost::asio::io_context loop_{1};
    fake_api api_;
    std::unique_ptr<simulator> platform_;
    sim::web_server server_;
    const std::string url_;
    api::client client_;
    http::transport transport_;
};

}  // namespace frameio::testing
