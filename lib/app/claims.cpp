#include "app/claims.hpp"

#include "app/app_state.hpp"
#include "app/delivery_keys.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/deferred.hpp>

#include <algorithm>
#include <span>
#include <utility>

namespace frameio {
namespace {

constexpr std::size_t large_body = 2 * 1024;  // rather hashed than kept

// What leaves later may come too late for a peer that waits 5 s.
constexpr std::chrono::milliseconds in_time{3'500};

auto join_flight(ledger& from, const delivery_key& key, const boost::asio::any_io_executor& executor) {
    return boost::asio::async_initiate<const boost::asio::deferred_t&, void(stored_answer)>(
        [](auto handler, ledger* where, delivery_key wanted, boost::asio::any_io_executor on) {
            where->join(wanted, std::move(on), flight::completion(std::move(handler)));
        },
        boost::asio::deferred, &from, key, executor);
}

}  // namespace

claims::~claims() {
    // Nobody may join a run that was taken down with its executor.
    settle({503, nullptr}, true);
}

void claims::begin(time_point started) {
    settle({503, nullptr}, true);
    if (sending_) {
        keep();
    }
    joining_ = nullptr;
    body_ = {};
    digest_.reset();
    started_ = started;
    attempt_ = 1;
    known_ = false;
    looked_up_ = false;
}

void claims::expect(std::string_view signature) {
    key_ = signature_key(signature);
    app_.seen().prefetch(key_);
}

ledger::verdict claims::take_webhook(std::string_view body, stored_answer& answer) {
    looked_up_ = true;
    body_ = body;
    ledger::claim claim = app_.seen().take(key_, started_, flight_);
    claimed_ = claim.entry;
    attempt_ = claim.attempt;
    if (claim.what == ledger::verdict::run) {
        return app_.any_unacknowledged.load(std::memory_order_relaxed) ? take_earlier_run(answer) : claim.what;
    }
    known_ = true;
    joining_ = &app_.seen();
    answer = std::move(claim.answer);
    return claim.what;
}

// A retry carries the same body, but possibly another timestamp and so another signature.
ledger::verdict claims::take_earlier_run(stored_answer& answer) {
    ledger::claim earlier = app_.unacknowledged().take_answer(digest(), started_);
    known_ = earlier.what != ledger::verdict::run;
    if (earlier.what == ledger::verdict::run) {
        attempt_ = std::max(attempt_, earlier.attempt);
    } else if (earlier.what == ledger::verdict::join) {
        joining_ = &app_.unacknowledged();
        key_ = digest();
    } else {
        answer = std::move(earlier.answer);
        settle(answer, false);
    }
    return earlier.what;
}

boost::asio::awaitable<stored_answer> claims::joined(boost::asio::any_io_executor executor) {
    stored_answer answer = co_await join_flight(*joining_, key_, executor);
    co_return answer;
}

void claims::settle(const stored_answer& answer, bool failed) {
    if (claimed_.generation == 0 && unacknowledged_.generation == 0) {
        return;
    }
    // In this order: whoever finds the answer by its signature will want to forget the other.
    if (unacknowledged_.generation != 0) {
        app_.unacknowledged().finish(std::exchange(unacknowledged_, ledger::entry()), answer, failed);
    }
    if (claimed_.generation != 0) {
        app_.seen().finish(std::exchange(claimed_, ledger::entry()), answer, failed);
    }
    flight_.land(answer);
}

void claims::outlasted() {
    if (looked_up_) {
        unacknowledged_ = app_.unacknowledged().note_running(digest(), started_, attempt_, flight_);
        app_.any_unacknowledged.store(true, std::memory_order_relaxed);
    }
}

void claims::failed(const stored_answer& answer) {
    settle(answer, true);
    if (looked_up_) {
        note(digest(), started_, attempt_, answer, true);
    }
}

void claims::sending(const stored_answer& answer) {
    if (looked_up_ && answer.status < 400) {
        sending_ = answer;
    }
}

void claims::sent(time_point now) {
    if (sending_ && now - started_ > in_time) {
        note(digest(), started_, attempt_, *sending_, false);
    } else if (sending_ && known_ && app_.any_unacknowledged.load(std::memory_order_relaxed)) {
        acknowledged(digest());
    }
    for (const kept& each : std::span(kept_).first(kept_count_)) {
        if (now - each.started > in_time) {
            note(kept_digest(each), each.started, each.attempt, each.answer, false);
        } else if (each.known) {
            acknowledged(kept_digest(each));
        }
    }
    sending_.reset();
    kept_count_ = 0;
}

void claims::lost() {
    if (sending_) {
        note(digest(), started_, attempt_, *std::exchange(sending_, std::nullopt), false);
    }
    for (const kept& each : std::span(kept_).first(kept_count_)) {
        note(kept_digest(each), each.started, each.attempt, each.answer, false);
    }
    kept_count_ = 0;
}

void claims::abandon() {
    settle({503, nullptr}, true);
}

delivery_key claims::kept_digest(const kept& each) const {
    return each.digest ? *each.digest : body_key(each.body);
}

void claims::acknowledged(const delivery_key& digest) {
    app_.unacknowledged().take_answer(digest, started_);
}

void claims::keep() {
    if (kept_count_ == kept_.size()) {
        kept_.emplace_back();
    }
    kept& waiting = kept_[kept_count_++];
    waiting.digest = digest_;
    if (!digest_ && body_.size() > large_body) {
        waiting.digest = digest();
    } else if (!digest_) {
        waiting.body.assign(body_);
    }
    waiting.answer = *std::exchange(sending_, std::nullopt);
    waiting.started = started_;
    waiting.attempt = attempt_;
    waiting.known = known_;
}

void claims::forget_body() {
    if (looked_up_) {
        digest();
        body_ = {};
    }
}

const delivery_key& claims::digest() {
    if (!digest_) {
        digest_ = body_key(body_);
    }
    return *digest_;
}

void claims::note(const delivery_key& digest, time_point started, unsigned attempt, const stored_answer& answer,
                  bool failed) {
    app_.unacknowledged().note_ended(digest, started, attempt, answer, failed);
    app_.any_unacknowledged.store(true, std::memory_order_relaxed);
}

}  // namespace frameio
