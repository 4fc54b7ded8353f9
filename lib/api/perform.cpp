#include "api/client_state.hpp"
#include "api/verdict.hpp"

#include <boost/asio/this_coro.hpp>

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
    call_run(caller by, outgoing call)
        : by_(std::move(by)),
          client_(*by_.client()),
          call_(std::move(call)),
          plan_(plan_for(by_, may_repeat(call_.what(), by_.options().repeat()))) {}

    asio::awaitable<answer> run() {
        for (;;) {
            plan_.attempt();
            verdict what = co_await attempt();
            if (what.result) {
                co_return std::move(*what.result);
            }
            const auto again = what_next(what);
            if (!again) {
                what.known.in_doubt = what.known.in_doubt || (doubted_ && !said_no(what));
                throw to_error(call_, std::move(what), plan_.attempts());
            }
            doubted_ = doubted_ || what.known.in_doubt;
            co_await sleep_until(client_.time(), *again);
        }
    }

private:
    /// When to try again, or nothing.
    std::optional<clock::steady_time> what_next(verdict& what) {
        const clock::steady_time now = client_.time().steady();
        if (what.token_refused && !token_renewed_ && by_.who().source()->refuse(token_)) {
            token_renewed_ = true;
            return now;
        }
        auto again = plan_.next(what.kind, now, what.known.retry_after, client_.chance());
        if (again && what.code == errc::circuit_open) {
            again = std::max(*again, client_.circuit().retry_at());
        }
        if (again && plan_.is_late(*again)) {
            again.reset();
        }
        if (what.kind == failure::limited) {  // the others need not find out for themselves
            const auto least =
                std::min(what.known.retry_after.value_or(std::chrono::seconds(1)), plan_.policy().longest_asked);
            client_.rates().close(key(), again.value_or(now + least));
        }
        return again;
    }

    /// Whether the platform refused what was asked, as against the one who asked.
    static bool said_no(const verdict& what) {
        return what.kind == failure::refused && what.known.status != 0 && !what.token_refused;
    }

    gate::key key() const {
        return {call_.what().name, by_.who().source().get()};
    }

    asio::awaitable<verdict> attempt() {
        waited_ = nanoseconds(0);
        latency_ = nanoseconds(0);
        verdict what = co_await ready();
        if (what.kind == failure::refused && what.text.empty()) {
            what = co_await exchange();
        }
        report(what);
        co_return what;
    }

    /// Gets a token and a turn. A verdict without a text: both are there.
    asio::awaitable<verdict> ready() {
        if (is_late()) {
            co_return too_late();
        }
        if (client_.circuit().stops(client_.time().steady())) {
            co_return held_back();  // without a turn that others could use
        }
        verdict made = co_await get_token();
        if (!made.text.empty()) {
            co_return made;
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
            co_return not_sent(plan_.ends_by_deadline() ? errc::deadline : errc::rate_limited,
                               "the rate limit leaves no turn before the call's time is up", false);
        }
        if (waited_ > std::chrono::seconds(1)) {
            made = co_await get_token();  // the one from before may have expired
        }
        if (made.text.empty() && is_late()) {
            made = too_late();
        }
        co_return made;
    }

    /// A verdict without a text: there is one.
    asio::awaitable<verdict> get_token() {
        const token_means means{client_.transport(), client_.time(), client_.log(), plan_.latest()};
        verdict made;
        try {
            token_ = co_await by_.who().source()->token(means);
        } catch (const token_failure& failure) {
            const bool late = client_.time().steady() >= plan_.latest();
            made = late ? too_late() : not_sent(errc::no_token, failure.what(), failure.is_transient());
        }
        co_return made;
    }

    bool is_late() const {
        return plan_.is_late(client_.time().steady());
    }
    static verdict too_late() {
        return not_sent(errc::deadline, "the deadline has passed", false);
    }
    verdict held_back() const {
        return not_sent(errc::circuit_open, client_.base().host() + " has failed too often; not called", true);
    }

    asio::awaitable<verdict> exchange() {
        const auto as = client_.circuit().ask(client_.time().steady());
        if (as == breaker::verdict::stop) {
            co_return held_back();
        }
        circuit_report circuit(client_.circuit(), as);
        const clock::steady_time begin = client_.time().steady();
        std::optional<verdict> made;
        try {
            http::client_response got = co_await client_.transport().send(request());
            doubted_ = doubted_ || got.repeated;
            made = judge(call_, std::move(got), client_.time().now());
        } catch (const http::transport_error& lost) {
            made = judge(call_, lost);
        } catch (const error& refused) {
            throw error(frameio::errc::invalid_argument,
                        std::string(call_.what().name) + ": " + refused.what() + "; nothing was sent");
        }
        latency_ = client_.time().steady() - begin;
        learn(*made, circuit);
        co_return std::move(*made);
    }

    void learn(verdict& made, circuit_report& circuit) {
        if (made.known.limit && client_.options().keep_to_rates) {
            client_.rates().learn(key(), *made.known.limit);
        }
        // An answer, whatever it says, shows that the platform works.
        const bool works = made.result || (made.known.status != 0 && made.known.status < 500);
        if (works) {
            circuit.succeeded();
        } else if (circuit.failed(client_.time().steady())) {
            client_.log().warning("the API fails; calls are held back for a while",
                                  log_field("host", client_.base().host()));
        }
        if (call_.what().method == "DELETE" && doubted_ && made.known.status == 404) {
            made.result.emplace().status = 204;  // the attempt before it had its effect
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

    void report(const verdict& what) const {
        const unsigned status = what.known.status;
        if (const auto& observer = client_.options().observer) {
            observer->attempted({call_.what().name, plan_.attempts(), status, latency_, waited_});
        }
        const log_level level = what.result ? log_level::debug : log_level::info;
        if (!client_.log().enabled(level)) {
            return;
        }
        const log_field fields[] = {{"operation", call_.what().name},
                                    {"status", status},
                                    {"attempt", plan_.attempts()},
                                    {"latency_ms", std::chrono::duration<double, std::milli>(latency_).count()},
                                    {"waited_ms", std::chrono::duration<double, std::milli>(waited_).count()},
                                    {"reason", what.result ? std::string_view() : std::string_view(what.text)}};
        const std::size_t count = std::size(fields) - (what.result ? 1 : 0);
        client_.log().write(level, what.result ? "API call" : "an API call failed", {fields, count});
    }

    caller by_;
    client_state& client_;
    outgoing call_;
    retry_plan plan_;
    std::string token_;
    nanoseconds waited_{};
    nanoseconds latency_{};
    bool token_renewed_ = false;
    bool doubted_ = false;
};

}  // namespace

asio::awaitable<answer> perform(caller by, outgoing call) {
    call_run run(std::move(by), std::move(call));
    answer result = co_await run.run();
    co_return result;
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
    // Not returned as it is: the call refers to the description.
    answer result = co_await perform(std::move(by), std::move(call));
    co_return result;
}

}  // namespace

asio::awaitable<answer> client::send(request what) const {
    return send_one(by_, std::move(what));
}

}  // namespace frameio::api
