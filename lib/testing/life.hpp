#pragma once

#include <frameio/app.hpp>
#include <frameio/server.hpp>

#include "store/engine.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace frameio::testing {

inline constexpr auto webhook_secret = "webhook secret of the test";
inline constexpr auto action_secret = "action secret of the test";
inline constexpr auto encryption_key = "a2V5IG9mIHRoZSB0ZXN0LCBvZiAzMiBvY3RldHMuLi4=";

/// An app from its start to its end, on a loop of its own: when that is destroyed, nothing of the app goes on.
class life {
public:
    /// @param where  "127.0.0.1:0"
    /// @param adobe  where users log in, unless the app says so
    life(app application, const std::string& where, const std::string& adobe, std::shared_ptr<store::engine> store);
    ~life();
    life(const life&) = delete;
    life& operator=(const life&) = delete;

    boost::asio::io_context& loop() noexcept {
        return loop_;
    }
    /// What its admins are asked; nothing: they cannot install it.
    static std::optional<std::vector<config_field>> fields_of(const app& what);

    /// "127.0.0.1:43211"
    std::string address() const;
    void drain();
    bool has_ended() const noexcept {
        return ended_;
    }

private:
    static app with_adobe(app application, const std::string& url);

    boost::asio::io_context loop_{1};
    app app_;
    server server_;
    bool ended_ = false;
};

}  // namespace frameio::testing
