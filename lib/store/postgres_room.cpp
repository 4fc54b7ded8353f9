#include "store/postgres_room.hpp"

#include "store/engine.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>

namespace frameio::store {

namespace asio = boost::asio;

namespace {

// How late a deadline may be noticed.
constexpr std::chrono::milliseconds between_looks{100};

}  // namespace

postgres_pool::room::room(postgres_address address, clock& time, postgres_limits limits)
    : address_(std::move(address)),
      time_(time),
      limits_(limits),
      working_(asio::any_io_executor(context_.get_executor())),
      places_(limits.connections) {
    asio::post(context_,
               [this] { ticks_ = time_.every(context_.get_executor(), between_looks, [this] { look_after(); }); });
    thread_ = std::thread([this] { context_.run(); });
}

postgres_pool::room::~room() {
    asio::post(context_, [this] {
        ending_ = true;
        end_if_done();
    });
    thread_.join();
}

postgres_pool::room::job_pointer postgres_pool::room::queue::pop() {
    job_pointer taken = std::move(first().front());
    first().pop_front();
    return taken;
}

void postgres_pool::room::queue::push(job_pointer last) {
    line_of(*last).push_back(std::move(last));
}

void postgres_pool::room::queue::push_again(job_pointer first) {
    line_of(*first).push_front(std::move(first));
}

std::vector<postgres_pool::room::job_pointer> postgres_pool::room::queue::take_late(clock::steady_time now) {
    std::vector<job_pointer> late;
    for (line* const each : {&urgent_, &usual_}) {
        while (!each->empty() && each->front()->until <= now) {
            late.push_back(std::move(each->front()));
            each->pop_front();
        }
    }
    return late;
}

std::vector<postgres_pool::room::job_pointer> postgres_pool::room::queue::take_all() {
    return take_late(clock::steady_time::max());
}

void postgres_pool::room::add(task what, repetition again, urgency how, clock::steady_time late, completion done) {
    auto fresh = std::make_unique<job>(std::move(what), again, how, std::move(done), late);
    asio::post(context_, [this, one = std::move(fresh)]() mutable { take(std::move(one)); });
}

void postgres_pool::room::take(job_pointer fresh) {
    waiting_.push(std::move(fresh));
    dispatch();
}

void postgres_pool::room::dispatch() {
    while (!waiting_.empty()) {
        place* const at = free_place();
        if (at == nullptr) {
            break;
        }
        begin(*at, waiting_.pop());
    }
    for (std::size_t wanted = waiting_.size(); wanted > 0 && may_connect(); --wanted) {
        place* const at = empty_place();
        if (at == nullptr) {
            break;
        }
        connect(*at);
    }
    if (!any_hope()) {
        fail_waiting();
    }
    end_if_done();
}

/// One with a connection that works and has nothing to do.
postgres_pool::room::place* postgres_pool::room::free_place() {
    for (place& each : places_) {
        if (each.busy || !each.connection) {
            continue;
        }
        if (each.connection->is_alive()) {
            return &each;
        }
        each.connection.reset();
    }
    return nullptr;
}

postgres_pool::room::place* postgres_pool::room::empty_place() {
    const auto found = std::ranges::find_if(places_, [](const place& each) { return !each.busy && !each.connection; });
    return found == places_.end() ? nullptr : &*found;
}

/// After a failure, one attempt at a time.
bool postgres_pool::room::may_connect() const {
    const bool one_tries = std::ranges::any_of(places_, [](const place& each) { return each.busy && each.is_new; });
    return time_.steady() >= not_before_ && (last_failure_.empty() || !one_tries);
}

/// Whether any place will be free, or at least knows more, soon.
bool postgres_pool::room::any_hope() const {
    return may_connect() || std::ranges::any_of(places_, [](const place& each) { return each.busy; });
}

void postgres_pool::room::connect(place& at) {
    at.busy = at.is_new = true;
    at.is_spared = false;
    at.until = time_.steady() + limits_.patience;
    if (!waiting_.empty()) {
        at.until = std::max(at.until, waiting_.front().until);
    }
    at.connection = std::make_unique<postgres_connection>(context_.get_executor(), address_);
    asio::co_spawn(context_, open(at), asio::detached);
}

asio::awaitable<void> postgres_pool::room::open(place& at) {
    try {
        co_await at.connection->open();
        last_failure_.clear();
        failures_ = 0;
        not_before_ = {};
    } catch (const std::exception& failed) {
        last_failure_ = failed.what();
        if (++failures_ > 1) {  // the first one may be what has broken the connection before
            not_before_ = time_.steady() + limits_.back_off;
        }
        at.connection.reset();
    }
    at.busy = at.is_new = false;
    dispatch();
}

void postgres_pool::room::begin(place& at, job_pointer one) {
    at.busy = true;
    at.is_spared = false;
    at.until = one->until;
    asio::co_spawn(context_, carry_out(at, std::move(one)), asio::detached);
}

asio::awaitable<void> postgres_pool::room::carry_out(place& at, job_pointer one) {
    std::exception_ptr failure;
    try {
        co_await one->what(*at.connection);
    } catch (...) {
        failure = std::current_exception();
    }
    co_await clean(at);
    at.busy = false;
    settle(std::move(one), failure);
    dispatch();
}

asio::awaitable<void> postgres_pool::room::clean(place& at) {
    try {
        co_await at.connection->roll_back();
    } catch (const postgres_failure&) {
        at.connection.reset();
    }
}

void postgres_pool::room::settle(job_pointer one, const std::exception_ptr& failure) {
    if (!failure) {
        complete(std::move(one), nullptr);
        return;
    }
    try {
        std::rethrow_exception(failure);
    } catch (const postgres_failure& failed) {
        ++one->attempts;
        one->in_doubt = one->in_doubt || failed.in_doubt();
        if (comes_again(*one, failed)) {
            waiting_.push_again(std::move(one));
        } else {
            fail(std::move(one), failed.what());
        }
    } catch (...) {
        complete(std::move(one), failure);
    }
}

bool postgres_pool::room::comes_again(const job& one, const postgres_failure& failure) const {
    const bool sensible = failure.what_kind() != postgres_failure::kind::refused;
    const bool safe = !failure.in_doubt() || failure.what_kind() == postgres_failure::kind::conflict ||
                      one.again == repetition::harmless;
    return sensible && safe && one.attempts < limits_.attempts && time_.steady() < one.until;
}

/// Gives up what has taken too long. After a standstill of this process the answer may be there: it is looked at first.
void postgres_pool::room::look_after() {
    const auto now = time_.steady();
    for (place& each : places_) {
        if (!each.busy || each.until > now) {
            continue;
        }
        if (!std::exchange(each.is_spared, true) && each.connection->has_news()) {
            continue;
        }
        each.connection->give_up();
    }
    for (job_pointer& late : waiting_.take_late(now)) {
        fail(std::move(late), "there was no time for it; the server is too slow");
    }
    dispatch();
}

void postgres_pool::room::fail_waiting() {
    for (job_pointer& each : waiting_.take_all()) {
        fail(std::move(each), last_failure_);
    }
}

void postgres_pool::room::fail(job_pointer one, const std::string& why) const {
    // No copy is left here: even their texts are shared.
    auto failure = std::make_exception_ptr(store_error("the store " + address_.shown() + ": " + why, one->in_doubt));
    complete(std::move(one), std::move(failure));
}

// The failure is left to whoever waits: an exception is not for two threads.
void postgres_pool::room::complete(job_pointer one, std::exception_ptr failure) {
    one->done(std::move(failure));
}

bool postgres_pool::room::is_done() const {
    return ending_ && waiting_.empty() && std::ranges::none_of(places_, [](const place& each) { return each.busy; });
}

void postgres_pool::room::end_if_done() {
    if (!is_done()) {
        return;
    }
    asio::post(context_, [this] {
        if (is_done()) {  // who was told that a task has ended may have brought another one
            ticks_.reset();
            places_.clear();
            working_.reset();
        }
    });
}

}  // namespace frameio::store
