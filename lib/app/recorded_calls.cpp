#include "app/recorded_calls.hpp"

#include <frameio/api/error.hpp>
#include <frameio/delivery.hpp>

#include "api/probe.hpp"
#include "delivery/keys.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace frameio {

namespace asio = boost::asio;

namespace {

constexpr unsigned done = 200;
constexpr unsigned not_done = 0;

std::string explain(const std::string& name) {
    return name + ": in doubt: an earlier run began it, and it is not known whether it had its effect";
}

park parked(const std::string& name) {
    return park(explain(name) + "; look whether it had, then resolve the event, or redrive it to do it again");
}

/// An answer without the signing secret that a new webhook or action comes with: that is for whoever asked, not for a
/// file that others may read.
std::string without_secret(const std::string& body) {
    if (body.find("\"secret\"") == std::string::npos) {
        return body;
    }
    boost::system::error_code wrong;
    boost::json::value whole = boost::json::parse(body, wrong);
    auto* const object = wrong ? nullptr : whole.if_object();
    auto* const data = object == nullptr ? nullptr : object->if_contains("data");
    if (data != nullptr && data->is_object()) {
        data->get_object().erase("secret");
    }
    return boost::json::serialize(whole);
}

class recorded_call final : public api::call_journal::entry {
public:
    recorded_call(std::shared_ptr<delivery::journal> journal, delivery::journal::begun known, const api::outgoing& call,
                  std::shared_ptr<api::known_effects> effects)
        : journal_(std::move(journal)), known_(std::move(known)), call_(call), effects_(std::move(effects)) {}

    std::optional<api::answer> answered() const override {
        std::optional<api::answer> made;
        if (known_.done) {
            made.emplace();
            made->status = known_.what.status;
            made->body = known_.what.result;
        }
        return made;
    }
    bool in_doubt() const noexcept override {
        return known_.in_doubt;
    }
    asio::awaitable<void> succeeded(const api::answer& got) override {
        api::note_effect(*effects_, call_, got.body);
        return journal_->end(known_.what, got.status, without_secret(got.body));
    }
    asio::awaitable<void> failed(unsigned status) override {
        return journal_->end(known_.what, status, {});
    }

private:
    std::shared_ptr<delivery::journal> journal_;
    delivery::journal::begun known_;
    const api::outgoing& call_;
    std::shared_ptr<api::known_effects> effects_;
};

}  // namespace

asio::awaitable<std::unique_ptr<api::call_journal::entry>> recorded_calls::begin(const api::caller& by,
                                                                                 const api::outgoing& call,
                                                                                 bool repeatable) {
    const std::string method(call.what().method);
    const auto key = delivery::key_of({"call", method, call.target(), call.body()});
    delivery::journal::begun known = co_await journal_->begin(key, method + ' ' + call.target());
    if (known.done) {
        api::note_effect(*effects_, call, known.what.result);
    }
    if (known.in_doubt && !repeatable) {
        co_await settle(by, call, known);
    }
    co_return std::make_unique<recorded_call>(journal_, std::move(known), call, effects_);
}

// What was sent before the program was killed may be under way even now: who asks too early asks in vain.
void recorded_calls::await_effect(const store::step& what) const {
    const auto ahead = std::chrono::ceil<std::chrono::milliseconds>(what.began + patience_ - time_.now());
    const auto left = std::min<std::chrono::milliseconds>(ahead, patience_);  // if the clock was set back
    if (left.count() > 0) {
        throw retry_later(left, explain(what.what) + "; Frame.io is asked later");
    }
}

// Frame.io knows best; where it cannot be asked, the route's rule counts.
asio::awaitable<void> recorded_calls::settle(const api::caller& by, const api::outgoing& call,
                                             delivery::journal::begun& known) {
    if (api::can_probe(call)) {
        await_effect(known.what);
        const std::optional<api::answer> found = co_await api::find_effect(by, call, known.what.began, *effects_);
        known.in_doubt = false;
        if (found) {
            co_await journal_->end(known.what, found->status, found->body);
            known.what.status = found->status;
            known.what.result = found->body;
            known.done = true;
        } else {
            co_await journal_->begin_again(known.what);
        }
    } else if (rule_ == doubt::park) {
        throw parked(known.what.what);
    } else if (rule_ == doubt::skip) {
        api::api_error::facts facts;
        facts.operation = call.what().name;
        facts.in_doubt = true;
        throw api::api_error(api::errc::no_answer, explain(known.what.what), std::move(facts));
    }
}

asio::awaitable<clock::wall_time> recorded_calls::now() {
    const auto since = std::chrono::floor<std::chrono::milliseconds>(time_.now().time_since_epoch());
    const auto key = delivery::key_of({"now"});
    const std::string text = co_await journal_->note(key, "now", std::to_string(since.count()));
    co_return clock::wall_time(std::chrono::milliseconds(std::stoll(text)));
}

asio::awaitable<std::string> recorded_calls::once(std::string name,
                                                  std::function<asio::awaitable<std::string>()> work) {
    const auto key = delivery::key_of({"once", name});
    const delivery::journal::begun known = co_await journal_->begin(key, "once " + name);
    if (known.done) {
        co_return known.what.result;
    }
    if (known.in_doubt && rule_ == doubt::park) {
        throw parked(known.what.what);
    }
    if (known.in_doubt && rule_ == doubt::skip) {
        throw error(errc::in_doubt, explain(known.what.what));
    }
    std::exception_ptr failure;
    std::string result;
    try {
        result = co_await work();
    } catch (const boost::system::system_error& ended) {
        if (ended.code() == asio::error::operation_aborted) {
            throw;  // who knows how far it came
        }
        failure = std::current_exception();
    } catch (...) {
        failure = std::current_exception();
    }
    co_await journal_->end(known.what, failure ? not_done : done, result);
    if (failure) {
        std::rethrow_exception(failure);
    }
    co_return result;
}

}  // namespace frameio
