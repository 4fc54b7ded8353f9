#include "api/call_journal.hpp"
#include "api/client_state.hpp"
#include "api/verdict.hpp"

#include <boost/asio/this_coro.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace frameio::api {

namespace asio = boost::asio;

namespace {

using std::chrono::nanoseconds;

/// Tells the breaker how a call ended, also if it was cancelled.
class circuit_report {
public:
    circuit_report(breaker& circuit, breaker::verdict as) : circuit_(circuit), as_(as) {}
    circuit_report(const circuit_report&) = delete;
    circuit_report& operator=(const circuit_report&) = delete;
    ~circuit_report() {
        if (!told_) {
            circuit_.left(as_);
        }
    }

    void succeeded() {
        told_ = true;
        circuit_.succeeded(as_);
    }
    /// @return whether the circuit was opened by it
    bool failed(clock::steady_time now) {
        told_ = true;
        return circuit_.failed(as_, now);
    }

private:
    breaker& circuit_;
    breaker::verdict as_;
    bool told_ = false;
};

/// One call, from the first attempt to the last.
class call_run {
public:
    /// Both outlive it.
    /// @param doubted  whether it may have been made already
    call_run(const caller& by, const outgoing& call, bool doubted)
        : by_(by),
          client_(*by_.client()),
          call_(call),
          plan_(plan_for(by_, may_repeat(call_.what(), by_.options().repeat()))),
          doubted_(doubted) {}

    asio::awaitable<answer> run() {
        for (;;) {
            plan_.attempt();
            co_await attempt();
            if (what_.result) {
                co_return std::move(*what_.result);
            }
            const auto again = what_next();
            if (!again) {
                what_.known.in_doubt = what_.known.in_doubt || (doubted_ && !said_no());
                throw to_error(call_, std::move(what_), plan_.attempts());
            }
            doubted_ = doubted_ || what_.known.in_doubt;
            co_await sleep_until(client_.time(), *again);
        }
    }

private:
    /// When to try again, or nothing.
    std::optional<clock::steady_time> what_next() {
        const clock::steady_time now = client_.time().steady();
        if (what_.token_refused && !token_renewed_ && by_.who().source()->refuse(token_)) {
            token_renewed_ = true;
            return now;
        }
        auto again = plan_.next(what_.kind, now, what_.known.retry_after, client_.chance());
        if (again && what_.code == errc::circuit_open) {
            again = std::max(*again, client_.circuit().retry_at());
        }
        if (again && plan_.is_late(*again)) {
            again.reset();
        }
        if (what_.kind == failure::limited) {  // the others need not find out for themselves
            const auto least =
                std::min(what_.known.retry_after.value_or(std::chrono::seconds(1)), plan_.policy().longest_asked);
            client_.rates().close(key(), again.value_or(now + least));
        }
        return again;
    }

    /// Whether the platform refused what was asked, as against the one who asked.
    bool said_no() const {
        return what_.kind == failure::refused && what_.known.status != 0 && !what_.token_refused;
    }

    gate::key key() const {
        return {call_.what().name, by_.who().source().get()};
    }

    /// Sets the verdict.
    asio::awaitable<void> attempt() {
        waited_ = nanoseconds(0);
        latency_ = nanoseconds(0);
        const bool may_begin = co_await ready();
        if (may_begin) {
            co_await exchange();
        }
        report();
    }

    /// Gets a token and a turn. If it cannot, the verdict says why.
    asio::awaitable<bool> ready() {
        if (is_late()) {
            co_return too_late();
        }
        if (client_.circuit().stops(client_.time().steady())) {
            co_return held_back();  // without a turn that others could use
        }
        bool ready = co_await get_token();
        if (!ready) {
            co_return false;
        }
        const clock::steady_time begin = client_.time().steady();
        const operation& what = call_.what();
        const pace allowed =
            client_.options().keep_to_rates ? pace{what.calls, std::chrono::seconds(what.seconds)} : pace();
        const bool again = plan_.attempts() > 1;
        const bool let_in =
            co_await client_.rates().enter(key(), allowed, by_.options().urgency(), plan_.latest(), again);
        waited_ = client_.time().steady() - begin;
        if (!let_in) {
            what_ = not_sent(plan_.ends_by_deadline() ? errc::deadline : errc::rate_limited,
                             "the rate limit leaves no turn before the call's time is up", false);
            co_return false;
        }
        if (waited_ > std::chrono::seconds(1)) {
            ready = co_await get_token();  // the one from before may have expired
        }
        co_return ready && (!is_late() || too_late());
    }

    /// If there is none, the verdict says why.
    asio::awaitable<bool> get_token() {
        const token_means means{client_.transport(), client_.time(), client_.log(), plan_.latest()};
        try {
            token_ = co_await by_.who().source()->token(means);
            co_return true;
        } catch (const token_failure& failure) {
            if (!is_late()) {
                const errc code = failure.is_transient() ? errc::no_token_yet : errc::no_token;
                what_ = not_sent(code, failure.what(), failure.is_transient());
                co_return false;
            }
        }
        co_return too_late();
    }

    bool is_late() const {
        return plan_.is_late(client_.time().steady());
    }
    // Verdicts of calls that may not begin.
    bool too_late() {
        what_ = not_sent(errc::deadline, "the deadline has passed", false);
        return false;
    }
    bool held_back() {
        what_ = not_sent(errc::circuit_open, client_.base().host() + " has failed too often; not called", true);
        return false;
    }

    /// Sets the verdict.
    asio::awaitable<void> exchange() {
        const auto as = client_.circuit().ask(client_.time().steady());
        if (as == breaker::verdict::stop) {
            held_back();
            co_return;
        }
        circuit_report circuit(client_.circuit(), as);
        const clock::steady_time begin = client_.time().steady();
        try {
            http::client_response got = co_await client_.transport().send(request());
            doubted_ = doubted_ || got.repeated;
            what_ = judge(call_, std::move(got), client_.time().now());
        } catch (const http::transport_error& lost) {
            what_ = judge(call_, lost);
        } catch (const error& refused) {
            throw error(frameio::errc::invalid_argument,
                        std::string(call_.what().name) + ": " + refused.what() + "; nothing was sent");
        }
        latency_ = client_.time().steady() - begin;
        learn(circuit);
    }

    void learn(circuit_report& circuit) {
        if (what_.known.limit && client_.options().keep_to_rates) {
            client_.rates().learn(key(), *what_.known.limit);
        }
        // An answer, whatever it says, shows that the platform works.
        const bool works = what_.result || (what_.known.status != 0 && what_.known.status < 500);
        if (works) {
            circuit.succeeded();
        } else if (circuit.failed(client_.time().steady())) {
            client_.log().warning("the API fails; calls are held back for a while",
                                  log_field("host", client_.base().host()));
        }
        if (call_.what().method == "DELETE" && doubted_ && what_.known.status == 404) {
            what_.result.emplace().status = 204;  // the attempt before it had its effect
        }
    }

    http::client_request request() const {
        http::client_request made(std::string(call_.what().method), client_.base().resolve(call_.target()));
        made.headers.reserve(5 + call_.headers().size());
        const auto add = [&](const char* name, std::string value) {
            if (!call_.has_header(name)) {
                made.header(name, std::move(value));
            }
        };
        add("Authorization", "Bearer " + token_);
        add("Accept", "application/json");
        if (by_.who().source()->is_legacy()) {
            add("x-frameio-legacy-token-auth", "true");
        }
        if (!call_.body().empty()) {
            add("Content-Type", "application/json");
            made.body = call_.body();
        }
        if (!by_.options().trace().empty()) {
            add("traceparent", by_.options().trace());
        }
        for (const auto& [name, value] : call_.headers()) {
            made.header(name, value);
        }
        made.total_timeout = by_.options().timeout();
        made.deadline = by_.options().deadline();
        return made;
    }

    void report() const {
        const unsigned status = what_.known.status;
        if (const auto& observer = client_.options().observer) {
            observer->attempted({call_.what().name, plan_.attempts(), status, latency_, waited_});
        }
        const log_level level = what_.result ? log_level::debug : log_level::info;
        if (!client_.log().enabled(level)) {
            return;
        }
        const log_field fields[] = {{"operation", call_.what().name},
                                    {"status", status},
                                    {"attempt", plan_.attempts()},
                                    {"latency_ms", std::chrono::duration<double, std::milli>(latency_).count()},
                                    {"waited_ms", std::chrono::duration<double, std::milli>(waited_).count()},
                                    {"reason", what_.result ? std::string_view() : std::string_view(what_.text)}};
        const std::size_t count = std::size(fields) - (what_.result ? 1 : 0);
        client_.log().write(level, what_.result ? "API call" : "an API call failed", {fields, count});
    }

    const caller& by_;
    client_state& client_;
    const outgoing& call_;
    retry_plan plan_;
    verdict what_;  // on the last attempt
    std::string token_;
    nanoseconds waited_{};
    nanoseconds latency_{};
    bool token_renewed_ = false;
    bool doubted_;
};

}  // namespace

namespace {

asio::awaitable<answer> perform_unrecorded(const caller& by, const outgoing& call, bool doubted) {
    call_run run(by, call, doubted);
    answer result = co_await run.run();
    co_return result;
}

/// What an attempt came to.
struct attempted {
    attempted() = default;

    std::optional<answer> result;
    std::exception_ptr failure;
    std::optional<unsigned> refused;  ///< with that status, or never sent (0): certainly without an effect
};

asio::awaitable<attempted> attempt(const caller& by, const outgoing& call, bool doubted) {
    attempted made;
    try {
        made.result = co_await perform_unrecorded(by, call, doubted);
    } catch (const api_error& failure) {
        made.failure = std::current_exception();
        if (!failure.in_doubt()) {
            made.refused = failure.status();
        }
    } catch (const error&) {  // an argument that could not be sent
        made.failure = std::current_exception();
        made.refused = 0;
    }
    co_return made;
}

asio::awaitable<answer> perform_recorded(const caller& by, const outgoing& call) {
    const bool repeatable = may_repeat(call.what(), by.options().repeat());
    const std::unique_ptr<call_journal::entry> entry = co_await by.journal()->begin(by, call, repeatable);
    std::optional<answer> known = entry->answered();
    if (known) {
        co_return std::move(*known);
    }
    attempted made = co_await attempt(by, call, entry->in_doubt());
    if (made.result) {
        co_await entry->succeeded(*made.result);
        co_return std::move(*made.result);
    }
    if (made.refused && !entry->in_doubt()) {
        co_await entry->failed(*made.refused);
    }
    std::rethrow_exception(made.failure);
}

}  // namespace

asio::awaitable<answer> perform(const caller& by, const outgoing& call) {
    if (by.journal() != nullptr && !reads_only(call.what())) {
        return perform_recorded(by, call);
    }
    return perform_unrecorded(by, call, false);
}

namespace {

http::url place_of(const http::url& base, const std::string& target) {
    try {
        return base.resolve(target);
    } catch (const error& failure) {
        throw error(frameio::errc::invalid_argument,
                    std::string("a request to what is no target: ") + failure.what() + "; nothing was sent");
    }
}

asio::awaitable<answer> send_one(caller by, request asked) {
    const operation described{"request", asked.method(), {}, 0, 0};
    const http::url& base = by.client()->base();
    const http::url to = place_of(base, asked.target());
    if (to.origin() != base.origin()) {
        throw error(frameio::errc::invalid_argument,
                    "a request to " + to.origin() + ": the token is for " + base.origin() + "; nothing was sent");
    }
    outgoing call(described, to.target());
    call.body(asked.body());
    for (const auto& [name, value] : asked.headers()) {
        call.header(name, value);
    }
    answer result = co_await perform(by, call);
    co_return result;
}

}  // namespace

asio::awaitable<answer> client::send(request what) const {
    return send_one(by_, std::move(what));
}

}  // namespace frameio::api
