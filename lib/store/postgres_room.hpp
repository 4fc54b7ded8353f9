#pragma once

#include "store/postgres_pool.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace frameio::store {

/// What a pool's thread works with. All but `add` and `executor` is that thread's.
class postgres_pool::room {
public:
    room(postgres_address address, clock& time, postgres_limits limits);
    ~room();
    room(const room&) = delete;
    room& operator=(const room&) = delete;

    boost::asio::any_io_executor executor() {
        return context_.get_executor();
    }

    /// @param late  when it has failed, if it is not done
    void add(task what, repetition again, urgency how, clock::steady_time late, completion done);

private:
    using guard = boost::asio::executor_work_guard<boost::asio::any_io_executor>;

    struct job {
        job(task given, repetition may, urgency wanted, completion then, clock::steady_time late)
            : what(std::move(given)), again(may), how(wanted), done(std::move(then)), until(late) {}

        task what;
        repetition again;
        urgency how;
        completion done;
        clock::steady_time until;
        unsigned attempts = 0;
        bool in_doubt = false;  // whether an attempt may have had an effect
    };
    using job_pointer = std::unique_ptr<job>;

    /// What waits for a connection: the urgent ones first, and those in the order in which they came.
    class queue {
    public:
        bool empty() const noexcept {
            return size() == 0;
        }
        std::size_t size() const noexcept {
            return urgent_.size() + usual_.size();
        }
        job& front() {
            return *first().front();
        }
        job_pointer pop();
        void push(job_pointer last);
        void push_again(job_pointer first);
        /// Those whose time is over.
        std::vector<job_pointer> take_late(clock::steady_time now);
        std::vector<job_pointer> take_all();

    private:
        using line = std::deque<job_pointer>;

        line& first() noexcept {
            return urgent_.empty() ? usual_ : urgent_;
        }
        line& line_of(const job& one) noexcept {
            return one.how == urgency::urgent ? urgent_ : usual_;
        }

        line urgent_;
        line usual_;
    };

    /// A place for a connection, with what it does now.
    struct place {
        std::unique_ptr<postgres_connection> connection;
        clock::steady_time until{};
        bool busy = false;
        bool is_new = false;     // connects, when busy
        bool is_spared = false;  // its time is over, but it has got an answer
    };

    void take(job_pointer fresh);
    void dispatch();
    void look_after();
    bool is_done() const;
    void end_if_done();
    place* free_place();
    place* empty_place();
    bool may_connect() const;
    bool any_hope() const;
    void connect(place& at);
    void begin(place& at, job_pointer one);
    void settle(job_pointer one, const std::exception_ptr& failure);
    bool comes_again(const job& one, const postgres_failure& failure) const;
    void fail_waiting();
    boost::asio::awaitable<void> open(place& at);
    boost::asio::awaitable<void> carry_out(place& at, job_pointer one);
    static boost::asio::awaitable<void> clean(place& at);
    void fail(job_pointer one, const std::string& why) const;
    static void complete(job_pointer one, std::exception_ptr failure);

    const postgres_address address_;
    clock& time_;
    const postgres_limits limits_;
    boost::asio::io_context context_{1};
    guard working_;
    std::vector<place> places_;
    queue waiting_;
    clock::steady_time not_before_{};  // the next attempt to connect
    unsigned failures_ = 0;            // to connect, in a row
    std::string last_failure_;         // to connect; empty after a success
    std::unique_ptr<clock::ticks> ticks_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace frameio::store
