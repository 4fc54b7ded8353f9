#pragma once

#include <frameio/server.hpp>

#include "app/app_state.hpp"
#include "auth/identity.hpp"
#include "auth/key_ring.hpp"
#include "http/address.hpp"
#include "http/lane.hpp"
#include "http/listener.hpp"
#include "install/desk.hpp"
#include "install/login_keeper.hpp"
#include "server/housekeeping.hpp"
#include "server/site.hpp"
#include "server/store_lane.hpp"
#include "server/store_watch.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <memory>
#include <vector>

namespace frameio {

/// The files of unix sockets that a server listens on. Removes them, at the latest with itself.
class socket_files {
public:
    socket_files() = default;
    ~socket_files() {
        remove();
    }
    socket_files(const socket_files&) = delete;
    socket_files& operator=(const socket_files&) = delete;

    void add(std::string path) {
        paths_.push_back(std::move(path));
    }
    void remove();

private:
    std::vector<std::string> paths_;
};

/// A server's parts. The control of its life runs on the first lane.
class server::state : public std::enable_shared_from_this<state> {
public:
    /// On strands over an executor that someone else runs.
    /// @param opened  the store; null: what the options say
    state(boost::asio::any_io_executor executor, std::shared_ptr<app_state> app, server_options options,
          std::shared_ptr<store::engine> opened = nullptr);
    /// On loops of ours, one lane on each, run by one thread each.
    state(const std::vector<std::unique_ptr<boost::asio::io_context>>& loops, std::shared_ptr<app_state> app,
          server_options options);
    ~state();

    void start(run_completion done);
    void drain();
    /// Closes everything, without waiting for handlers.
    void stop_now();
    /// The same, by the owner, when nothing runs on the lanes any more.
    void abandon();
    void reload_certificate();
    server_counters counters() const;

    const std::vector<endpoint>& endpoints() const noexcept {
        return endpoints_;
    }
    bool is_tls() const noexcept {
        return setup_->tls != nullptr;
    }

private:
    void prepare();
    void open_store(std::shared_ptr<store::engine> opened);
    void open_pages();
    void listen();
    void add_listener(const http::address& where, std::vector<std::shared_ptr<http::lane>> lanes, bool shared);
    void begin(run_completion done);
    void begin_drain();
    void stop_listeners();
    void stop_installing();
    void stop_looking();
    void one_drained();
    void end_renewals();
    void end_drained();
    void end(boost::system::error_code result);
    void one_stopped();
    void on_lane(const std::shared_ptr<http::lane>& lane, std::function<void(http::lane&)> work);
    void on_store_lane(const std::shared_ptr<store_lane>& lane, std::function<void(store_lane&)> work);
    std::function<void()> on_control(void (state::*member)());
    boost::asio::any_io_executor control() const;

    server_options options_;
    std::shared_ptr<site> site_;
    std::shared_ptr<http::lane_setup> setup_;
    std::vector<std::shared_ptr<http::lane>> lanes_;
    std::shared_ptr<store::engine> engine_;
    std::vector<std::shared_ptr<store_lane>> store_lanes_;
    std::shared_ptr<housekeeping> housekeeping_;
    std::shared_ptr<store_watch> store_watch_;  // null: the store does not outlive the server
    std::vector<std::shared_ptr<http::listener>> listeners_;
    std::vector<boost::asio::any_io_executor> listener_executors_;
    std::vector<http::address> addresses_;
    std::vector<endpoint> endpoints_;
    socket_files files_;
    std::shared_ptr<const auth::key_ring> keys_;     // until the store is open
    std::string stylesheet_;                         // of the install pages
    std::shared_ptr<auth::identity> identity_;       // null: nobody logs in
    std::shared_ptr<install::desk> desk_;            // null: nobody installs the app
    std::shared_ptr<install::login_keeper> logins_;  // null: nobody's is to be kept alive
    boost::asio::steady_timer end_;                  // awaited by the completion; expires when everything has stopped
    std::unique_ptr<clock::ticks> grace_;
    boost::system::error_code result_;
    std::size_t not_drained_ = 0;
    std::size_t not_stopped_ = 0;
    bool lasts_;  // whether the store outlives the program
    bool own_loops_ = false;
    bool started_ = false;
    bool draining_ = false;
    bool ending_ = false;
    bool completed_ = false;
};

/// @throws configuration_error for what can be told to be wrong with the options without looking around
void check(const server_options& options);

}  // namespace frameio
