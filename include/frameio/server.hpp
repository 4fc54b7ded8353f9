#pragma once

/// @file
/// Serving an app over HTTP: on your own executor, or as the whole program.

#include <frameio/app.hpp>
#include <frameio/limits.hpp>

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/system/error_code.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace frameio {

namespace store {
class engine;
}
namespace testing {
class life;
}

/// What a server of several that share a store does with deliveries and events. Not for a store in a file, which is for
/// one server. The pages for logins and installations are on all of them, whatever the role, and so are the jobs of the
/// latter.
enum class server_role : std::uint8_t {
    both,
    receive,  ///< takes deliveries, and runs actions, for which a user waits; leaves webhooks to others
    work      ///< runs what is in the store; answers deliveries with 503
};

/// How to serve. Checked when the server is made; problems are reported together.
struct server_options {
    /// Addresses: "host:port", "[v6]:port" or "unix:/path". Port 0 takes a free one. A path's file is replaced if no
    /// one answers there, and removed at the end.
    std::vector<std::string> listen{"127.0.0.1:8080"};

    /// The path that Frame.io posts to. "/healthz" and "/readyz" answer GET beside it: 200, and "/readyz" 503 while the
    /// store fails, and on the connections that are still open while the server drains; new ones are refused by then.
    std::string path = "/";

    /// Where browsers reach this server, such as "https://app.example.com": scheme and host, without a path. For apps
    /// with `app::oauth`; what a request says of its host is not believed. With `path`, also where Frame.io posts to
    /// for an `app::installable`: another one is an update in every workspace. Empty: the first address that it listens
    /// on, if that is one of this machine only.
    std::string public_url;

    /// The keys that what is kept of users is encrypted with: as in FRAMEIO_ENCRYPTION_KEY, several separated by
    /// commas, the current one first. Empty: that variable, or the file that FRAMEIO_ENCRYPTION_KEY_FILE names.
    std::string encryption_keys;

    /// PEM files; give both for TLS (1.2 and 1.3, Mozilla's intermediate suites), none for plain HTTP.
    std::string tls_certificate;
    std::string tls_key;

    /// Where webhooks are kept from before they are acknowledged until they are done: "sqlite:PATH", or
    /// "postgresql://user:password@host:port/database", as libpq knows it, with our own `?schema=NAME` (frameio). They
    /// are answered as soon as they are there, and run from there; see `route` for how often, and `delivery.hpp` for
    /// what a handler can say. Actions are kept there too, so that they are answered alike whatever happens, and can
    /// ask across restarts (`context::ask`); they are answered when their handlers have returned. "memory:", or
    /// nothing: webhooks are not kept, and are answered when their handlers have returned; what actions have asked is
    /// forgotten with the program. A file is for one server at a time; the servers of a database share the work.
    std::string store;

    server_role role = server_role::both;

    /// How many events may wait in the store for their runs. More deliveries are answered 503, with `Retry-After`, and
    /// Frame.io sends them again. It is counted every second: some more may come in between on several servers.
    std::size_t inbox = 100'000;

    /// How many events from the store are run at a time, on each lane.
    std::size_t store_runs = 64;

    /// How long events that were being run when a server was killed wait for whoever opens the store next. A server
    /// that lives renews its leases three times in that; one that is held up for longer may find its events run again.
    std::chrono::milliseconds lease{30'000};

    /// How long events that are done are kept in the store.
    std::chrono::hours retention = std::chrono::days(7);

    /// How many serial lanes the connections are spread over, on your executor. 0: one for each core.
    std::size_t lanes = 0;

    /// How long a drain waits for handlers before the server ends without them. Events that run from the store are then
    /// given back to it, and are run by whoever opens it next.
    std::chrono::milliseconds grace{30'000};

    server_limits limits;
};

/// An address that a server listens on.
class endpoint {
public:
    endpoint(std::string address, std::uint16_t port) : address_(std::move(address)), port_(port) {}

    /// "127.0.0.1", "::1", or the path of a unix socket.
    const std::string& address() const noexcept {
        return address_;
    }
    /// 0 for a unix socket.
    std::uint16_t port() const noexcept {
        return port_;
    }
    /// "127.0.0.1:8080", "[::1]:8080" or "unix:/path".
    std::string to_string() const;

private:
    std::string address_;
    std::uint16_t port_;
};

/// Counters since the server was made, and what is so now. Sums over all lanes; each is exact, together they are not
/// one moment.
struct server_counters {
    std::uint64_t connections = 0;       ///< accepted
    std::uint64_t open_connections = 0;  ///< now
    std::uint64_t requests = 0;          ///< answered, with any status
    std::uint64_t accepted = 0;          ///< runs whose handlers returned, and actions that `only_for` kept from them
    std::uint64_t stored = 0;            ///< deliveries that the store had as new events
    std::uint64_t ignored = 0;           ///< genuine, but without a handler
    std::uint64_t repeated = 0;          ///< answered again, joined to a running handler, or known to the store
    std::uint64_t rejected = 0;          ///< not genuine, or malformed
    std::uint64_t failed = 0;            ///< a handler threw
    std::uint64_t running = 0;           ///< handlers running now
    std::uint64_t late = 0;              ///< handlers that outlasted their deadline
    std::uint64_t store_log = 0;  ///< octets of a SQLite store's log, while another process keeps it from being emptied
};

/// An HTTP server for an app, on an executor of yours.
///
/// The constructor binds, so that `local_endpoint()` is known and mistakes are found; `async_run` serves. Connections
/// are spread over `lanes`, each a strand on your executor, so any number of threads may run it; a handler runs on its
/// connection's lane. Destroy the server when `async_run` has completed, or after its executor's context has stopped.
/// Where servers of one app run on several contexts, end all of them before the first context goes: a handler on one
/// may be awaited on another.
///
/// @code
/// asio::any_io_executor executor = co_await asio::this_coro::executor;
/// frameio::server server(executor, app, options);
/// co_await server.async_run(asio::use_awaitable);   // a cancellation slot on the token drains
/// @endcode
class server {
public:
    /// @throws configuration_error  from `app::check`, and for options that cannot be served
    /// @throws boost::system::system_error  if an address cannot be bound
    server(boost::asio::any_io_executor executor, app& application, server_options options = server_options());
    ~server();
    server(server&&) noexcept;
    server& operator=(server&&) noexcept;

    /// Serves until drained. Completes with success after a drain, or with `timed_out` if the grace time ran out first.
    ///
    /// Signature: `void(boost::system::error_code)`. Cancellation of type total or partial drains: no more connections,
    /// idle ones closed, requests under way answered with `Connection: close`, running handlers awaited for the grace
    /// time. Terminal cancellation closes everything at once. Call it once.
    ///
    /// A coroutine passes on only terminal cancellation unless it says otherwise. To drain by cancelling the coroutine
    /// that awaits this, begin it with
    /// `co_await this_coro::reset_cancellation_state(enable_total_cancellation())`, or bind a slot to the token.
    template <class Token>
    auto async_run(Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code)>(
            [](auto handler, server* self) { self->start(run_completion(std::move(handler))); }, token, this);
    }

    /// Begins a drain, from any thread.
    void drain();

    /// Reads the certificate and key files again, for connections to come. From any thread.
    /// @throws configuration_error if they cannot be used; the old ones stay in use.
    void reload_certificate();

    /// The first address that it listens on, with the port that was taken.
    const endpoint& local_endpoint() const noexcept;
    const std::vector<endpoint>& local_endpoints() const noexcept;

    /// From any thread.
    server_counters counters() const;

private:
    friend int run(app& application, int argc, char** argv);
    friend class program;
    friend class testing::life;
    class state;
    /// On a store that is open already.
    server(boost::asio::any_io_executor executor, app& application, server_options options,
           std::shared_ptr<store::engine> opened);
    using run_completion = boost::asio::any_completion_handler<void(boost::system::error_code)>;

    void start(run_completion done);

    std::shared_ptr<state> state_;
};

/// The whole program: reads flags and `FRAMEIO_*` variables, serves until SIGTERM or SIGINT, drains, returns the exit
/// code.
///
/// One thread for each `--threads`, each with an `io_context` and a listening socket of its own. When it is ready it
/// prints one line, `listening on http://127.0.0.1:PORT`, to standard output; logs go to standard error. SIGHUP reads
/// the TLS files again. `--help` lists the flags. `--manifest` prints `app::manifest` and ends.
///
/// Webhooks are kept in `sqlite:frameio.db`, in the working directory, unless `--store` names another place.
///
/// @return 0 after a drain, `--help` or `--manifest`; 2 for mistakes in flags, environment, app or files; 1 for any
/// other failure,
///         and when handlers were still running after the grace time.
int run(app& application, int argc, char** argv);

}  // namespace frameio
