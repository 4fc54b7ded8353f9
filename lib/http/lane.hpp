#pragma once

#include <frameio/clock.hpp>
#include <frameio/limits.hpp>
#include <frameio/log.hpp>

#include "http/connection.hpp"
#include "http/counters.hpp"
#include "http/poller.hpp"
#include "http/reply_writer.hpp"
#include "http/service.hpp"
#include "support/line_budget.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/intrusive/list.hpp>

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace frameio::http {

class tls_context;
class worker;

/// What the lanes of one server share.
struct lane_setup {
    server_limits limits;
    std::shared_ptr<http::service> service;
    clock* time = nullptr;
    logger log;
    line_budget refusals;                     // lines about what peers do
    line_budget overload;                     // lines about what this server cannot do
    std::shared_ptr<tls_context> tls;         // null: plain HTTP
    std::atomic<std::size_t> body_octets{0};  // in large bodies under way
};

/// A serial executor with the connections that live on it and the workers that serve them.
///
/// All members but the constructor, `executor` and `counters` are called on the executor, or when nothing runs on it
/// any more. Workers keep their lane alive; `stop` lets them go.
class lane : public std::enable_shared_from_this<lane> {
public:
    /// The executor is serial: a strand, or a loop that one thread runs.
    lane(boost::asio::any_io_executor executor, std::shared_ptr<lane_setup> setup);
    ~lane();

    const boost::asio::any_io_executor& executor() const noexcept {
        return executor_;
    }
    lane_setup& setup() noexcept {
        return *setup_;
    }
    lane_counters& counters() noexcept {
        return counters_;
    }
    reply_writer& replies() noexcept {
        return replies_;
    }

    /// Begins the ticks that enforce deadlines.
    void start();

    /// Takes over a connected socket, which is closed if that fails.
    void adopt(int fd);

    bool full() const noexcept;

    /// No idle connections any more; the others close after their answer. `done` is called when none is left and no
    /// handler runs, from a tick or from the last one's end.
    void drain(std::function<void()> done);

    /// Closes everything, forgets the workers that wait; those that run a handler end after it, without an answer.
    void stop();

    bool draining() const noexcept {
        return draining_;
    }
    bool stopped() const noexcept {
        return stopped_;
    }

    // For connections and workers.
    void enter(connection& member, phase next, clock::steady_time deadline);
    void enter(connection& member, phase next);
    void leave(connection& member) noexcept;
    void bury(connection& member);
    void come_again(connection& member);
    void collect();
    worker& spare();
    worker& take();
    void give_back(worker& idle);
    void run_ended();
    /// The times, read once for all that became ready together.
    clock::steady_time now() const noexcept {
        return busy_ ? steady_ : setup_->time->steady();
    }
    clock::wall_time wall() const noexcept {
        return busy_ ? wall_ : setup_->time->now();
    }
    poller& watcher() noexcept {
        return *watcher_;
    }
    std::array<char, 32 * 1024>& scratch() noexcept {
        return *scratch_;
    }

private:
    using members = boost::intrusive::list<connection, boost::intrusive::constant_time_size<false>>;

    class turn;

    void go_on();
    template <class Work>
    void guard(connection& member, const Work& work);
    void tick();
    void on_ready(std::span<const epoll_event> ready);
    void expire(phase which);
    void close_all(phase which);
    void close_silent(phase which);
    void hurry();
    void check_drained();

    boost::asio::any_io_executor executor_;
    std::shared_ptr<lane_setup> setup_;
    lane_counters counters_;
    reply_writer replies_;
    std::array<members, static_cast<std::size_t>(phase::count)> phases_;
    members buried_;
    std::vector<connection*> again_;
    std::vector<std::unique_ptr<worker>> workers_;
    std::vector<worker*> free_;
    std::unique_ptr<std::array<char, 32 * 1024>> scratch_;
    std::shared_ptr<poller> watcher_;
    std::unique_ptr<clock::ticks> ticks_;
    std::function<void()> drained_;
    clock::steady_time steady_{};
    clock::wall_time wall_{};
    bool busy_ = false;  // connections must not be destroyed now
    bool collection_due_ = false;
    bool draining_ = false;
    bool stopped_ = false;
};

}  // namespace frameio::http
