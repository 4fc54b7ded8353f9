#pragma once

/// @file
/// A local Frame.io to develop and test against: its API, its login, and its webhooks and custom actions. Link
/// `frameio::simulator`.

#include <frameio/clock.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace frameio {

namespace web {
struct request;
struct response;
}  // namespace web

namespace testing {
class outside;
}

/// How a simulator is to be.
struct simulator_options {
    std::string host = "127.0.0.1";  ///< an address of this machine. Whoever reaches it may do everything.
    std::uint16_t port = 8090;       ///< 0: any that is free
    clock* time = nullptr;           ///< outlives it; null: the machine's

    /// A token of the demo's owner that is always good. Empty: one is made up.
    std::string token;

    /// How much faster than Frame.io everything goes that takes time: retries, and what happens to a file.
    double speed = 1;
    /// How much of Frame.io's rate limits there is: 0.5 is half of them. Nothing: no limits, but their headers.
    std::optional<double> rate_limits = 1.0;
    /// From which ids, secrets and tokens are made: the same each time. Nothing: others each time.
    std::optional<std::uint64_t> seed;
    /// From which it is decided what faults strike. Nothing: from `seed`, or else otherwise each time.
    std::optional<std::uint64_t> fault_seed;
    std::chrono::milliseconds transcode{2'000};  ///< from the last part of a file until it is ready
    bool demo = true;                            ///< whether there is something in it at the beginning
};

/// Frame.io on this machine, in memory.
///
/// It is faithful to the published OpenAPI and the guides: every operation has real effects, requests are checked
/// against the specification, and every change is told to the webhooks that have subscribed to it, signed, with 5 s for
/// an answer and up to five attempts. What the platform does not say, it does in the simplest way.
///
/// Thread safety: for one executor that runs one thing at a time, and its members are called there; destroyed when
/// nothing of it runs any more.
class simulator {
public:
    /// Listens at once.
    /// @throws configuration_error
    simulator(boost::asio::any_io_executor executor, simulator_options options);
    ~simulator();
    simulator(const simulator&) = delete;
    simulator& operator=(const simulator&) = delete;

    /// "http://127.0.0.1:8090": of the page, the API (`FRAMEIO_API_URL`) and the login (`ADOBE_IMS_URL`).
    const std::string& url() const noexcept;

    /// See `simulator_options::token`.
    const std::string& token() const noexcept;

    /// The demo's account and workspace.
    const std::string& account_id() const noexcept;
    const std::string& workspace_id() const noexcept;

    /// See `simulator_options::fault_seed`: with this one, faults strike as they do here.
    std::uint64_t fault_seed() const noexcept;

    /// All there is, as JSON, and back.
    std::string snapshot() const;
    /// @throws error (`errc::invalid_argument`), saying what is wrong; nothing is changed then
    void restore(std::string_view json);
    /// Adds resources: a snapshot, or a list of `{"kind": "file", "id": ..., "account_id": ..., ...}`.
    /// @throws as `restore`
    void add(std::string_view json);

    /// Registers an app: its webhook and its actions, in the demo's workspace, as its manifest says
    /// (`app::manifest`). What it has registered before is changed, or removed.
    /// @param url  where the app takes deliveries
    /// @throws error (`errc::invalid_argument`) if that is no manifest; nothing is changed then
    void register_app(std::string_view manifest, const std::string& url, const std::string& webhook_secret,
                      const std::string& action_secret);

    /// Closes everything.
    void stop();

private:
    friend class testing::outside;
    class state;
    boost::asio::awaitable<web::response> answer(web::request asked);

    std::shared_ptr<state> state_;
};

}  // namespace frameio
