#include "delivery/inbox.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <utility>

namespace frameio::delivery {

namespace asio = boost::asio;

using store::outcome;
using store::store_error;

namespace {

// In one transaction: who posts an event waits as long as the longest takes.
constexpr std::size_t most_claimed = 256;
constexpr std::size_t most_renewed = 500;

std::vector<store::lease> leases_of(const std::vector<store::work>& all) {
    std::vector<store::lease> held;
    for (const store::work& each : all) {
        held.push_back(each.held);
    }
    return held;
}

std::chrono::nanoseconds difference_of(const clock& time) {
    return time.now().time_since_epoch() - time.steady().time_since_epoch();
}

}  // namespace

struct inbox::run {
    explicit run(store::work of) : what(std::move(of)) {}

    store::work what;
    const runner* how = nullptr;
    runner own;  // `how`, where it is not that of all
    run_policy policy;
    asio::cancellation_signal signal;
    std::unique_ptr<clock::ticks> limit;  // of its time
    bool overdue = false;
    bool lost = false;  // its lease: nothing that it says counts any more
};

inbox::inbox(store::engine& engine, clock& time, inbox_options options, runner how)
    : engine_(engine),
      time_(time),
      options_(std::move(options)),
      run_(std::move(how)),
      difference_(difference_of(time)) {}

inbox::~inbox() = default;

void inbox::wake() {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    if (sleep_) {
        sleep_->tell();
    }
}

void inbox::stop() {
    stopping_ = true;
    wake();
}

asio::awaitable<void> inbox::work() {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    clock::steady_time renewed = time_.steady();
    while (!stopping_ || !active_.empty()) {
        // First, so that after a standstill it does not take its own events for lost.
        if (time_.steady() >= renewed + options_.term / 3) {
            renewed = time_.steady();
            co_await renew_leases();
        }
        const std::size_t begun = co_await begin_more();
        if (stopping_ && active_.empty()) {
            break;  // meanwhile, and nobody wakes it any more
        }
        const clock::steady_time again = co_await look_again_at(begun != 0);
        co_await nap(std::min(again, renewed + options_.term / 3));
    }
}

asio::awaitable<std::size_t> inbox::begin_more() {
    std::size_t begun = 0;
    if (options_.claims && !stopping_ && active_.size() < options_.most) {
        begun = co_await try_begin_more();
    }
    co_return begun;
}

asio::awaitable<std::size_t> inbox::try_begin_more() {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const store::wall_time asked = time_.now();
    std::vector<store::work> taken;
    bool failed = false;
    try {
        taken = co_await claim(asked);
    } catch (const store_error& failure) {
        log_store(failure);
        failed = true;
    }
    if (failed) {
        co_await nap(time_.steady() + options_.rest);
    }
    if (stopping_) {  // meanwhile
        co_await return_to_store(leases_of(taken));
        co_return 0;
    }
    for (store::work& each : taken) {
        auto one = std::make_shared<run>(std::move(each));
        one->how = &run_;
        begin(std::move(one), asked, executor, nullptr);
    }
    co_return taken.size();
}

asio::awaitable<std::vector<store::work>> inbox::claim(store::wall_time asked) {
    route_hold held(*options_.limits);
    store::claim_request request;
    request.owner = options_.owner;
    request.build = options_.build;
    request.term = options_.term;
    request.most = std::min(most_claimed, options_.most - active_.size());
    request.limits = held.taken();
    request.asked_at = asked;
    request.takes_lost = !clock_was_set();
    request.going_on = options_.leases->not_believed(asked, options_.term);
    std::vector<store::work> taken = co_await engine_.claim(std::move(request));
    for (const store::work& each : taken) {
        held.keep(each.event.route);
    }
    co_return taken;
}

// What another inbox of the process is being given just now, it does not know of yet, and the book neither: by a clock
// that was set meanwhile its lease may have run out before it began.
bool inbox::clock_was_set() {
    constexpr std::chrono::seconds corrected{1};  // at most, by one who keeps a clock right
    const std::chrono::nanoseconds difference = difference_of(time_);
    const auto jump = std::chrono::abs(difference - std::exchange(difference_, difference));
    if (jump > corrected) {
        settled_at_ = time_.steady() + options_.term / 3;
    }
    return time_.steady() < settled_at_;
}

// When there may be something to do, if nobody says so earlier.
asio::awaitable<clock::steady_time> inbox::look_again_at(bool begun) {
    const clock::steady_time now = time_.steady();
    if (begun && !stopping_ && active_.size() < options_.most) {
        co_return now;  // there may be more
    }
    // Not all processes at once.
    clock::steady_time again =
        now + std::chrono::round<std::chrono::milliseconds>(options_.poll * (0.75 + options_.random() / 2));
    if (stopping_ || !options_.claims || active_.size() >= options_.most) {
        co_return clock::steady_time::max();  // the end of a run wakes
    }
    try {
        const std::optional<store::wall_time> due = co_await engine_.next_due();
        if (due && *due > time_.now()) {
            again = std::min(again, now + (*due - time_.now()));
        }
    } catch (const store_error& failure) {
        log_store(failure);
    }
    co_return again;
}

asio::awaitable<void> inbox::nap(clock::steady_time until) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto over = std::make_shared<waiting>();
    {
        const std::lock_guard lock(mutex_);
        if (std::exchange(woken_, false) || time_.steady() >= until) {
            co_return;
        }
        sleep_ = over;
    }
    const alarm bell(time_, executor, until, over);
    const boost::system::error_code ended = co_await over->wait();
    {
        const std::lock_guard lock(mutex_);
        woken_ = false;
        sleep_.reset();
    }
    if (ended) {
        throw boost::system::system_error(ended);
    }
}

void inbox::begin(store::work what, store::wall_time asked, runner how, const asio::any_io_executor& executor,
                  std::shared_ptr<void> owner) {
    auto one = std::make_shared<run>(std::move(what));
    one->own = std::move(how);
    one->how = &one->own;
    begin(std::move(one), asked, executor, std::move(owner));
}

void inbox::begin(run_ptr one, store::wall_time asked, const asio::any_io_executor& executor,
                  std::shared_ptr<void> owner) {
    one->policy = options_.policy(one->what.event);
    active_[one->what.held.event] = one;
    options_.leases->hold(one->what.held, {asked, time_.now()}, options_.term);
    if (one->policy.timeout.count() > 0) {
        const clock::steady_time end = time_.steady() + one->policy.timeout;
        one->limit = time_.every(executor, one->policy.timeout, [&time = time_, end, it = std::weak_ptr(one)] {
            const run_ptr late = it.lock();
            if (late && time.steady() >= end && !std::exchange(late->overdue, true)) {
                late->signal.emit(asio::cancellation_type::terminal);
            }
        });
    }
    // The handler's cancellation is for the handler: what is recorded of it is recorded.
    asio::co_spawn(executor, carry_out(one), [this, one, owner = std::move(owner)](std::exception_ptr) { end(*one); });
}

void inbox::end(const run& one) {
    const auto known = active_.find(one.what.held.event);
    if (known != active_.end() && known->second.get() == &one) {
        active_.erase(known);
    }
    options_.leases->drop(one.what.held);
    options_.limits->give_back(one.what.event.route, 1);
    options_.on_end(one.what.held.event);
    wake();
}

// Also what the runner throws before it has a coroutine is the handler's failure.
asio::awaitable<store::kept_answer> inbox::handle(run_ptr one) {
    store::kept_answer answer = co_await (*one->how)(one->what);
    co_return answer;
}

asio::awaitable<void> inbox::carry_out(run_ptr one) {
    if (one->how == &run_ && one->what.run > one->policy.attempts) {
        // Only runs that have not ended go beyond that: what cuts them off may be the event itself.
        outcome aside =
            outcome::parked("its last run did not end, nor come to a result: the program was killed, or hung");
        log_end(*one, aside);
        co_await record(one, std::move(aside));
        co_return;
    }
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto handled = std::make_shared<waiting>();
    auto failure = std::make_shared<std::exception_ptr>();
    auto answer = std::make_shared<store::kept_answer>();
    asio::co_spawn(
        executor, handle(one),
        asio::bind_cancellation_slot(one->signal.slot(), [=](std::exception_ptr thrown, store::kept_answer got) {
            *failure = std::move(thrown);
            *answer = std::move(got);
            handled->tell();
        }));
    co_await handled->wait();
    one->limit.reset();
    if (one->lost) {
        co_return;
    }
    outcome how = outcome::done(std::move(*answer));
    if (*failure) {
        if (one->overdue) {
            *failure = std::make_exception_ptr(
                std::runtime_error("the run took longer than " + std::to_string(one->policy.timeout.count()) + " ms"));
        }
        how = judge(one->policy, one->what.run, *failure, options_.random());
    }
    log_end(*one, how);
    co_await record(one, std::move(how));
}

// The lease is renewed meanwhile: nobody else runs the event while the store cannot be told that it is done.
asio::awaitable<void> inbox::record(run_ptr one, outcome how) {
    while (!one->lost) {
        bool told = false;
        try {
            const bool counted = co_await engine_.finish(one->what.held, how);
            told = true;
            one->lost = !counted;
        } catch (const store_error& failure) {
            log_store(failure);
        }
        if (told) {
            break;
        }
        co_await sleep_until(time_, time_.steady() + options_.rest);
    }
    if (one->lost) {
        options_.log.warning("the run of an event ended after its lease: what it says does not count",
                             log_field("event", one->what.held.event.text()));
    }
}

asio::awaitable<void> inbox::renew_leases() {
    std::vector<store::lease> held = held_leases();
    for (auto from = held.begin(); from != held.end();) {
        const auto to = from + std::min<std::ptrdiff_t>(most_renewed, held.end() - from);
        std::vector<store::lease> some(from, to);
        co_await renew(std::move(some));
        from = to;
    }
}

asio::awaitable<void> inbox::renew(std::vector<store::lease> some) {
    const store::wall_time asked = time_.now();
    try {
        const std::vector<store::lease> lost = co_await engine_.renew(some, options_.term);
        for (const store::lease& each : some) {
            options_.leases->extend(each, {asked, time_.now()}, options_.term);
        }
        for (const store::lease& each : lost) {
            if (cancel(each)) {
                options_.log.warning(
                    "the run of an event is ended: another process has taken the event, since this one stood still for "
                    "longer than a lease, or the clocks of the two differ",
                    log_field("event", each.event.text()));
            }
        }
    } catch (const store_error& failure) {
        log_store(failure);
    }
}

std::vector<store::lease> inbox::held_leases() const {
    std::vector<store::lease> held;
    for (const auto& [id, one] : active_) {
        held.push_back(one->what.held);
    }
    return held;
}

bool inbox::cancel(const store::lease& lost) {
    const auto known = active_.find(lost.event);
    if (known == active_.end() || known->second->what.held.epoch != lost.epoch) {
        return false;
    }
    const run_ptr one = known->second;
    one->lost = true;
    options_.leases->drop(lost);
    one->signal.emit(asio::cancellation_type::terminal);
    return true;
}

asio::awaitable<void> inbox::give_up() {
    std::vector<store::lease> held = held_leases();
    for (const store::lease& each : held) {
        cancel(each);
    }
    co_await return_to_store(std::move(held));
}

asio::awaitable<void> inbox::return_to_store(std::vector<store::lease> held) {
    if (held.empty()) {
        co_return;
    }
    try {
        co_await engine_.give_back(std::move(held));
    } catch (const store_error& failure) {
        log_store(failure);  // the leases run out
    }
}

void inbox::log_store(const store_error& failure) {
    write_within(store_lines_, time_, options_.log, log_level::error, "the store fails",
                 log_field("reason", failure.what()));
}

void inbox::log_end(const run& one, const outcome& how) const {
    if (how.how == outcome::ending::done) {
        return;
    }
    const bool parked = how.how == outcome::ending::parked;
    const store::work& what = one.what;
    const std::string id = what.held.event.text();
    const log_field fields[] = {{"event", what.event.type},  {"id", id},        {"resource", what.event.resource_id},
                                {"route", what.event.route}, {"run", what.run}, {"reason", how.reason}};
    options_.log.write(parked ? log_level::error : log_level::warning,
                       parked ? "an event is parked until somebody decides about it" : "an event is run again later",
                       fields);
}

}  // namespace frameio::delivery
